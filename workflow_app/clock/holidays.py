"""The holiday notices of the State Council that are out: days off and weekends worked instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workflow_app.clock.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """One year's arrangement: periods off (name, first and last day) and the weekend days worked for them."""

    year: int
    document: str
    number: str
    issued_on: date
    off: tuple[tuple[str, date, date], ...]
    on: tuple[date, ...]

    @property
    def days_off(self) -> frozenset[date]:
        return frozenset(
            first + timedelta(days=offset) for _, first, last in self.off for offset in range((last - first).days + 1)
        )


YEAR_2025 = HolidayNotice(
    year=2025,
    document="国务院办公厅关于2025年部分节假日安排的通知",
    number="国办发明电〔2024〕12号",
    issued_on=date(2024, 11, 12),
    off=(
        ("元旦", date(2025, 1, 1), date(2025, 1, 1)),
        ("春节", date(2025, 1, 28), date(2025, 2, 4)),
        ("清明节", date(2025, 4, 4), date(2025, 4, 6)),
        ("劳动节", date(2025, 5, 1), date(2025, 5, 5)),
        ("端午节", date(2025, 5, 31), date(2025, 6, 2)),
        ("国庆节、中秋节", date(2025, 10, 1), date(2025, 10, 8)),
    ),
    on=(date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11)),
)

YEAR_2026 = HolidayNotice(
    year=2026,
    document="国务院办公厅关于2026年部分节假日安排的通知",
    number="国办发明电〔2025〕7号",
    issued_on=date(2025, 11, 4),
    off=(
        ("元旦", date(2026, 1, 1), date(2026, 1, 3)),
        ("春节", date(2026, 2, 15), date(2026, 2, 23)),
        ("清明节", date(2026, 4, 4), date(2026, 4, 6)),
        ("劳动节", date(2026, 5, 1), date(2026, 5, 5)),
        ("端午节", date(2026, 6, 19), date(2026, 6, 21)),
        ("中秋节", date(2026, 9, 25), date(2026, 9, 27)),
        ("国庆节", date(2026, 10, 1), date(2026, 10, 7)),
    ),
    on=(
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    ),
)

NOTICES = (YEAR_2025, YEAR_2026)


def calendar_of(notices: tuple[HolidayNotice, ...]) -> WorkingCalendar:
    """The calendar that follows from these notices."""
    return WorkingCalendar(
        days_off=frozenset().union(*(notice.days_off for notice in notices)),
        days_on=frozenset(day for notice in notices for day in notice.on),
        published_years=frozenset(notice.year for notice in notices),
    )


PUBLISHED = calendar_of(NOTICES)
