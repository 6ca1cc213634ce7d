"""An approved household enters the waiting list (登记为轮候对象)."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from processes.housing.models import WaitingEntry
from processes.housing.terms import WAIT_MAX, entitled_area
from workflow_app.clock.months import add_months
from workflow_app.models import Case
from workflow_app.models.edition import edition_of


def enter_waiting_list(case_id: int, tier: int, people: int, relief: str, *, at: datetime) -> WaitingEntry:
    """One entry for the case, in the deciding transaction: its waiting number is the case's own. `tier` 1 draws first,
    `relief` is a row of the item's table of reliefs. Entitled area and the end of waiting are the filing's own policy."""
    today = localtime(at).date()
    case = Case.objects.select_related("edition").get(pk=case_id)
    policy = edition_of(case).on(today)
    return WaitingEntry.objects.create(
        case=case,
        unit_id=case.unit_id,
        number=case.number,
        tier=tier,
        people=people,
        entitled=entitled_area(policy, people),
        relief=relief,
        wait_until=add_months(today, policy.whole(WAIT_MAX)),
        registered_at=at,
    )
