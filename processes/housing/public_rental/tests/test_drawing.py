"""The order of acts around a draw: nothing before its time, nothing twice, nothing by the wrong person."""

from __future__ import annotations

import pytest

from processes.housing import recompute
from processes.housing.commands.call_up import call_up
from processes.housing.commands.choose_home import choose_home
from processes.housing.commands.commit_value import commit_value
from processes.housing.commands.end_plan import end_plan
from processes.housing.commands.freeze_list import freeze_list
from processes.housing.commands.name_another_result import name_another_result
from processes.housing.commands.pass_on import pass_on
from processes.housing.commands.publish_plan import publish_plan
from processes.housing.commands.recheck_interest import recheck_interest
from processes.housing.commands.register_home import register_home
from processes.housing.commands.reveal_value import reveal_value
from processes.housing.commands.run_draw import run_draw
from processes.housing.commands.state_interest import state_interest
from processes.housing.commands.withdraw_plan import withdraw_plan
from processes.housing.models import AllocationPlan, Draw, Home, Interest
from processes.housing.public_rental.play import KEEPERS
from processes.housing.public_rental.tests import households as so
from processes.housing.queries.published_draw import published_draw
from workflow_app.management import acting
from workflow_app.models import Action, IssuedDocument, Unit
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")
NOTARY = KEEPERS["notary"]


def test_a_home_is_registered_once_and_offered_once() -> None:
    so.waiting(1)
    (home,) = so.homes(1)
    by = so.at_desk("allocation")
    for written in (" 示例小区 1号", "示例小区１号", "示例\u200b小区1号"):
        with pytest.raises(AlreadyDone, match="已经登记过"):
            register_home(home.unit_id, written, "一室", home.area, by=by, at=so.FILED)
    elsewhere = Unit.objects.filter(kind="housing").exclude(pk=home.unit_id).first()
    assert elsewhere
    theirs = acting.at_desk(elsewhere, "allocation", so.FILED)
    with pytest.raises(AlreadyDone, match=r"已由.*汤阴县.*登记，同一套住房只能登记一次"):
        register_home(elsewhere.pk, "示例小区1号", "一室", home.area, by=theirs, at=so.FILED)
    register_home(elsewhere.pk, "文峰区示例小区1号", "一室", home.area, by=theirs, at=so.FILED)
    so.published([home])
    with pytest.raises(AlreadyDone, match="已列入其他方案"):
        publish_plan(home.unit_id, [home.pk], so.announcement(), by=by, at=so.PUBLISHED_AT)
    assert AllocationPlan.objects.count() == 1


def test_a_plan_needs_somebody_who_waits_and_days_and_keepers_that_can_be() -> None:
    offered, by = so.homes(1), so.at_desk("allocation")
    pks = [home.pk for home in offered]

    def publish(**other: object) -> AllocationPlan:
        return publish_plan(so.housing().pk, pks, so.announcement(**other), by=by, at=so.PUBLISHED_AT)

    with pytest.raises(NotPossibleNow, match="还没有人"):
        publish()
    so.waiting(1)
    with pytest.raises(NotUnderstood, match="意向登记截止以后产生"):
        publish(result_due=so.FILED + 35 * so.DAY)
    with pytest.raises(NotUnderstood, match="不能早于今天"):
        publish(interest_until=so.PUBLISHED_AT.date() - so.DAY)
    with pytest.raises(NotUnderstood, match="最长180天"):
        publish(interest_until=so.PUBLISHED_AT.date() + 181 * so.DAY, result_due=so.RESULT_DUE + 200 * so.DAY)
    with pytest.raises(NotUnderstood, match="365天以内"):
        publish(result_due=so.FILED + (35 + 366) * so.DAY)
    with pytest.raises(NotUnderstood, match="三个不同的人"):
        publish(keepers=dict.fromkeys(KEEPERS, acting.account(NOTARY)))
    inside = {role: acting.account(name) for role, name in KEEPERS.items()} | {"inspector": so.at_desk("rent")}
    with pytest.raises(NotUnderstood, match="组织摇号单位的工作人员"):
        publish(keepers=inside)
    with pytest.raises(NotAllowed):
        publish_plan(so.housing().pk, pks, so.announcement(), by=so.at_desk("rent"), at=so.PUBLISHED_AT)


def test_interest_is_stated_once_in_time_by_who_waits() -> None:
    (one,) = so.waiting(1)
    plan = so.published(so.homes(1))
    stated = state_interest(plan.pk, by=one, at=so.STATED)
    assert stated.findings["verdict"] in ("met", "undecided")
    with pytest.raises(AlreadyDone, match="不用重复登记"):
        state_interest(plan.pk, by=one, at=so.STATED)
    with pytest.raises(NotFound, match="不在这个配租方案的轮候名册里"):
        state_interest(plan.pk, by=acting.account("stranger"), at=so.STATED)
    with pytest.raises(NotPossibleNow, match="截止"):
        state_interest(plan.pk, by=one, at=so.FROZEN)


def test_a_recheck_says_why_not_and_is_said_once() -> None:
    people = so.waiting(2)
    plan = so.published(so.homes(1))
    so.interested(plan, people, passed=False)
    first = Interest.objects.earliest("pk")
    with pytest.raises(NotUnderstood, match="须写明理由"):
        recheck_interest(first.pk, False, by=so.at_desk("review"), at=so.STATED)
    with pytest.raises(NotAllowed):
        recheck_interest(first.pk, True, by=so.at_desk("allocation"), at=so.STATED)
    recheck_interest(first.pk, False, "已购商品住房。", by=so.at_desk("review"), at=so.STATED)
    with pytest.raises(AlreadyDone):
        recheck_interest(first.pk, True, by=so.at_desk("review"), at=so.STATED)


def test_the_list_is_frozen_when_everything_is_there_and_never_again() -> None:
    people = so.waiting(2)
    plan, by = so.published(so.homes(1)), so.at_desk("allocation")
    so.interested(plan, people, passed=False)
    with pytest.raises(NotPossibleNow, match="才截止"):
        freeze_list(plan.pk, by=by, at=so.STATED)
    with pytest.raises(NotPossibleNow, match="还有2户没有复审"):
        freeze_list(plan.pk, by=by, at=so.FROZEN)
    for stated in Interest.objects.all():
        recheck_interest(stated.pk, True, by=so.at_desk("review"), at=so.STATED)
    with pytest.raises(NotPossibleNow, match="还有3人没有公布随机值的摘要"):
        freeze_list(plan.pk, by=by, at=so.FROZEN)
    so.committed(plan)
    with pytest.raises(NotPossibleNow, match="已经产生"):
        freeze_list(plan.pk, by=by, at=so.DRAWN)
    lot = freeze_list(plan.pk, by=by, at=so.FROZEN)
    assert lot.list_text.count("\n") == 2
    with pytest.raises(AlreadyDone):
        freeze_list(plan.pk, by=by, at=so.FROZEN)
    with pytest.raises(NotPossibleNow):
        state_interest(plan.pk, by=people[0], at=so.STATED)


def test_a_value_is_committed_before_and_revealed_after_the_freeze_and_fits() -> None:
    people = so.waiting(1)
    plan, notary = so.published(so.homes(1)), acting.account(NOTARY)
    with pytest.raises(NotUnderstood, match="64位"):
        commit_value(plan.pk, "ABC", by=notary, at=so.STATED)
    with pytest.raises(NotAllowed, match="不是这次摇号"):
        commit_value(plan.pk, "0" * 64, by=people[0], at=so.STATED)
    with pytest.raises(NotPossibleNow, match="还没有冻结"):
        reveal_value(plan.pk, so.value("notary"), by=notary, at=so.STATED)
    so.frozen(plan, people)
    with pytest.raises(NotPossibleNow, match="不能再提交摘要"):
        commit_value(plan.pk, "0" * 64, by=notary, at=so.FROZEN)
    with pytest.raises(NotUnderstood, match="不一致"):
        reveal_value(plan.pk, "another value thought of later", by=notary, at=so.REVEALED)
    with pytest.raises(NotPossibleNow, match="另行指定"):
        reveal_value(plan.pk, so.value("notary"), by=notary, at=so.DRAWN)
    reveal_value(plan.pk, so.value("notary"), by=notary, at=so.REVEALED)
    with pytest.raises(AlreadyDone):
        reveal_value(plan.pk, so.value("notary"), by=notary, at=so.REVEALED)


def test_a_draw_is_not_begun_before_the_freeze_and_not_run_again() -> None:
    people, by = so.waiting(3, first_tier=1), so.at_desk("allocation")
    plan = so.published(so.homes(1))
    with pytest.raises(NotPossibleNow, match="还没有冻结"):
        run_draw(plan.pk, so.RESULT, by=by, at=so.DRAWN)
    so.frozen(plan, people)
    with pytest.raises(NotUnderstood, match="还缺3个随机值"):
        run_draw(plan.pk, so.RESULT, by=by, at=so.DRAWN)
    so.revealed(plan)
    with pytest.raises(NotPossibleNow, match="才产生"):
        run_draw(plan.pk, so.RESULT, by=by, at=so.REVEALED)
    lot = run_draw(plan.pk, so.RESULT, by=by, at=so.DRAWN)
    with pytest.raises(AlreadyDone, match="不能重新摇号"):
        run_draw(plan.pk, so.RESULT, by=by, at=so.DRAWN)
    assert lot.result[0]["number"] == so.entry_of(people[0]).number
    assert IssuedDocument.objects.filter(kind="allocation_result").count() == 1
    told = [action.verb for action in Action.objects.filter(stream=plan.stream)]
    assert told == [
        "publish_plan", *["commit_value"] * 3, *["state_interest", "recheck_interest"] * 3, "freeze_list",
        *["reveal_value"] * 3, "run_draw",
    ]  # fmt: skip
    assert not list(breaks())


def test_what_is_published_of_a_draw_recomputes() -> None:
    people = so.waiting(4, first_tier=2)
    plan = so.drawn(so.published(so.homes(2)), people)
    told = published_draw(plan)
    assert list(recompute.differences(told)) == []
    assert Draw.objects.get().list_sha256 == told["list_sha256"]


def test_another_result_is_named_only_when_the_first_can_serve_no_more() -> None:
    people, by = so.waiting(1), so.at_desk("allocation")
    plan = so.frozen(so.published(so.homes(1)), people)
    later = so.RESULT_DUE + 7 * so.DAY
    with pytest.raises(NotPossibleNow, match="仍然可用"):
        name_another_result(plan.pk, so.NAMED, later, "更换", by=by, at=so.REVEALED)
    after = so.RESULT_DUE + so.DAY
    with pytest.raises(NotUnderstood, match="更换的原因"):
        name_another_result(plan.pk, so.NAMED, later, "", by=by, at=after)
    with pytest.raises(NotUnderstood, match="365天以内"):
        name_another_result(plan.pk, "下一期开奖号码", after + 366 * so.DAY, "更换", by=by, at=after)
    name_another_result(plan.pk, "下一期开奖号码", later, "公证人员未按时公开随机值", by=by, at=after)
    for role, name in KEEPERS.items():
        reveal_value(plan.pk, so.value(role), by=acting.account(name), at=after)
    with pytest.raises(NotPossibleNow, match="仍然可用"):
        name_another_result(plan.pk, "再下一期", later + 7 * so.DAY, "不满意", by=by, at=later)
    assert run_draw(plan.pk, so.RESULT, by=by, at=later).seed


def test_choosing_waits_for_the_notice_and_the_call() -> None:
    people, offered, by = so.waiting(2), so.homes(2), so.at_desk("allocation")
    plan = so.drawn(so.published(offered), people)
    order = sorted(people, key=lambda one: Interest.objects.get(by=one).place or 0)
    with pytest.raises(NotPossibleNow, match="公示期满后才能叫号"):
        call_up(plan.pk, 1, by=by, at=so.DRAWN)
    with pytest.raises(NotPossibleNow, match="公示期满后才能选房"):
        choose_home(plan.pk, offered[0].pk, by=order[0], at=so.DRAWN)
    call_up(plan.pk, 1, by=by, at=so.CALLED)
    with pytest.raises(NotPossibleNow, match="您是第2号"):
        choose_home(plan.pk, offered[0].pk, by=order[1], at=so.CALLED)
    choose_home(plan.pk, offered[0].pk, by=order[0], at=so.CALLED)
    with pytest.raises(NotPossibleNow, match="继续叫号"):
        end_plan(plan.pk, by=by, at=so.CALLED)
    with pytest.raises(NotUnderstood, match="一共摇出2个序号，没有第999号"):
        call_up(plan.pk, 999, by=by, at=so.CALLED)
    call_up(plan.pk, 2, by=by, at=so.CALLED)
    with pytest.raises(AlreadyDone, match="另选一套"):
        choose_home(plan.pk, offered[0].pk, by=order[1], at=so.CALLED)
    pass_on(plan.pk, by=order[1], at=so.CALLED)
    with pytest.raises(NotPossibleNow, match="放弃"):
        choose_home(plan.pk, offered[1].pk, by=order[1], at=so.CALLED)
    with pytest.raises(AlreadyDone):
        pass_on(plan.pk, by=order[0], at=so.CALLED)
    end_plan(plan.pk, by=by, at=so.CALLED)
    assert sorted(Home.objects.values_list("state", flat=True)) == ["chosen", "vacant"]


def test_a_plan_is_withdrawn_only_while_nobody_can_know_the_order() -> None:
    people, by = so.waiting(1), so.at_desk("allocation")
    plan = so.frozen(so.published(so.homes(1)), people)
    with pytest.raises(NotUnderstood, match="须写明原因"):
        withdraw_plan(plan.pk, " ", by=by, at=so.REVEALED)
    with pytest.raises(NotAllowed):
        withdraw_plan(plan.pk, "房源另有安排", by=so.at_desk("rent"), at=so.REVEALED)
    with pytest.raises(NotPossibleNow, match="公开结果也已产生"):
        withdraw_plan(plan.pk, "不满意", by=by, at=so.RESULT_DUE)
    so.revealed(plan)
    run_draw(plan.pk, so.RESULT, by=by, at=so.DRAWN)
    with pytest.raises(NotPossibleNow, match="已经摇号"):
        withdraw_plan(plan.pk, "不满意", by=by, at=so.DRAWN)


def test_the_homes_of_a_plan_withdrawn_are_offered_again() -> None:
    people, offered, by = so.waiting(1), so.homes(1), so.at_desk("allocation")
    plan = so.published(offered)
    withdraw_plan(plan.pk, "没有家庭登记意向", by=by, at=so.RESULT_DUE)
    with pytest.raises(NotPossibleNow, match="已经撤回"):
        state_interest(plan.pk, by=people[0], at=so.STATED)
    assert Home.objects.get().state == "vacant"
    so.published(offered)
    assert not list(breaks())
