"""What a recognition grants: no money, but a validity that other benefits rest on."""

from __future__ import annotations

from datetime import date, timedelta

from processes.insurance import EMPLOYMENT_REGULATION
from processes.insurance.hardship_recognition.applicant import Applicant
from workflow_app.clock.months import add_months
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.on_date import PolicyOnDate

NOTHING = "0.00"
ONE_DAY = timedelta(days=1)


def valid_until(person: Applicant, policy: PolicyOnDate) -> date:
    """The last day: as many months as the policy says, counted from the day of filing."""
    return add_months(person.filed_on, policy.whole("hardship.validity")) - ONE_DAY


def without_money(caption: str, policy: PolicyOnDate) -> AmountLine:
    """The line of a claim that pays nothing; `policy` holds what was read for it."""
    return AmountLine.reckon(caption, NOTHING, EMPLOYMENT_REGULATION, policy.used)
