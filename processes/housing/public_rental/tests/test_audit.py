"""`verify` sees when a draw, a home or a rent is no longer what the acts made it."""

from __future__ import annotations

import pytest

from processes.housing.commands.bill_quarter import bill_quarter
from processes.housing.commands.choose_home import choose_home
from processes.housing.models import Choice, Draw, Home, Interest, RentBill
from processes.housing.public_rental.tests import households as so
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")


def told() -> str:
    return "；".join(breaks())


def test_a_draw_changed_behind_the_back_is_named() -> None:
    people = so.waiting(3)
    so.drawn(so.published(so.homes(1)), people)
    assert told() == ""
    lot = Draw.objects.get()
    Draw.objects.update(result=list(reversed(lot.result)))
    assert "选房顺序不是由种子和名单算出的" in told()
    Draw.objects.update(result=lot.result, list_text=lot.list_text.split("\n", 1)[1])
    assert "名单与冻结时公布的摘要不一致" in told()
    Draw.objects.update(list_text=lot.list_text, seed="0" * 64)
    assert "与办理记录不同" in told()


def test_a_place_given_to_somebody_else_is_named() -> None:
    people = so.waiting(2)
    so.drawn(so.published(so.homes(1)), people)
    Interest.objects.filter(place=1).update(place=9)
    assert "选房序号与摇号结果不同" in told()


def test_a_home_or_a_rent_that_does_not_agree_is_named() -> None:
    tenancy = so.leased()
    bill_quarter(tenancy.pk, so.STARTS, by=so.at_desk("rent"), at=so.SIGNED)
    assert told() == ""
    RentBill.objects.update(amount="1.00")
    assert "租金与算式不符" in told()
    Home.objects.update(state="vacant")
    assert "与租赁合同不符" in told()


def test_a_household_with_two_homes_is_named() -> None:
    people, offered = so.waiting(2), so.homes(2)
    plan = so.called(so.published(offered[:1]), people[:1])
    other = so.called(so.published(offered[1:]), people)
    choose_home(plan.pk, offered[0].pk, by=people[0], at=so.CALLED)
    choose_home(other.pk, offered[1].pk, by=people[1], at=so.CALLED)
    assert told() == ""
    Choice.objects.filter(plan=other).update(interest=Interest.objects.get(plan=other, by=people[0]))
    assert f"轮候号 {so.entry_of(people[0]).number} 的家庭同时占有2套住房" in told()
