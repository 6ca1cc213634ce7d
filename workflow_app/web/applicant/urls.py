"""Addresses of people who apply."""

from django.urls import path

from workflow_app.web.applicant.account import account, offset_account, withdraw_account
from workflow_app.web.applicant.case import case
from workflow_app.web.applicant.check import check
from workflow_app.web.applicant.draft_files import draft_file, roster_errors, roster_template
from workflow_app.web.applicant.draft_home import draft_home
from workflow_app.web.applicant.receipt import receipt
from workflow_app.web.applicant.section import autosave, section
from workflow_app.web.applicant.start import discard, start
from workflow_app.web.applicant.statement import recovery_statement, statement
from workflow_app.web.applicant.urge import urge
from workflow_app.web.applicant.withdraw import withdraw

urlpatterns = [
    path("items/<slug:item>/<slug:procedure>/start", start, name="start"),
    path("drafts/<int:draft_id>/", draft_home, name="draft"),
    path("drafts/<int:draft_id>/check", check, name="check"),
    path("drafts/<int:draft_id>/discard", discard, name="discard"),
    path("drafts/<int:draft_id>/files/<str:sha256>", draft_file, name="draft_file"),
    path("drafts/<int:draft_id>/<slug:slug>/", section, name="section"),
    path("drafts/<int:draft_id>/<slug:slug>/autosave", autosave, name="autosave"),
    path("drafts/<int:draft_id>/<slug:slug>/<slug:name>/template.xlsx", roster_template, name="roster_template"),
    path("drafts/<int:draft_id>/<slug:slug>/<slug:name>/<int:file_id>.xlsx", roster_errors, name="roster_errors"),
    path("cases/<slug:number>", case, name="case"),
    path("cases/<slug:number>/receipt", receipt, name="receipt"),
    path("cases/<slug:number>/withdraw", withdraw, name="withdraw"),
    path("cases/<slug:number>/urge", urge, name="urge"),
    path("cases/<slug:number>/statement", statement, name="statement"),
    path("cases/<slug:number>/recovery/statement", recovery_statement, name="recovery_statement"),
    path("cases/<slug:number>/account", account, name="account"),
    path("cases/<slug:number>/account/offset", offset_account, name="offset_account"),
    path("cases/<slug:number>/account/withdraw", withdraw_account, name="withdraw_account"),
]
