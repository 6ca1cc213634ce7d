"""Prove from the rows alone that every draw recomputes, every rent is its own arithmetic, every home is where it is said to be;
`verify` asks the families after the house."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count

from processes.housing.models import AllocationPlan, Choice, Draw, Home, HomeState, RentBill, Tenancy, TenancyState
from processes.housing.queries.published_draw import published_draw
from processes.housing.recompute import differences
from workflow_app.models import Action
from workflow_app.policy.formula import recompute
from workflow_app.policy.money import fen_of


def breaks() -> Iterator[str]:
    """A sentence for everything that does not follow from what was recorded."""
    yield from _draws()
    yield from _homes()
    yield from _households()
    yield from _bills()


def _draws() -> Iterator[str]:
    """The rows of a draw agree with themselves and with what the plan's chain said of the freeze and the seed."""
    for lot in Draw.objects.select_related("plan").order_by("pk").iterator():
        told = _told_of(lot.plan)
        if told.get("list_sha256") != lot.list_sha256 or (lot.seed and told.get("seed") != lot.seed):
            yield f"配租方案 {lot.plan.number} 的名单或者种子与办理记录不同"
        if lot.drawn_at is not None:
            yield from (f"配租方案 {lot.plan.number}：{words}" for words in differences(published_draw(lot.plan)))
            yield from _places(lot)


def _told_of(plan: AllocationPlan) -> dict[str, str]:
    acts = Action.objects.filter(stream=plan.stream_id, verb__in=("freeze_list", "run_draw")).order_by("ordinal")
    return {key: value for act in acts for key, value in act.body.items()}


def _places(lot: Draw) -> Iterator[str]:
    drawn = {each["number"]: each["place"] for each in lot.result}
    kept = dict(lot.plan.interests.exclude(place=None).values_list("entry__number", "place"))
    if drawn != kept:
        yield f"配租方案 {lot.plan.number} 登记的选房序号与摇号结果不同"


def _homes() -> Iterator[str]:
    """A home is let exactly while a tenancy is in force in it, and chosen exactly until its lease is signed."""
    rented = set(Tenancy.objects.filter(state=TenancyState.IN_FORCE).values_list("home", flat=True))
    chosen = set(Choice.objects.filter(given_up_at=None, tenancy=None).values_list("home", flat=True))
    for home in Home.objects.order_by("pk").iterator():
        if (home.state == HomeState.LET) != (home.pk in rented):
            yield f"住房 {home.address} 的状态是“{home.get_state_display()}”，与租赁合同不符"
        if (home.state == HomeState.CHOSEN) != (home.pk in chosen):
            yield f"住房 {home.address} 的状态是“{home.get_state_display()}”，与选房记录不符"


def _households() -> Iterator[str]:
    """A household has one home at most: chosen or rented, in whichever plan."""
    held = Choice.objects.filter(given_up_at=None).exclude(tenancy__state=TenancyState.ENDED)
    many = held.values("interest__entry__number").annotate(homes=Count("pk")).filter(homes__gt=1)
    for each in many.order_by("interest__entry__number"):
        yield f"轮候号 {each['interest__entry__number']} 的家庭同时占有{each['homes']}套住房"


def _bills() -> Iterator[str]:
    for bill in RentBill.objects.select_related("tenancy__home").order_by("pk").iterator():
        wrong = [month["since"] for month in bill.months if recompute(month["formula"]) != month["fen"]]
        if wrong or sum(month["fen"] for month in bill.months) != fen_of(bill.amount):
            yield f"住房 {bill.tenancy.home.address} {bill.quarter} 的租金与算式不符"
