"""The next number of a series: yearly, per organ, without gaps."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.utils.timezone import localtime

from workflow_app.models import NumberSeries, Unit


def next_number(unit: Unit, series: str, at: datetime) -> tuple[int, int]:
    """(year, number) in Shanghai time. The counter stays locked until the transaction ends, so a rollback leaves no gap."""
    year = localtime(at).year
    counter = NumberSeries.objects.filter(unit=unit, series=series, year=year)
    if not counter.update(last=F("last") + 1):
        NumberSeries.objects.bulk_create([NumberSeries(unit=unit, series=series, year=year)], ignore_conflicts=True)
        counter.update(last=F("last") + 1)
    return year, counter.values_list("last", flat=True).get()
