"""Data of the papers of a revocation: the facts before it, the decision, or that the decision stands."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.timezone import localtime

from workflow_app.models import Case, ClaimState, Instalment, IssuedDocument, Revocation
from workflow_app.policy import catalogue
from workflow_app.policy.money import fen_of
from workflow_app.queries.finance.recoverable import recoverable
from workflow_app.queries.papers.head import marks, remedies_of, weakest
from workflow_app.queries.papers.hearing import answered, facts_of, notified

REVOKING = "《中华人民共和国行政许可法》第六十九条"


def notice_of_facts(case: Case, row: Revocation, at: datetime) -> dict[str, Any]:
    """撤销事先告知书: what was found, on what it would rest, until when the party may speak."""
    return _head(case, row, at) | notified(row)


def revoked(case: Case, row: Revocation, at: datetime) -> dict[str, Any]:
    """撤销决定书: facts, what the party said, the reason, what becomes of the money, remedies."""
    owed = case.claims.filter(state__in=(ClaimState.PAID, ClaimState.ENDED, ClaimState.RECOVERED))
    paid = sum((left for _claim, left in recoverable(case)), Decimal(0))
    return _decided(case, row, at) | {
        "paid_fen": fen_of(paid),
        "unpaid_fen": fen_of(_unpaid(case, row)),
        "standing": weakest(owed.values_list("standing", flat=True)),
        "remedies": remedies_of(case, localtime(at).date()),
        "marks": marks(owed.values_list("standing", flat=True).distinct()),
    }


def dropped(case: Case, row: Revocation, at: datetime) -> dict[str, Any]:
    """不予撤销告知书: the decision stands, and why."""
    return _decided(case, row, at)


def _decided(case: Case, row: Revocation, at: datetime) -> dict[str, Any]:
    return _head(case, row, at) | answered(case, row, "revocation_notice")


def _head(case: Case, row: Revocation, at: datetime) -> dict[str, Any]:
    return facts_of(case, row, at, REVOKING) | {"decision": _decision(case)}


def _decision(case: Case) -> dict[str, str]:
    """The paper that would be, or is, taken back: the last by which it was granted."""
    kind = catalogue.procedure(case.item, case.procedure).decision
    paper: IssuedDocument = case.papers.filter(kind=kind).latest("pk")
    return {"number": paper.number, "title": paper.title, "issued_on": localtime(paper.issued_at).date().isoformat()}


def _unpaid(case: Case, row: Revocation) -> Decimal:
    """What was granted and is not paid any more: whole lines, and what was left of those paid in part."""
    ended = case.claims.filter(state=ClaimState.ENDED).aggregate(total=Sum("amount"))["total"]
    stopped = Instalment.objects.filter(claim__case=case, stopped_at=row.decided_at).aggregate(total=Sum("amount"))[
        "total"
    ]
    return (ended or Decimal(0)) + (stopped or Decimal(0))
