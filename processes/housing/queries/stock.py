"""What a housing bureau's desks work on: homes, plans, who has to be re-checked, who chose, who rents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from processes.housing.models import (
    AllocationPlan,
    Choice,
    Home,
    HomeState,
    Interest,
    RentBill,
    RentPayment,
    Tenancy,
    TenancyState,
    WaitingEntry,
)
from processes.housing.queries.rent_owed import Owed, owed
from workflow_app.policy.refusals import NotFound

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Rented:
    """A tenancy on the rent desk's list."""

    tenancy: Tenancy
    owed: Owed


def plans_of(units: Sequence[int]) -> QuerySet[AllocationPlan]:
    """Plans of these bureaus, the newest first, with how many homes and interests each has."""
    plans = AllocationPlan.objects.filter(unit__in=units).select_related("unit")
    return plans.annotate(many=Count("homes", distinct=True), stated=Count("interests", distinct=True)).order_by("-pk")


def plan_of(units: Sequence[int], plan_id: int) -> AllocationPlan:
    """The plan, or NotFound for another bureau's."""
    plan = AllocationPlan.objects.filter(unit__in=units, pk=plan_id).select_related("unit").first()
    if plan is None:
        raise NotFound("没有这个配租方案，或者它不归您所在的单位。")
    return plan


def vacant_homes(units: Sequence[int]) -> QuerySet[Home]:
    """What a plan may offer."""
    return Home.objects.filter(unit__in=units, state=HomeState.VACANT).order_by("unit", "address")


def homes_of(units: Sequence[int]) -> list[Home]:
    """The stock, as much as a page shows."""
    return list(Home.objects.filter(unit__in=units).select_related("plan").order_by("state", "address")[:SHOWN])


def waiting_of(units: Sequence[int]) -> int:
    """How many households wait."""
    return WaitingEntry.objects.filter(unit__in=units, state="waiting").count()


def interests_of(plan: AllocationPlan) -> list[Interest]:
    """By place once there is one, else by waiting number."""
    stated = plan.interests.select_related("entry__case__applicant", "choice__home", "choice__tenancy").order_by(
        "place", "entry__number"
    )
    return list(stated)


def choices_to_sign(units: Sequence[int]) -> list[Choice]:
    """Chosen homes without a lease."""
    chosen = Choice.objects.filter(plan__unit__in=units, given_up_at=None, tenancy=None)
    return list(chosen.select_related("home", "interest__entry__case__applicant").order_by("pk"))


def rented_of(units: Sequence[int], on: date) -> list[Rented]:
    """Tenancies in force and ended ones that still owe, those that end first on top."""
    rows = Tenancy.objects.filter(home__unit__in=units).annotate(billed=_sum(RentBill), paid=_sum(RentPayment))
    rows = rows.filter(Q(state=TenancyState.IN_FORCE) | Q(billed__gt=F("paid")))
    rows = rows.select_related("home", "case__applicant").order_by("ends_on")[:SHOWN]
    told = [Rented(tenancy, owed(tenancy, on)) for tenancy in rows]
    return [each for each in told if each.tenancy.state == TenancyState.IN_FORCE or each.owed.open_fen]


def _sum(of: type[RentBill] | type[RentPayment]) -> Coalesce:
    """Everything of one kind a tenancy has, in yuan."""
    each = of.objects.filter(tenancy=OuterRef("pk")).order_by().values("tenancy").annotate(sum=Sum("amount"))
    return Coalesce(Subquery(each.values("sum")), Decimal(0))
