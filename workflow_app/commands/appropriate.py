"""下达指标: money for an item in a region and a year, from which approvals reserve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from workflow_app.commands.held import held_stream
from workflow_app.commands.record import record
from workflow_app.models import Account, Appropriation, Unit
from workflow_app.policy.refusals import AlreadyDone, NotFound, NotUnderstood


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as finance writes it; `yuan` is its amount."""

    number: str
    region: str
    item: str
    year: int
    yuan: Decimal
    fund: str
    tier: str
    functional_class: str
    government_class: str
    department_class: str
    direct: bool = False


def appropriate(indicator: Indicator, *, by: Account | None, at: datetime) -> Appropriation:
    """Enter an indicator. Raises NotFound without a finance bureau, AlreadyDone for a number that is there."""
    if indicator.yuan <= 0:
        raise NotUnderstood(f"指标金额应大于零，现在是 {indicator.yuan} 元。")
    with transaction.atomic():
        stream = held_stream()
        unit = Unit.objects.filter(kind="finance", region=indicator.region).first()
        if unit is None:
            raise NotFound(f"区划 {indicator.region} 没有登记财政部门。")
        if Appropriation.objects.filter(indicator=indicator.number).exists():
            raise AlreadyDone(f"指标文号 {indicator.number} 已经登记过，请核对文号。")
        row = Appropriation.objects.create(
            unit=unit,
            region=indicator.region,
            item=indicator.item,
            year=indicator.year,
            indicator=indicator.number,
            fund=indicator.fund,
            tier=indicator.tier,
            functional_class=indicator.functional_class,
            government_class=indicator.government_class,
            department_class=indicator.department_class,
            direct=indicator.direct,
            appropriated=indicator.yuan,
        )
        body = {"indicator": indicator.number, "yuan": str(indicator.yuan)}
        record(stream, "appropriate", by=by, at=at, body=body)
        return row
