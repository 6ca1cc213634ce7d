"""Whether an applicant may ask for another account, and what became of the one they asked for."""

from __future__ import annotations

from collections.abc import Iterable

from workflow_app.clock.spoken import spoken
from workflow_app.models import AccountChange, Case, CaseState, ChangeState, Claim, ClaimState, PaymentLine
from workflow_app.models.account_change import OPEN_CHANGES
from workflow_app.models.payment import ON_ITS_WAY


def last_change(case: Case) -> AccountChange | None:
    """The change asked for last; none before there is anything to pay."""
    return case.account_changes.select_related("asked_by").order_by("-pk").first() if case.decided_at else None


def may_change(case: Case, claims: Iterable[Claim], payments: Iterable[PaymentLine]) -> bool:
    """Whether something is left to pay and nothing of it is in a batch."""
    owed = any(claim.state == ClaimState.DETERMINED and claim.amount for claim in claims)
    return case.state == CaseState.APPROVED and owed and not any(line.state in ON_ITS_WAY for line in payments)


def how_it_stands(change: AccountChange) -> str:
    """One sentence about a change under way; '' once it ended."""
    if change.towards_id and change.state in OPEN_CHANGES:
        asked = "等财政部门核实确认" if change.state == ChangeState.ASKED else "已确认"
        return f"您同意用这笔款抵缴追回款，{asked}，冷静期到{spoken(change.cools_until)}，期满后直接缴入国库。"
    if change.state == ChangeState.ASKED:
        return f"更换收款账户的申请等财政部门核实确认，冷静期到{spoken(change.cools_until)}。"
    if change.state in OPEN_CHANGES:
        return f"新的收款账户已确认，冷静期到{spoken(change.cools_until)}，期满后拨付。"
    return ""
