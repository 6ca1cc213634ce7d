"""代理与交接, phrases and papers beside an opinion, through the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.situations import case_at, waiting_seat
from tests.web.conftest import Browser, token
from workflow_app.commands.establish import appoint
from workflow_app.commands.phrases import MOST, keep_phrase
from workflow_app.management.acting import a_pdf
from workflow_app.models import Account, Desk, Holding, Opinion, StoredFile
from workflow_app.policy.refusals import NotUnderstood

Clock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def a_day(clock_at: Clock, city: None) -> None:
    clock_at(moment("2026-04-08 10:00"))


def arrange(browser: Browser, username: str, verb: str, **said: object) -> str:
    return browser(username).post(f"/desk/away/{verb}/", {"form_token": token(), **said}, follow=True).text


def test_somebody_arranges_their_own_absence_and_ends_it(browser: Browser) -> None:
    me, other = who(cast.SECTION), who(cast.BUREAU_HEAD)
    days = {"since": "2026-04-08", "until": "2026-04-10"}
    days[f"desk-{me.pk}"] = str(Desk.objects.get(holdings__account=me).pk)
    text = arrange(browser, cast.SECTION, "substitute", absent=me.pk, to=other.pk, **days)
    assert "已安排代理" in text
    assert "2026年4月10日" in text
    row = Holding.objects.get(in_place_of=me)
    assert "代理已结束" in arrange(browser, cast.SECTION, "end", holding=row.pk)
    assert Holding.objects.get(pk=row.pk).until == moment("2026-04-08 10:00").date()


def test_each_desk_one_holds_is_ticked_for_itself(browser: Browser) -> None:
    """Three desks, two of them lent; what was ticked stays ticked when something is refused."""
    me, other = who(cast.SECTION), who(cast.INTAKE)
    own = Desk.objects.get(holdings__account=me)
    for role in ("employment", "loan_office"):
        appoint(me, role, own.unit.kind, own.unit.region, since=date(2026, 1, 5), at=moment("2026-04-01 09:00"))
    employment, loans = (Desk.objects.get(unit=own.unit, role=role) for role in ("employment", "loan_office"))
    page = browser(cast.SECTION).get("/desk/away/").text
    assert all(f'name="desk-{me.pk}" value="{desk.pk}" checked>' in page for desk in (own, employment, loans))
    said = {"absent": me.pk, "to": other.pk, "since": "2026-04-08", "until": "2026-04-10"}
    assert "请至少勾选一个" in arrange(browser, cast.SECTION, "substitute", **said)
    ticked = said | {f"desk-{me.pk}": [own.pk, loans.pk]}
    refused = arrange(browser, cast.SECTION, "substitute", **(ticked | {"until": "2026-04-01"}))
    assert "起止日期不对" in refused
    assert f'value="{loans.pk}" checked>' in refused
    assert f'value="{employment.pk}" checked>' not in refused
    assert "已安排代理" in arrange(browser, cast.SECTION, "substitute", **ticked)
    assert {row.desk for row in Holding.objects.filter(in_place_of=me)} == {own, loans}


@pytest.mark.parametrize("many", [0, 5])
def test_the_page_asks_as_much_however_many_people_one_leads(
    browser: Browser, many: int, django_assert_max_num_queries: Any
) -> None:
    unit = Desk.objects.get(holdings__account=who(cast.SECTION)).unit
    for n in range(many):
        person = Account.objects.create(username=f"more.{n}", name=f"同事{n}", is_officer=True)
        for role in ("employment", "loan_office"):
            appoint(person, role, unit.kind, unit.region, since=date(2026, 1, 5), at=moment("2026-04-01 09:00"))
    head = browser(cast.BUREAU_HEAD)
    with django_assert_max_num_queries(16):
        assert head.get("/desk/away/").status_code == 200


def test_who_leads_the_unit_hands_over_for_others(browser: Browser) -> None:
    said = {"leaver": who(cast.SECTION).pk, "to": "", "last_day": "2026-04-08"}
    assert "已办理交接" in arrange(browser, cast.BUREAU_HEAD, "hand-over", **said)
    assert "离岗交接" not in browser(cast.HANDLER).get("/desk/away/").text


def test_an_emptied_desk_is_filled_again_by_who_leads_the_unit(browser: Browser) -> None:
    desk = Desk.objects.get(holdings__account=who(cast.SECTION))
    Holding.objects.filter(desk=desk).update(until=date(2026, 4, 7))
    head = browser(cast.BUREAU_HEAD)
    page = head.get("/desk/away/").text
    assert f"{desk.title}（无人）" in page
    assert "<td>无人</td>" in page
    said = {"desk": desk.pk, "to": who(cast.INTAKE).pk, "since": "2026-04-08"}
    assert "已安排到岗" in arrange(browser, cast.BUREAU_HEAD, "appoint", **said)
    assert Holding.objects.get(desk=desk, until=None).account == who(cast.INTAKE)
    assert f"{desk.title}（无人）" not in head.get("/desk/away/").text
    assert "安排到岗" not in browser(cast.HANDLER).get("/desk/away/").text


REFUSED = [
    pytest.param("appoint", {"desk": "x", "to": "", "since": ""}, "请选择岗位", id="no desk"),
    pytest.param("substitute", {"absent": "", "to": "", "since": "", "until": ""}, "请选择谁离开", id="nobody"),
    pytest.param("end", {"holding": "999"}, "没有这项正在进行的代理", id="none"),
    pytest.param("hand-over", {"leaver": "x", "last_day": "2026-04-08"}, "请选择谁离岗", id="nobody leaves"),
    pytest.param("nonsense", {}, "没有这个办理动作", id="no such act"),
]


@pytest.mark.parametrize(("verb", "said", "refusal"), REFUSED)
def test_a_refusal_is_a_sentence(browser: Browser, verb: str, said: dict[str, str], refusal: str) -> None:
    assert refusal in arrange(browser, cast.BUREAU_HEAD, verb, **said)


def test_a_day_that_is_none_is_told(browser: Browser) -> None:
    said = {"leaver": who(cast.SECTION).pk, "last_day": "明天"}
    assert "日期读不懂" in arrange(browser, cast.BUREAU_HEAD, "hand-over", **said)


def test_an_opinion_takes_its_papers_along_and_its_words_are_kept(browser: Browser) -> None:
    case = case_at("section")
    seat = waiting_seat(case)
    paper = SimpleUploadedFile("核查记录.pdf", a_pdf("核查记录.pdf").content, "application/pdf")
    said = {"form_token": token(), "stance": "approve", "words": "已到校核查。", "keep_phrase": "1", "beside": paper}
    browser(cast.SECTION).post(f"/desk/cases/{case.number}/opinion/{seat.pk}/", said)
    word = Opinion.objects.get(seat=seat)
    assert StoredFile.objects.get(opinion=word).name == "核查记录.pdf"
    text = browser(cast.BUREAU_FINANCE).get(f"/desk/cases/{case.number}/").text
    assert "签署意见所附" in text
    assert "随意见附材料1份" in text
    assert Account.objects.get(username=cast.SECTION).phrases == ["已到校核查。"]


def test_a_file_that_cannot_be_taken_stops_the_signature(browser: Browser) -> None:
    case = case_at("section")
    seat = waiting_seat(case)
    said = {"form_token": token(), "stance": "approve", "words": "同意。"}
    broken = SimpleUploadedFile("x.pdf", b"MZ no pdf", "application/pdf")
    text = browser(cast.SECTION).post(f"/desk/cases/{case.number}/opinion/{seat.pk}/", said | {"beside": broken}).text
    assert "附件没有收下，意见也没有提交" in text
    assert not Opinion.objects.filter(seat=seat).exists()


def test_phrases_are_kept_once_dropped_and_bounded(browser: Browser) -> None:
    desk = browser(cast.SECTION)
    for _ in range(2):
        desk.post("/desk/phrases/", {"words": "同意，请复核。"})
    assert Account.objects.get(username=cast.SECTION).phrases == ["同意，请复核。"]
    assert "同意，请复核。" in desk.get("/desk/phrases/").text
    desk.post("/desk/phrases/", {"drop": "同意，请复核。"})
    assert Account.objects.get(username=cast.SECTION).phrases == []
    assert "最多200个字" in desk.post("/desk/phrases/", {"words": "长" * 201}).text
    for number in range(MOST):
        keep_phrase(f"第{number}句。", by=who(cast.SECTION))
    with pytest.raises(NotUnderstood, match=f"已经存了{MOST}条"):
        keep_phrase("再来一句。", by=who(cast.SECTION))
