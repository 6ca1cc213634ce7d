"""Conditions of each month claimed, in the order they are examined: the month, the contributions, the person, the past."""

from __future__ import annotations

from processes.alive import Watched, is_alive, still
from processes.insurance.month_claimed import (
    MonthClaimed,
    contributions_were_paid,
    is_before_retirement,
    is_recognised_in_the_month,
    is_within_the_ceiling,
    month_is_over,
)
from processes.insurance.status import has_no_business, has_no_employer, has_no_pension
from workflow_app.policy.condition import Condition, findings
from workflow_app.policy.finding import Finding
from workflow_app.policy.on_date import PolicyOnDate

OF_MONTH: tuple[Condition[MonthClaimed], ...] = (
    month_is_over,
    contributions_were_paid,
    is_recognised_in_the_month,
    is_before_retirement,
)
OF_STATUS: tuple[Condition[Watched], ...] = (is_alive, has_no_employer, has_no_business, has_no_pension)
AT_PAYMENT = still(*OF_STATUS)


def of_month(claimed: MonthClaimed, policy: PolicyOnDate) -> tuple[Finding, ...]:
    """All but the ceiling, which counts only the months that stand."""
    return (*findings(OF_MONTH, claimed, policy), *findings(OF_STATUS, claimed.watched, policy))


def of_ceiling(claimed: MonthClaimed, policy: PolicyOnDate) -> tuple[Finding, ...]:
    """Whether the month may be paid as the one it is in the person's life."""
    return findings((is_within_the_ceiling,), claimed, policy)
