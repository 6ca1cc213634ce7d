"""Everything of housing that concerns one person: the place on the list, plans, the turn to choose, the home and its rent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from processes.housing.models import (
    AllocationPlan,
    Choice,
    EntryState,
    Home,
    Interest,
    PlanState,
    RentBill,
    RentPayment,
    Tenancy,
    WaitingEntry,
)
from processes.housing.models.plan import OVER
from processes.housing.queries.households import entries_of, unsigned_choice_of
from processes.housing.queries.rent_owed import Owed, owed
from workflow_app.models import Account


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """A plan as a waiting household sees it; `to_choose` are the homes still free once it is its turn."""

    plan: AllocationPlan
    interest: Interest | None
    choice: Choice | None
    to_choose: Sequence[Home]
    may_state: bool
    homes: int


@dataclass(frozen=True, slots=True)
class Tenant:
    """The home, its bills, what came in and what is owed."""

    tenancy: Tenancy
    bills: Sequence[RentBill]
    payments: Sequence[RentPayment]
    owed: Owed


@dataclass(frozen=True, slots=True)
class MyHousing:
    """`ahead` are the households of the same list and an earlier or the same tier registered before."""

    entry: WaitingEntry
    ahead: int
    plans: Sequence[PlanSeen]
    tenant: Tenant | None

    @property
    def waits(self) -> bool:
        return bool(self.entry.state == EntryState.WAITING)


def my_housing(account: Account, on: date) -> list[MyHousing]:
    """One for each application of the person's that was approved, the newest first."""
    entries = entries_of(account, on).select_related("unit", "case").order_by("-pk")
    return [MyHousing(entry, _ahead(entry), _plans(entry, on), _tenant(entry, on)) for entry in entries]


def _ahead(entry: WaitingEntry) -> int:
    same = WaitingEntry.objects.filter(unit=entry.unit_id, state=EntryState.WAITING, tier=entry.tier)
    return same.filter(registered_at__lt=entry.registered_at).count()


def _plans(entry: WaitingEntry, on: date) -> list[PlanSeen]:
    plans = AllocationPlan.objects.filter(unit=entry.unit_id).exclude(state__in=OVER).order_by("-pk")
    stated = {each.plan_id: each for each in Interest.objects.filter(entry=entry).select_related("plan")}
    ended = AllocationPlan.objects.filter(pk__in=stated, state__in=OVER).order_by("-pk")
    waits = entry.state == EntryState.WAITING
    may_choose = waits and unsigned_choice_of(entry) is None
    return [_seen(plan, stated.get(plan.pk), may_choose, on) for plan in [*plans, *ended] if waits or plan.pk in stated]


def _seen(plan: AllocationPlan, interest: Interest | None, may_choose: bool, on: date) -> PlanSeen:
    chosen = Choice.objects.filter(interest=interest, given_up_at=None).select_related("home")
    choice = chosen.first() if interest else None
    open_now = plan.state == PlanState.PUBLISHED and on <= plan.interest_until
    homes = Home.objects.filter(plan=plan).order_by("address")
    free = list(homes.filter(state="offered")) if interest and may_choose and _is_its_turn(plan, interest, on) else []
    return PlanSeen(plan, interest, choice, free, open_now and interest is None, homes.count())


def _is_its_turn(plan: AllocationPlan, interest: Interest, on: date) -> bool:
    over = plan.notice_until is not None and on > plan.notice_until
    called = interest.place is not None and interest.place <= plan.called
    return plan.state == PlanState.DRAWN and over and called and not interest.passed_on


def _tenant(entry: WaitingEntry, on: date) -> Tenant | None:
    tenancy = Tenancy.objects.filter(case=entry.case_id).select_related("home").first()
    if tenancy is None:
        return None
    bills = list(tenancy.bills.order_by("-since"))
    return Tenant(tenancy, bills, list(tenancy.payments.order_by("-paid_on", "-pk")), owed(tenancy, on))
