"""已办: what a person has signed, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from workflow_app.approval.stance import Stance
from workflow_app.models import Account, Opinion
from workflow_app.policy.refusals import NotUnderstood

PAGE = 25


@dataclass(frozen=True, slots=True)
class Signed:
    """One opinion as a line of the list."""

    number: str
    applicant: str
    summary: str
    step: str
    stance: str
    words: str
    at: datetime
    state: str
    amount: Decimal


def signed(account: Account, before: str = "") -> tuple[tuple[Signed, ...], str]:
    """A page of one's own opinions and the key of the next page ('' when this is the last)."""
    rows = Opinion.objects.filter(by=account).select_related("seat__round__case__applicant").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=_read(before))
    found = list(rows[: PAGE + 1])
    return tuple(_signed(row) for row in found[:PAGE]), str(found[PAGE - 1].pk) if len(found) > PAGE else ""


def _read(key: str) -> int:
    try:
        return int(key)
    except ValueError:
        raise NotUnderstood("页码读不懂，请从已办第一页重新翻页。") from None


def _signed(row: Opinion) -> Signed:
    case = row.seat.round.case
    return Signed(
        number=case.number,
        applicant=case.applicant.name,
        summary=case.summary,
        step=row.seat.round.title,
        stance=Stance(row.stance).label,
        words=row.words,
        at=row.at,
        state=case.state_word,
        amount=case.amount,
    )
