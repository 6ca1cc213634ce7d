"""What a draft seeks, as far as it is filled in: compared with other claims while somebody is still typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.loans.startup_loan.borrower import CLAIM_KIND, KEY
from processes.loans.startup_loan.lent import CLAIM_ON_FUND_KIND, SUBSIDY_KIND, WRITE_OFF_KIND
from workflow_app.policy.sought import Sought


def loan_sought(values: Mapping[str, Any]) -> tuple[Sought, ...]:
    """The applicant's one loan."""
    return (Sought(values.get("applicant_id") or "", KEY, kind=CLAIM_KIND),)


def quarter_sought(values: Mapping[str, Any]) -> tuple[Sought, ...]:
    """The borrower's quarter, whoever files."""
    return _once(values, values.get("quarter"), values.get("borrower_id"), SUBSIDY_KIND)


def fund_claim_sought(values: Mapping[str, Any]) -> tuple[Sought, ...]:
    """The bank's claim on the fund."""
    return _once(values, "claim", values.get("credit_code"), CLAIM_ON_FUND_KIND)


def write_off_sought(values: Mapping[str, Any]) -> tuple[Sought, ...]:
    """A loss of the fund."""
    return _once(values, "loss", values.get("credit_code"), WRITE_OFF_KIND)


def _once(values: Mapping[str, Any], what: str | None, person: str | None, kind: str) -> tuple[Sought, ...]:
    """What is sought once of a loan: its key is used once, like a paper."""
    loan = values.get("loan_number")
    key = f"{loan}/{what.strip().upper() if kind == SUBSIDY_KIND else what}" if loan and what else ""
    return (Sought(person or "", key, key, kind),)
