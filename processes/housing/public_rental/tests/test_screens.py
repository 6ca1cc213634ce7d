"""The screens of housing, through the browser's door: who sees what, and that each button does its one act."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client

from processes.housing import recompute
from processes.housing.models import AllocationPlan, Choice, DrawValue, Home, Interest, RentPayment, Tenancy
from processes.housing.public_rental.play import KEEPERS
from processes.housing.public_rental.tests import households as so
from tests.markup import faults
from workflow_app.management import acting
from workflow_app.models import Account

pytestmark = pytest.mark.usefixtures("city")
ACTS = ("homes", "keeper", "mine", "plan_desk", "rents")


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> object:
    """Set the clock of the screens."""

    def set_to(moment: datetime) -> None:
        for room in ACTS:
            module = f"processes.housing.web.{room}"
            monkeypatch.setattr(f"{module}.now", lambda: moment)
        monkeypatch.setattr("processes.housing.web.mine.today", lambda: moment.date())
        monkeypatch.setattr("workflow_app.web.place.today", lambda: moment.date())

    return set_to


def browser(account: Account | None = None) -> Client:
    client = Client()
    if account:
        client.force_login(account)
    return client


def post(client: Client, url: str, **said: object) -> str:
    """What the page says afterwards."""
    answer = client.post(url, {"form_token": uuid4(), **said}, follow=True)
    return str(answer.content, "utf-8")


def test_everybody_sees_the_draw_and_recomputes_it() -> None:
    people = so.waiting(3, first_tier=1)
    plan = so.drawn(so.published(so.homes(2)), people)
    page = str(browser().get(f"/housing/plans/{plan.pk}/").content, "utf-8")
    assert "怎样自己计算" in page
    told = json.loads(browser().get(f"/housing/plans/{plan.pk}/draw.json").content)
    assert list(recompute.differences(told)) == []
    assert "def differences" in str(browser().get("/housing/recompute.py").content, "utf-8")
    assert plan.title in str(browser().get("/housing/").content, "utf-8")
    names = Account.objects.filter(username__startswith="household").values_list("name", flat=True)
    assert not any(name in page for name in names)
    assert browser().get("/housing/plans/999/").status_code == 404


def test_a_household_states_its_interest_and_chooses(at: object) -> None:
    (one,), offered = so.waiting(1), so.homes(1)
    plan = so.published(offered)
    at(so.STATED)  # type: ignore[operator]
    client = browser(one)
    assert "登记意向" in str(client.get("/housing/mine/").content, "utf-8")
    assert "待复审" in post(client, f"/housing/mine/interest/{plan.pk}/")
    assert "不用重复登记" in post(client, f"/housing/mine/interest/{plan.pk}/")
    Interest.objects.all().delete()
    so.called(plan, [one])
    at(so.CALLED)  # type: ignore[operator]
    assert "轮到您选房" in str(client.get("/housing/mine/").content, "utf-8")
    assert "您选定了" in post(client, f"/housing/mine/choose/{plan.pk}/{offered[0].pk}/")
    assert Choice.objects.count() == 1
    assert "已经选过房" in post(client, f"/housing/mine/pass/{plan.pk}/")


def test_every_page_owes_one_heading_and_a_name_for_every_control(at: object) -> None:
    choice = so.chosen()
    plan = choice.plan
    at(so.SIGNED)  # type: ignore[operator]
    household, notary = choice.interest.by, acting.account(KEEPERS["notary"])
    pages = [(household, "/housing/mine/"), (notary, f"/housing/plans/{plan.pk}/value/"), (None, "/housing/")]
    pages += [(None, f"/housing/plans/{plan.pk}/"), (so.at_desk("rent"), "/desk/rents/")]
    pages += [(so.at_desk("allocation"), url) for url in ("/desk/housing/", f"/desk/housing/plans/{plan.pk}/")]
    found = {url: faults(str(browser(who).get(url).content, "utf-8")) for who, url in pages}
    assert found == {url: [] for _, url in pages}


def test_a_stranger_sees_an_empty_page_and_an_officer_none() -> None:
    assert "还没有登记为轮候对象" in str(browser(acting.account("stranger")).get("/housing/mine/").content, "utf-8")
    assert browser(so.at_desk("rent")).get("/housing/mine/").status_code == 403
    assert browser().get("/housing/mine/").status_code == 302


def test_only_housing_bureaus_see_the_desk_and_only_their_own_plans() -> None:
    so.waiting(1)
    plan = so.published(so.homes(1))
    elsewhere = acting.account("linzhou.h_allocation")
    assert browser(elsewhere).get(f"/desk/housing/plans/{plan.pk}/").status_code == 404
    assert browser(acting.account("tangyin.handler")).get("/desk/housing/").status_code == 403
    assert browser(acting.account("stranger")).get("/desk/rents/").status_code == 403


def test_the_allocation_desk_registers_publishes_freezes_draws_and_calls(at: object) -> None:
    people, client = so.waiting(1), browser(so.at_desk("allocation"))
    at(so.PUBLISHED_AT)  # type: ignore[operator]
    said = post(client, "/desk/housing/homes/", address="示例小区1号", layout="一室", area="40,00")
    assert "建筑面积没有看懂" in said
    post(client, "/desk/housing/homes/", address="示例小区1号", layout="一室", area="40.00")
    told = {"title": "方案", "interest_until": so.CLOSED.isoformat(), "result_named": so.NAMED, **KEEPERS}
    told |= {"result_due": f"{so.RESULT_DUE:%Y-%m-%dT%H:%M}", "home": Home.objects.get().pk}
    assert "没有找到公证人员的账号" in post(client, "/desk/housing/publish/", **told | {"notary": "nobody"})
    offset = told | {"result_due": "2026-04-11T09:30+00:00"}
    assert "不要写时区" in post(client, "/desk/housing/publish/", **offset)
    assert "2000年到2099年之间" in post(client, "/desk/housing/publish/", **told | {"result_due": "9999-12-31T23:59"})
    assert "配租方案已公布" in post(client, "/desk/housing/publish/", **told)
    plan = AllocationPlan.objects.get()
    so.committed(plan)
    so.interested(plan, people, passed=False)
    review = browser(so.at_desk("review"))
    at(so.FROZEN)  # type: ignore[operator]
    url, stated = f"/desk/housing/plans/{plan.pk}", Interest.objects.get()
    assert "还有1户没有复审" in post(client, f"{url}/freeze/")
    assert "须写明理由" in post(review, f"{url}/recheck/", interest=stated.pk, passed="no", words="")
    assert "复审通过" in post(review, f"{url}/recheck/", interest=stated.pk, passed="yes", words="")
    assert "名单已冻结" in post(client, f"{url}/freeze/")
    so.revealed(plan)
    at(so.DRAWN)  # type: ignore[operator]
    assert "已摇号" in post(client, f"{url}/draw/", public_result=so.RESULT)
    at(so.CALLED)  # type: ignore[operator]
    assert "选房序号请填整数" in post(client, f"{url}/call/", up_to="一")
    assert "已叫号" in post(client, f"{url}/call/", up_to="1")
    assert "没有这个操作" in post(client, f"{url}/undo/")


@pytest.mark.parametrize("typed", ["Infinity", "NaN", "1E+999999", "４０", "40.001", "-40", "1e3", "+40"])
def test_a_figure_that_is_none_is_told(typed: str) -> None:
    page = post(browser(so.at_desk("allocation")), "/desk/housing/homes/", address="甲", layout="一室", area=typed)
    assert "建筑面积没有看懂" in page


@pytest.mark.parametrize(
    ("area", "told"),
    [
        ("9.99", "在10到200平方米之间"),
        ("10", "房源已登记"),
        ("200.00", "房源已登记"),
        ("200.01", "在10到200平方米之间"),
        ("9999999", "在10到200平方米之间"),
        ("99999999", "太大了"),
    ],
)
def test_a_home_has_an_area_a_home_can_have(area: str, told: str) -> None:
    client = browser(so.at_desk("allocation"))
    assert told in post(client, "/desk/housing/homes/", address="甲", layout="一室", area=area)
    assert client.get("/desk/housing/").status_code == 200


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"address": "号" * 121}, "地址最多120个字，现在有121个字"),
        ({"layout": "室" * 21}, "户型最多20个字"),
        ({"address": "号" * 201}, "填写的内容最多200个字"),
        ({"address": "甲\u202e乙"}, "第2个字符看不见也印不出"),
        ({"address": "号" * 120, "layout": "室" * 20}, "房源已登记"),
    ],
)
def test_words_are_no_longer_than_their_column(said: dict[str, str], told: str) -> None:
    home = {"address": "甲", "layout": "一室", "area": "40"}
    assert told in post(browser(so.at_desk("allocation")), "/desk/housing/homes/", **home | said)


@pytest.mark.parametrize("home", ["9" * 10, "9" * 30, "9" * 4301, "甲", "４"])
def test_a_home_that_is_no_number_is_told(home: str) -> None:
    page = post(browser(so.at_desk("allocation")), "/desk/housing/publish/", home=home, title="方案")
    assert "房源请填整数，最多9位" in page


def test_a_number_no_plan_or_tenancy_has_is_told() -> None:
    many = "9" * 30
    urls = f"/desk/rents/bill/{many}/", f"/desk/rents/sign/{many}/", f"/desk/housing/plans/{many}/end/"
    desks = so.at_desk("rent"), so.at_desk("rent"), so.at_desk("allocation")
    told = {"day": "2026-05-01", "starts_on": "2026-05-01", "ends_on": "2027-04-30"}
    pages = [post(browser(who), url, **told) for who, url in zip(desks, urls, strict=True)]
    assert ["没有" in page for page in pages] == [True] * 3


def test_a_home_no_plan_has_cannot_be_chosen() -> None:
    people = so.waiting(1)
    plan = so.called(so.published(so.homes(1)), people)
    for number in ("9" * 18, "9" * 30):
        mine = f"/housing/mine/choose/{plan.pk}/{number}/"
        assert "不在这个方案里，请另选一套" in post(browser(people[0]), mine)
    assert not Choice.objects.exists()


def test_the_allocation_desk_withdraws_a_plan(at: object) -> None:
    so.waiting(1)
    plan, client = so.published(so.homes(1)), browser(so.at_desk("allocation"))
    at(so.STATED)  # type: ignore[operator]
    url = f"/desk/housing/plans/{plan.pk}/"
    assert "撤回方案" in str(client.get(url).content, "utf-8")
    assert "须写明原因" in post(client, f"{url}withdraw/", reason="")
    assert "方案已撤回" in post(client, f"{url}withdraw/", reason="没有家庭登记意向")
    assert "已经撤回" in str(browser().get(f"/housing/plans/{plan.pk}/").content, "utf-8")
    assert Home.objects.get().state == "vacant"


def test_the_allocation_desk_frees_a_home_nobody_signs_for(at: object) -> None:
    choice, client = so.chosen(), browser(so.at_desk("allocation"))
    at(so.SIGNED)  # type: ignore[operator]
    url = f"/desk/housing/plans/{choice.plan_id}/"
    assert "giveup" in str(client.get(url).content, "utf-8")
    assert "须写明原因" in post(client, f"{url}giveup/", choice=choice.pk, reason="")
    page = post(client, f"{url}giveup/", choice=choice.pk, reason="通知后未来签约")
    assert "选定已取消" in page
    assert "通知后未来签约" in page
    assert Home.objects.get().state == "offered"
    assert "示例小区1号" not in str(browser(so.at_desk("rent")).get("/desk/rents/").content, "utf-8")


def test_a_keeper_publishes_the_digest_and_then_the_value(at: object) -> None:
    people = so.waiting(1)
    plan, client = so.published(so.homes(1)), browser(acting.account(KEEPERS["notary"]))
    at(so.STATED)  # type: ignore[operator]
    url = f"/housing/plans/{plan.pk}/value/"
    assert "sha256sum" in str(client.get(url).content, "utf-8")
    assert browser(people[0]).get(url).status_code == 403
    assert "64位小写" in post(client, url, said="my own secret value")
    so.frozen(plan, people)
    at(so.REVEALED)  # type: ignore[operator]
    assert "不一致" in post(client, url, said="my own secret value")
    assert "随机值已公开" in post(client, url, said=so.value("notary"))
    assert DrawValue.objects.exclude(value="").count() == 1


def test_the_rent_desk_signs_bills_and_records(at: object) -> None:
    choice, client = so.chosen(), browser(so.at_desk("rent"))
    at(so.SIGNED)  # type: ignore[operator]
    sign = f"/desk/rents/sign/{choice.pk}/"
    assert "2000年到2099年之间" in post(client, sign, starts_on="9998-05-01", ends_on="9998-06-01")
    assert "最长5年" in post(client, sign, starts_on="2026-05-01", ends_on="2031-05-01")
    assert "租赁合同已签订" in post(client, sign, starts_on="2026-05-01", ends_on="2027-04-30")
    tenancy = Tenancy.objects.get()
    assert "2000年到2099年之间" in post(client, f"/desk/rents/bill/{tenancy.pk}/", day="9999-12-31")
    assert "租金已出账" in post(client, f"/desk/rents/bill/{tenancy.pk}/", day="2026-05-01")
    assert "不超过已出账未缴" in post(
        client, f"/desk/rents/pay/{tenancy.pk}/", yuan="9999.00", paid_on="2026-04-22", voucher="甲"
    )
    long = {"yuan": "394.40", "paid_on": "2026-04-22", "voucher": "9" * 41}
    assert "非税缴款书号最多40个字" in post(client, f"/desk/rents/pay/{tenancy.pk}/", **long)
    post(client, f"/desk/rents/pay/{tenancy.pk}/", yuan="394.40", paid_on="2026-04-22", voucher="甲")
    assert str(RentPayment.objects.get().amount) == "394.40"
    assert "没有到期未缴" in post(client, f"/desk/rents/demand/{tenancy.pk}/")
    household = browser(choice.interest.by)
    assert "394.40" in str(household.get("/housing/mine/").content, "utf-8")
