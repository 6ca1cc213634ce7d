"""Indicators for the tests of the budget desk: the city's, the county's, and one of another fund."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.conftest import moment
from tests.situations import ITEM
from workflow_app.commands.budget.appropriate import Indicator, appropriate
from workflow_app.commands.treasury.plan_at_founding import plan_at_founding
from workflow_app.models import Appropriation, Unit

ENTERED = moment("2026-02-02 09:00")
MOVED = moment("2026-03-02 10:00")
YEAR_END = moment("2026-12-31 16:00")
OF_THE_COUNTY = Indicator(
    number="汤财社〔2026〕18号",
    region="410523",
    item=ITEM,
    year=2026,
    yuan=Decimal("100.00"),
    fund="就业补助资金（示例）",
    tier="省级",
    functional_class="2080702 职业培训补贴",
    government_class="50901 社会福利和救助",
    department_class="30399 其他对个人和家庭的补助",
)
OF_THE_CITY = replace(OF_THE_COUNTY, number="豫财社〔2026〕5号", region="410500", yuan=Decimal("900.00"), direct=True)


def entered(indicator: Indicator = OF_THE_COUNTY, **otherwise: object) -> Appropriation:
    """An indicator as the set-up enters it, with some of its fields otherwise, and the sample of a plan over its year."""
    row = appropriate(replace(indicator, **otherwise), by=None, at=ENTERED)  # type: ignore[arg-type]
    plan_at_founding(row, Unit.objects.get(kind="hrss", region=row.region), at=ENTERED)
    return row


def counters(row: Appropriation) -> dict[str, Decimal]:
    """What its accounts say now; nothing that is nothing."""
    row.refresh_from_db()
    names = ("appropriated", "available", "reserved", "posted", "frozen", "passed_on", "lapsed")
    return {name: getattr(row, name) for name in names if getattr(row, name)}
