"""The sample every indicator of a founded city begins with: the whole of it may be asked for from January on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workflow_app.commands.held import held_stream
from workflow_app.commands.number import next_number
from workflow_app.commands.record import record
from workflow_app.commands.treasury.draft_plan import MARK, SERIES
from workflow_app.models import Appropriation, PlanState, SpendingPlan, Unit
from workflow_app.policy.standing import Standing

WORDS = "建立示范城市时给出的示例，全年一次安排，没有机关批复。"


def plan_at_founding(row: Appropriation, unit: Unit, *, at: datetime) -> SpendingPlan:
    """One approved row over the year for `unit`; nobody made it, and it says it is a sample."""
    with transaction.atomic():
        year, serial = next_number(unit, SERIES, at)
        plan = SpendingPlan(
            unit=unit,
            appropriation=row,
            number=f"{MARK}{year}{serial:05d}",
            month=1,
            amount=row.appropriated,
            words=WORDS,
            standing=Standing.SAMPLE.value,
            state=PlanState.APPROVED,
            at=at,
            approved_at=at,
        )
        plan.save(force_insert=True)
        body = {"plan": plan.number, "indicator": row.indicator, "yuan": str(plan.amount)}
        record(held_stream(), "plan_at_founding", by=None, at=at, body=body)
        return plan
