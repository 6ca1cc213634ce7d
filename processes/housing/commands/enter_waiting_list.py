"""An approved household enters the waiting list (登记为轮候对象)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from processes.housing.models import WaitingEntry
from workflow_app.models import Case


@dataclass(frozen=True, slots=True)
class Household:
    """What the list keeps of a household: its tier (1 draws first), how many they are, square metres they may have at the
    lower rent, the row of the table of reliefs, and until when they should be housed."""

    tier: int
    people: int
    entitled: Decimal
    relief: str
    wait_until: date


def enter_waiting_list(case_id: int, household: Household, *, at: datetime) -> WaitingEntry:
    """One entry for the case, in the deciding transaction; the waiting number is the case's own."""
    case = Case.objects.only("pk", "number", "unit").get(pk=case_id)
    return WaitingEntry.objects.create(
        case_id=case_id,
        unit_id=case.unit_id,
        number=case.number,
        tier=household.tier,
        people=household.people,
        entitled=household.entitled,
        relief=household.relief,
        wait_until=household.wait_until,
        registered_at=at,
    )
