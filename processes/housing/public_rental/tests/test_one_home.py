"""A household has one home: chosen in one plan, freed when no lease is signed, never drawn for again once it is housed."""

from __future__ import annotations

import pytest

from processes.housing.commands.choose_home import choose_home
from processes.housing.commands.end_plan import end_plan
from processes.housing.commands.freeze_list import freeze_list
from processes.housing.commands.give_up_choice import give_up_choice
from processes.housing.commands.pass_on import pass_on
from processes.housing.commands.sign_lease import sign_lease
from processes.housing.models import AllocationPlan, Choice, Home
from processes.housing.public_rental.tests import households as so
from processes.housing.queries.my_housing import my_housing
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")


def called_twice() -> tuple[Account, list[Home], list[AllocationPlan]]:
    """One household called to choose in two plans of a home each."""
    people, offered = so.waiting(1), so.homes(2)
    return people[0], offered, [so.called(so.published([home]), people) for home in offered]


def test_who_chose_in_one_plan_does_not_choose_in_another() -> None:
    one, offered, plans = called_twice()
    choose_home(plans[0].pk, offered[0].pk, by=one, at=so.CALLED)
    with pytest.raises(AlreadyDone, match="示例小区1号"):
        choose_home(plans[1].pk, offered[1].pk, by=one, at=so.CALLED)
    (mine,) = my_housing(one, so.CALLED.date())
    assert [list(seen.to_choose) for seen in mine.plans] == [[], []]
    assert not list(breaks())


def test_who_has_a_lease_does_not_choose_again() -> None:
    one, offered, plans = called_twice()
    choice = choose_home(plans[0].pk, offered[0].pk, by=one, at=so.CALLED)
    sign_lease(choice.pk, so.STARTS, so.STARTS.replace(year=2027), by=so.at_desk("rent"), at=so.SIGNED)
    with pytest.raises(NotPossibleNow, match="已配租，不在轮候中"):
        choose_home(plans[1].pk, offered[1].pk, by=one, at=so.SIGNED)
    assert Choice.objects.count() == 1


def test_the_list_has_no_household_that_is_housed_or_passed_on() -> None:
    people, offered = so.waiting(3), so.homes(2)
    plan, other = so.published(offered[:1]), so.published(offered[1:])
    so.committed(other)
    so.interested(other, people[1:])
    so.interested(other, people[:1], passed=False)
    choice = choose_home(so.called(plan, people[:1]).pk, offered[0].pk, by=people[0], at=so.CALLED)
    sign_lease(choice.pk, so.STARTS, so.STARTS.replace(year=2027), by=so.at_desk("rent"), at=so.SIGNED)
    pass_on(other.pk, by=people[1], at=so.STATED)
    lot = freeze_list(other.pk, by=so.at_desk("allocation"), at=so.FROZEN)
    assert [line.split()[-1] for line in lot.list_text.splitlines()] == [so.entry_of(people[2]).number]


def test_a_home_nobody_signs_for_is_freed_with_a_reason() -> None:
    one, offered, plans = called_twice()
    by, choice = so.at_desk("allocation"), choose_home(plans[0].pk, offered[0].pk, by=one, at=so.CALLED)
    with pytest.raises(NotUnderstood, match="须写明原因"):
        give_up_choice(plans[0].pk, choice.pk, " ", by=by, at=so.SIGNED)
    with pytest.raises(NotAllowed):
        give_up_choice(plans[0].pk, choice.pk, "未来签约", by=so.at_desk("rent"), at=so.SIGNED)
    with pytest.raises(NotFound):
        give_up_choice(plans[1].pk, choice.pk, "未来签约", by=by, at=so.SIGNED)
    give_up_choice(plans[0].pk, choice.pk, "未来签约", by=by, at=so.SIGNED)
    with pytest.raises(AlreadyDone, match="已经取消"):
        give_up_choice(plans[0].pk, choice.pk, "未来签约", by=by, at=so.SIGNED)
    with pytest.raises(NotPossibleNow, match="已经取消"):
        sign_lease(choice.pk, so.STARTS, so.STARTS.replace(year=2027), by=so.at_desk("rent"), at=so.SIGNED)
    assert Home.objects.get(pk=offered[0].pk).state == "offered"
    choose_home(plans[1].pk, offered[1].pk, by=one, at=so.SIGNED)
    assert not list(breaks())


def test_a_home_freed_after_its_plan_ended_is_vacant() -> None:
    choice, by = so.chosen(), so.at_desk("allocation")
    end_plan(choice.plan_id, by=by, at=so.CALLED)
    give_up_choice(choice.plan_id, choice.pk, "未来签约", by=by, at=so.SIGNED)
    home = Home.objects.get()
    assert (home.state, home.plan_id) == ("vacant", None)
    assert not list(breaks())


def test_a_choice_with_a_lease_is_not_given_up() -> None:
    tenancy = so.leased()
    with pytest.raises(AlreadyDone, match="合同已经签订"):
        give_up_choice(tenancy.choice.plan_id, tenancy.choice_id, "迟", by=so.at_desk("allocation"), at=so.SIGNED)
