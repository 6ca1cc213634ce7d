"""Months a draft seeks for a person, as far as it is filled in: compared with other claims while somebody is still typing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forms.rows import Row
from processes.insurance.month import first_day, last_day
from processes.insurance.spans import by_month
from workflow_app.policy.sought import Sought


def months_sought(person: str, rows: Iterable[Row]) -> Iterator[Sought]:
    """Every month of the rows, each once."""
    for month in by_month(rows):
        yield Sought(person, month, since=first_day(month), until=last_day(month))
