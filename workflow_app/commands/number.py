"""The next number of a series: yearly, per organ, without gaps."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils.timezone import localtime

from workflow_app.models import NumberSeries, Unit

# One statement on both databases: the first of a year makes the counter, everybody else waits for its row.
NEXT = f"""
INSERT INTO {NumberSeries._meta.db_table} AS counter (unit_id, series, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (unit_id, series, year) DO UPDATE SET last = counter.last + 1 RETURNING last
"""  # noqa: S608


def next_number(unit: Unit, series: str, at: datetime) -> tuple[int, int]:
    """(year, number) in Shanghai time. The counter stays locked until the transaction ends, so a rollback leaves no gap."""
    year = localtime(at).year
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [unit.pk, series, year])
        return year, cursor.fetchone()[0]
