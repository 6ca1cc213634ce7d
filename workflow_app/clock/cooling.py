"""冷静期: how long a changed account waits before money may go there, so that whoever did not ask for it can say so.

The house's own number: no rule we read says how many days.
"""

from __future__ import annotations

from datetime import date

from workflow_app.clock.calendar import WorkingCalendar

COOLING = 3  # working days
RULE = "更换收款账户须经第二人确认并过冷静期，为本系统的示例规则，没有机关颁布"


def cools_until(asked_on: date, calendar: WorkingCalendar) -> date:
    """The last day on which the change waits whatever is confirmed; the day it was asked for is not counted."""
    return calendar.add(asked_on, COOLING)
