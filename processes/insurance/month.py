"""Calendar months as contributions name them: `2026-03`."""

from __future__ import annotations

from datetime import date, timedelta

from workflow_app.clock.months import add_months

Month = str  # "2026-03", so that the order of texts is the order of months
ONE_DAY = timedelta(days=1)


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return f"{day.year:04d}-{day.month:02d}"


def first_day(month: Month) -> date:
    return date.fromisoformat(f"{month}-01")


def last_day(month: Month) -> date:
    return add_months(first_day(month), 1) - ONE_DAY


def after(month: Month) -> Month:
    """The next one."""
    return month_of(add_months(first_day(month), 1))


def months_from(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from the first to the last, both included; none when they stand the wrong way round."""
    found: list[Month] = []
    while first <= last:
        found.append(first)
        first = after(first)
    return tuple(found)


def spoken_month(month: Month) -> str:
    """2026年3月."""
    day = first_day(month)
    return f"{day.year}年{day.month}月"


def spoken_months(months: tuple[Month, ...]) -> str:
    """2026年1月、2026年2月."""
    return "、".join(spoken_month(each) for each in months)
