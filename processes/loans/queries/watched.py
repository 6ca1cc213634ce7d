"""Whose loans are whose: those an officer watches for bank, guarantee institution or bureau, and an applicant's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Count, DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from processes.loans.models import Loan, LoanState
from workflow_app.models import Account
from workflow_app.queries.scope import parties_of
from workflow_app.queries.workplace import Workplace

PAGE = 25
MONEY = DecimalField(max_digits=14, decimal_places=2)


def watched(place: Workplace) -> QuerySet[Loan]:
    """Every loan of the places where the person sits."""
    return Loan.objects.filter(
        Q(bank__in=place.units_of("bank"))
        | Q(guarantor__in=place.units_of("guarantee"))
        | Q(case__unit__in=place.units("loan_office"))
    )


def own(account: Account, on: date) -> QuerySet[Loan]:
    """The loans of everybody an account acts for, newest first."""
    return Loan.objects.filter(borrower__in=parties_of(account, on)).select_related("case").order_by("-pk")


def page_of(place: Workplace, state: str = "", before: int = 0) -> tuple[list[Loan], int]:
    """A page of them, newest first, with the principal still out, and the key of the next page (0: none)."""
    rows = watched(place)
    rows = rows.filter(state=state) if state in LoanState.values else rows
    rows = rows.filter(pk__lt=before) if before else rows
    repaid = Coalesce(Sum("repayments__principal"), Value(Decimal(0)), output_field=MONEY)
    found: list[Loan] = list(
        rows.select_related("borrower", "case")
        .annotate(outstanding=F("principal") - repaid)
        .order_by("-pk")[: PAGE + 1]
    )
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else 0


def counts(place: Workplace) -> list[tuple[str, str, int]]:
    """(state, word, how many) of every state that occurs."""
    found = dict(watched(place).values_list("state").annotate(many=Count("pk")).order_by())
    return [(state.value, str(state.label), found[state.value]) for state in LoanState if state.value in found]
