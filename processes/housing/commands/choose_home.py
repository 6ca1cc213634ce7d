"""A household chooses a home (选房). However many choose at once, nobody gets a home somebody else has."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from processes.housing.models import AllocationPlan, Choice, EntryState, Home, Interest, PlanState
from processes.housing.models.home import CHOOSE
from processes.housing.queries.held import held_entry, held_plan
from processes.housing.queries.households import interest_of, unsigned_choice_of
from workflow_app.clock.spoken import spoken
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow


def choose_home(plan_id: int, home_id: int, *, by: Account, at: datetime) -> Choice:
    """The home for the household the account acts for. The plan and its entry are held, and should anybody ever come past it, the guarded
    statement and two unique constraints refuse. Raises NotFound for a stranger, NotPossibleNow before its turn,
    AlreadyDone when the home is gone or the household has chosen already, in this plan or another."""
    today = localtime(at).date()
    with transaction.atomic():
        plan = held_plan(plan_id)
        interest = interest_of(by, plan, today)
        _is_its_turn(plan, interest, today)
        _may_have_one(interest.entry_id)
        _take(plan, home_id)
        choice = _chosen(plan, interest, home_id, by, at)
        body = {"place": interest.place, "home": home_id}
        record(plan.stream, "choose_home", by=by, at=at, body=body)
        return choice


def _is_its_turn(plan: AllocationPlan, interest: Interest, today: date) -> None:
    if plan.state != PlanState.DRAWN or plan.notice_until is None or interest.place is None:
        raise NotPossibleNow("还没有轮到选房：名单冻结、摇号并公示后才能选房。")
    if today <= plan.notice_until:
        raise NotPossibleNow(f"摇号结果公示到{spoken(plan.notice_until)}，公示期满后才能选房。")
    if interest.passed_on:
        raise NotPossibleNow("您已经放弃这次选房。")
    if interest.place > plan.called:
        raise NotPossibleNow(f"现在叫到第{plan.called}号，您是第{interest.place}号，请等候叫号。")


def _may_have_one(entry_id: int) -> None:
    """One home a household, however many plans it stands in; its entry is held, so that two choices meet here."""
    entry = held_entry(entry_id)
    if entry.state != EntryState.WAITING:
        raise NotPossibleNow(f"您家庭{entry.get_state_display()}，不在轮候中，不能再选房。")
    if chosen := unsigned_choice_of(entry):
        raise AlreadyDone(
            f"您已经选过房（{chosen.home.address}），不能再选一套。要放弃它的，请联系住房保障部门取消选定。"
        )


def _take(plan: AllocationPlan, home_id: int) -> None:
    """One guarded statement: it finds the home free, or somebody was faster."""
    before, after = CHOOSE
    if not Home.objects.filter(pk=home_id, plan=plan, state=before).update(state=after):
        raise AlreadyDone("这套房刚被别的家庭选走，或者不在这个方案里，请另选一套。")


def _chosen(plan: AllocationPlan, interest: Interest, home_id: int, by: Account, at: datetime) -> Choice:
    try:
        with transaction.atomic():
            return Choice.objects.create(interest=interest, home_id=home_id, plan=plan, by=by, at=at)
    except IntegrityError:
        raise AlreadyDone("您已经选过房，不能再选一套。") from None
