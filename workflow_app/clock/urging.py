"""How often a case may be urged. The house's own numbers: enough to be heard, too few to be noise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.estimate import reckoned
from workflow_app.clock.spoken import spoken

EVERY = 3  # working days between two of a case, whoever urges
AT_MOST = 3  # of a case


def why_not_again(urged_on: Sequence[date], on: date, calendar: WorkingCalendar) -> str:
    """Why a case that was urged on these days, in their order, may not be urged on that day; '' when it may."""
    if len(urged_on) >= AT_MOST:
        return f"本件已经催办{AT_MOST}次，不能再催办。请拨打办理单位的电话，或者拨打12345反映。"
    again = calendar.add(urged_on[-1], EVERY) if urged_on else on
    if on < again:
        return f"本件{spoken(urged_on[-1])}已经催办过，{reckoned(again, calendar)}起可以再次催办。"
    return ""
