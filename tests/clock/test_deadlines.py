"""Deadlines around the swapped days of 2025 and 2026, as a table to check against a wall calendar."""

from datetime import date

import pytest

from workflow_app.clock.holidays import PUBLISHED
from workflow_app.clock.limit import DayKind, TimeLimit


def day(text: str) -> date:
    return date.fromisoformat(text)


WORKING = [
    # started, working days, last day, what it crosses
    ("2025-01-20", 1, "2025-01-21", "an ordinary day"),
    ("2025-01-24", 1, "2025-01-26", "Friday before the Sunday worked for Spring Festival"),
    ("2025-01-26", 1, "2025-01-27", "from a worked Sunday"),
    ("2025-01-27", 1, "2025-02-05", "over Spring Festival"),
    ("2025-01-27", 5, "2025-02-10", "Saturday 8 February is worked: 5 6 7 8 10"),
    ("2025-01-28", 3, "2025-02-07", "started on the eve, itself a holiday"),
    ("2025-02-07", 1, "2025-02-08", "Friday before a worked Saturday"),
    ("2025-02-08", 1, "2025-02-10", "from a worked Saturday"),
    ("2025-04-03", 1, "2025-04-07", "over Qingming"),
    ("2025-04-25", 1, "2025-04-27", "Sunday worked for Labour Day"),
    ("2025-04-25", 5, "2025-05-06", "27 28 29 30 and 6 May"),
    ("2025-04-30", 1, "2025-05-06", "over Labour Day"),
    ("2025-05-30", 1, "2025-06-03", "over Dragon Boat"),
    ("2025-09-26", 1, "2025-09-28", "Sunday worked for National Day"),
    ("2025-09-30", 1, "2025-10-09", "over National Day and Mid-autumn"),
    ("2025-09-30", 3, "2025-10-11", "Saturday 11 October is worked"),
    ("2025-09-26", 10, "2025-10-16", "from before to after National Day"),
    ("2025-12-31", 1, "2026-01-04", "across the year: Sunday 4 January is worked"),
    ("2025-12-31", 2, "2026-01-05", "across the year, then Monday"),
    ("2025-12-29", 5, "2026-01-06", "across the year: 30 31 4 5 6"),
    ("2025-12-15", 20, "2026-01-13", "twenty days across the year"),
    ("2026-01-01", 1, "2026-01-04", "started on New Year's Day"),
    ("2026-02-13", 1, "2026-02-14", "Saturday worked for Spring Festival"),
    ("2026-02-13", 2, "2026-02-24", "over Spring Festival"),
    ("2026-02-14", 5, "2026-02-28", "24 25 26 27 and Saturday 28"),
    ("2026-02-27", 1, "2026-02-28", "a worked Saturday after the festival"),
    ("2026-02-28", 1, "2026-03-02", "from that Saturday to Monday"),
    ("2026-04-03", 1, "2026-04-07", "over Qingming"),
    ("2026-04-30", 1, "2026-05-06", "over Labour Day"),
    ("2026-04-30", 4, "2026-05-09", "6 7 8 and Saturday 9 May"),
    ("2026-06-18", 1, "2026-06-22", "over Dragon Boat"),
    ("2026-09-18", 1, "2026-09-20", "Sunday worked for National Day"),
    ("2026-09-24", 1, "2026-09-28", "over Mid-autumn"),
    ("2026-09-24", 5, "2026-10-09", "28 29 30 September, 8 and 9 October"),
    ("2026-09-30", 3, "2026-10-10", "8 9 and Saturday 10 October"),
    ("2026-11-02", 15, "2026-11-23", "three plain weeks"),
]

CALENDAR = [
    ("2026-01-05", 10, "2026-01-15", "an ordinary Thursday"),
    ("2026-01-05", 5, "2026-01-12", "last day a Saturday moves to Monday"),
    ("2026-02-05", 10, "2026-02-24", "last day inside Spring Festival"),
    ("2026-02-04", 10, "2026-02-14", "last day a worked Saturday stays"),
    ("2025-12-22", 10, "2026-01-04", "last day New Year's Day moves to the worked Sunday"),
    ("2025-09-21", 10, "2025-10-09", "last day 1 October moves past the eight days"),
]


@pytest.mark.parametrize(("start", "count", "due", "why"), WORKING, ids=[row[3] for row in WORKING])
def test_working_days(start: str, count: int, due: str, why: str) -> None:
    assert TimeLimit(count, DayKind.WORKING).due(day(start), PUBLISHED) == day(due)
    assert PUBLISHED.add(day(start), count) == day(due)


@pytest.mark.parametrize(("start", "count", "due", "why"), CALENDAR, ids=[row[3] for row in CALENDAR])
def test_calendar_days(start: str, count: int, due: str, why: str) -> None:
    assert TimeLimit(count, DayKind.CALENDAR).due(day(start), PUBLISHED) == day(due)
