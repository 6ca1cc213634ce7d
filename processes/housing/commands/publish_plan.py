"""Publish an allocation plan (配租方案公告): homes, the days of interest, who keeps the draw's values, which result joins them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from processes.housing.draw import ROLES
from processes.housing.models import AllocationPlan, DrawValue, EntryState, Home, WaitingEntry
from processes.housing.models.home import OFFER
from processes.housing.terms import RESULT_NOTICE
from workflow_app.clock.spoken import spoken
from workflow_app.commands.number import next_number
from workflow_app.commands.record import open_stream, record
from workflow_app.models import Account, Unit
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.published import newest_edition
from workflow_app.queries.names import mark_on
from workflow_app.queries.scope import acting_desk, desks_of

SERIES = "配租"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is announced beside the homes. `result_named` must let anybody find the public result, which falls due at
    `result_due`, after the last day of interest; `keepers` are {role of the draw: account}."""

    title: str
    interest_until: date
    result_named: str
    result_due: datetime
    keepers: Mapping[str, Account]


def publish_plan(
    unit_id: int, home_ids: Sequence[int], told: Announcement, *, by: Account, at: datetime
) -> AllocationPlan:
    """Offer vacant homes to the waiting list. Raises NotAllowed away from the allocation desk, NotUnderstood for days or
    keepers that cannot be, AlreadyDone when a home is offered or let already, NotPossibleNow when nobody waits."""
    today = localtime(at).date()
    with transaction.atomic():
        unit = acting_desk(by, "allocation", unit_id, today).unit
        _days_can_be(told, today)
        _keepers_can_be(told.keepers, unit, today)
        plan = _created(unit, told, by, at)
        _offered(plan, home_ids)
        DrawValue.objects.bulk_create(DrawValue(plan=plan, role=role, keeper=told.keepers[role]) for role in ROLES)
        body = {"plan": plan.number, "homes": sorted(home_ids), "result_due": told.result_due.isoformat()}
        record(plan.stream, "publish_plan", by=by, at=at, body=body)
        return plan


# Bounds of the house, no rule of law: they catch a slipped year, which would keep homes empty for ever.
INTEREST_AHEAD, RESULT_AFTER = timedelta(days=180), timedelta(days=365)


def _days_can_be(told: Announcement, today: date) -> None:
    if not told.title.strip() or not told.result_named.strip():
        raise NotUnderstood("请填写方案名称，并写明用哪一项公开结果参与摇号。")
    if told.interest_until < today:
        raise NotUnderstood("意向登记截止日不能早于今天，请重新填写。")
    if localtime(told.result_due).date() <= told.interest_until:
        raise NotUnderstood("约定的公开结果应当在意向登记截止以后产生，请另选一项更晚的结果。")
    if told.interest_until - today > INTEREST_AHEAD:
        raise NotUnderstood(
            f"意向登记最长{INTEREST_AHEAD.days}天，请把截止日改在{spoken(today + INTEREST_AHEAD)}以前。"
        )
    if localtime(told.result_due).date() - told.interest_until > RESULT_AFTER:
        raise NotUnderstood(f"约定的公开结果应当在意向登记截止后{RESULT_AFTER.days}天以内产生，请另选一项。")


def _keepers_can_be(keepers: Mapping[str, Account], unit: Unit, today: date) -> None:
    """Who runs the draw keeps none of its values, and nobody keeps two."""
    if set(keepers) != set(ROLES) or len({keeper.pk for keeper in keepers.values()}) < len(ROLES):
        raise NotUnderstood("公证人员、监督人员和申请人代表应当是三个不同的人，请重新选择。")
    inside = [keeper.name for keeper in keepers.values() if desks_of(keeper, today).filter(unit=unit).exists()]
    if inside:
        raise NotUnderstood(f"{'、'.join(inside)}是组织摇号单位的工作人员，不能保管随机值，请换成外单位人员。")


def _created(unit: Unit, told: Announcement, by: Account, at: datetime) -> AllocationPlan:
    today = localtime(at).date()
    waiting = WaitingEntry.objects.filter(unit=unit, state=EntryState.WAITING).select_related("case").first()
    if waiting is None:
        raise NotPossibleNow("轮候名册里还没有人，不能公布配租方案。")
    limit = newest_edition(waiting.case.item).on(today).limit(RESULT_NOTICE)
    year, ordinal = next_number(unit, SERIES, at)
    number = f"{mark_on(unit, today)}{SERIES}〔{year}〕{ordinal}号"
    return AllocationPlan.objects.create(
        unit=unit,
        item=waiting.case.item,
        number=number,
        title=told.title.strip(),
        interest_until=told.interest_until,
        result_named=told.result_named.strip(),
        result_due=told.result_due,
        notice_days=limit.days,
        notice_standing=limit.standing,
        published_at=at,
        by=by,
        stream=open_stream(f"housing-plan:{number}"),
    )


def _offered(plan: AllocationPlan, home_ids: Sequence[int]) -> None:
    """All of them or none: a home in two plans would be promised twice."""
    wanted = set(home_ids)
    before, after = OFFER
    free = Home.objects.filter(pk__in=wanted, unit=plan.unit, state=before)
    if not wanted or free.update(plan=plan, state=after) != len(wanted):
        raise AlreadyDone("所选房源中有的已列入其他方案或者已经出租，请刷新房源列表后重新选择。")
