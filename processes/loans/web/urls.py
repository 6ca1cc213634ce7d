"""Addresses of the family's screens."""

from django.urls import path

from processes.loans.web.desk_loan import act, desk_loan
from processes.loans.web.desk_loans import desk_loans
from processes.loans.web.loan import loan
from processes.loans.web.my_loans import my_loans

urlpatterns = [
    path("loans/", my_loans, name="my_loans"),
    path("loans/<slug:number>", loan, name="loan"),
    path("desk/loans/", desk_loans, name="desk_loans"),
    path("desk/loans/<slug:number>/", desk_loan, name="desk_loan"),
    path("desk/loans/<slug:number>/<slug:name>/", act, name="desk_loan_act"),
]
