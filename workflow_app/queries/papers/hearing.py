"""What every paper of a hearing says: the facts, on what basis, and what the party answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.clock.hearing import HEARD_CITED, HEARD_WITHIN
from workflow_app.models import Case, Recovery, Revocation
from workflow_app.queries.papers.head import of_case, with_estimates

TERM = "陈述申辩的期限参照行政许可听证的规定，不是本市对本事项的规定。"
Row = Revocation | Recovery


def facts_of(case: Case, row: Row, at: datetime, *more_basis: str) -> dict[str, Any]:
    """The head of the paper, what was found and the rules it rests on."""
    return of_case(case, at) | {"facts": closed(row.facts), "basis": [row.basis, *more_basis]}


def notified(row: Row) -> dict[str, Any]:
    """Until when the party may speak, and whose rule that follows."""
    until = row.heard_until.isoformat()
    said = {"heard_until": until, "heard_within": HEARD_WITHIN, "hearing": HEARD_CITED, "marks": [TERM]}
    return with_estimates(said, until)


def answered(case: Case, row: Row, notice: str) -> dict[str, Any]:
    """The notice of that kind, what the party said to it ('' where it kept silent) and why it was decided so."""
    told = case.papers.filter(kind=notice).latest("pk")
    return {
        "told": {"number": told.number, "issued_on": localtime(told.issued_at).date().isoformat()},
        "statement": row.statement,
        "stated_on": localtime(row.stated_at).date().isoformat() if row.stated_at else "",
        "reason": closed(row.words),
    }


def closed(words: str) -> str:
    """Words as sentences, with their full stop."""
    return words if words.endswith(("。", "！", "；")) else f"{words}。"
