"""Until when a decision may be challenged, told from the day it was served."""

from __future__ import annotations

from datetime import date, timedelta

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.months import add_months

RECONSIDERED_WITHIN = timedelta(days=60)  # 《中华人民共和国行政复议法》第二十条
SUIT_MONTHS = 6  # 《中华人民共和国行政诉讼法》第四十六条
# 《中华人民共和国民事诉讼法》第九十五条: an announcement counts as service once this long has passed.
ANNOUNCED_FOR = timedelta(days=30)


def challengeable(served_on: date, calendar: WorkingCalendar) -> tuple[date, date]:
    """The last day to ask for reconsideration and the last to sue; one that is a holiday moves to the next working day."""
    reconsidered, sued = served_on + RECONSIDERED_WITHIN, add_months(served_on, SUIT_MONTHS)
    return calendar.next_working(reconsidered), calendar.next_working(sued)
