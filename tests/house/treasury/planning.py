"""Plans for the tests of the treasury chain: an indicator nobody planned yet, and rows at every stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localtime

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.budget.indicators import ENTERED, OF_THE_COUNTY
from workflow_app.commands.budget.appropriate import appropriate
from workflow_app.commands.treasury.agree_plan import agree_plan
from workflow_app.commands.treasury.approve_plan import approve_plan
from workflow_app.commands.treasury.draft_plan import draft_plan
from workflow_app.models import Appropriation, SpendingPlan
from workflow_app.queries.finance.spending import spendable

PLANNED = moment("2026-04-01 09:00")
AGREED = moment("2026-04-02 09:00")
GIVEN = moment("2026-04-03 09:00")


def unplanned(yuan: str = "20000.00") -> Appropriation:
    """An indicator as the set-up enters it, without any plan."""
    return appropriate(replace(OF_THE_COUNTY, yuan=Decimal(yuan)), by=None, at=ENTERED)


def drafted(row: Appropriation, month: int = 4, yuan: str = "10000.00", words: str = "") -> SpendingPlan:
    """The unit's finance section planned so much."""
    return draft_plan(row.pk, month, Decimal(yuan), words, by=who(cast.BUREAU_FINANCE), at=PLANNED)


def agreed(row: Appropriation, month: int = 4, yuan: str = "10000.00", words: str = "") -> SpendingPlan:
    """The business section found it in order."""
    return agree_plan(drafted(row, month, yuan, words).pk, by=who(cast.FUNDS_CHECK), at=AGREED)


def given(row: Appropriation, month: int = 4, yuan: str = "10000.00", words: str = "") -> SpendingPlan:
    """The treasury section approved it."""
    return approve_plan(agreed(row, month, yuan, words).pk, by=who(cast.TREASURY), at=GIVEN)


def planned_at(row: Appropriation, at: datetime) -> SpendingPlan:
    """All an indicator can pay, planned for the month of that day by three people at once."""
    month, yuan = localtime(at).month, spendable(row)
    plan = draft_plan(row.pk, month, yuan, "结转以后重新编报。", by=who(cast.BUREAU_FINANCE), at=at)
    agree_plan(plan.pk, by=who(cast.FUNDS_CHECK), at=at)
    return approve_plan(plan.pk, by=who(cast.TREASURY), at=at)
