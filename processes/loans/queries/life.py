"""What rules may know of a loan since its decision: for the claims that rest on it (Facts.life)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.loans.models import Loan
from processes.loans.queries.course import course_of
from processes.loans.queries.loss import recovered_fen
from workflow_app.policy.money import fen_of


def life(case_id: int) -> Mapping[str, Any]:
    """The loan granted in a case as JSON-like values; empty when none was disbursed. Names no person."""
    loan = Loan.objects.filter(case=case_id).prefetch_related("repayments", "delays").first()
    if loan is None:
        return {}
    return {
        "state": loan.state,
        "lender": loan.lender,
        "lender_code": loan.lender_code,
        "subsidised": loan.subsidised,
        "course": course_of(loan).as_json(),
        "behind_since": _text(loan.behind_since),
        "settled_on": _text(loan.settled_on),
        "claimed_on": _text(loan.claimed_on),
        "compensated_fen": fen_of(loan.compensated),
        "recovered_fen": recovered_fen(loan),
    }


def _text(day: Any) -> str | None:
    return day.isoformat() if day else None
