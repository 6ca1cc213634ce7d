"""The case page: what was filed and changed, the people, the files, the way, and buttons that say what follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests import cast
from tests.conftest import moment
from tests.situations import (
    FILED,
    SIGNED,
    awaiting_correction,
    case_at,
    case_on_notice,
    case_submitted,
    case_to_confirm,
    class_submitted,
    own_claim,
    waiting_seat,
)
from tests.web.conftest import Browser, token
from workflow_app.approval.stance import Stance
from workflow_app.commands.attach import attach_file
from workflow_app.commands.draft import put_answer
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.send_back import send_back
from workflow_app.commands.supply_correction import supply_correction
from workflow_app.management import acting
from workflow_app.models import Case, CaseState, Draft, Holding
from workflow_app.queries.desk.case_file import case_file
from workflow_app.queries.workplace import workplace

Clock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def a_day(clock_at: Clock, city: None) -> None:
    """The day after the claims were filed."""
    clock_at(moment("2026-04-08 10:00"))


def opened(case: Case, username: str, start: int = 1) -> object:
    """The data of the page for one person."""
    return case_file(case.number, workplace(cast.who(username), SIGNED.date()), start)


def test_what_a_correction_changed_is_marked_with_what_it_was(browser: Browser) -> None:
    case = case_submitted()
    seat, agent = waiting_seat(case), cast.who(cast.AGENT)
    defects = (("organisation", "地址不全。"), ("trainees", "考勤缺两天。"))
    give_opinion(seat.pk, Stance.RETURN, "请补正。", defects=defects, by=cast.who(cast.INTAKE), at=SIGNED)
    draft = Draft.objects.get(correcting=case)
    later = SIGNED + timedelta(hours=1)
    put_answer(draft.pk, "organisation", "organisation_address", "人民路88号（示例）", by=agent, at=later)
    attach_file(draft.pk, "trainees", "attendance", acting.a_pdf("补齐的考勤.pdf", 3), by=agent, at=later)
    supply_correction(draft.pk, by=agent, at=later)
    text = browser(cast.INTAKE).get(f"/desk/cases/{case.number}/").text
    assert "人民路88号（示例）" in text
    assert "原为：" in text
    assert "人民路1号（示例）" in text
    assert "补正新交" in text
    assert "考勤缺两天。" in text
    changed = [line.label for section in opened(case, cast.INTAKE).filed for line in section.lines if line.changed]
    assert len(changed) == 2


def test_the_people_of_a_record_are_listed_masked(browser: Browser) -> None:
    record = case_at("handle", class_submitted(), at=moment("2026-03-02 14:00"))
    text = browser(cast.HANDLER).get(f"/desk/cases/{record.number}/").text
    people = record.filings.get().answers["roster"]
    assert "填报 10 行" in text
    assert all(person["id_number"] not in text and person["phone"] not in text for person in people)
    assert people[0]["id_number"][-4:] in text


def test_fifty_lines_a_page_and_the_rest_on_the_next(browser: Browser) -> None:
    case = case_at("handle", case_submitted(size=55))
    desk, where = browser(cast.HANDLER), f"/desk/cases/{case.number}/"
    assert (desk.get(where).text.count('id="line-'), desk.get(where + "?lines=51").text.count('id="line-')) == (50, 5)
    assert "?lines=51#lines" in desk.get(where).text


@pytest.mark.parametrize("said", ["0", "-1", "x", "９", "9" * 30, "600"])
def test_a_strange_page_of_lines_breaks_nothing(browser: Browser, said: str) -> None:
    case = own_claim()
    assert browser(cast.HANDLER).get(f"/desk/cases/{case.number}/", {"lines": said}).status_code == 200


def test_a_file_is_previewed_and_another_can_be_chosen(browser: Browser) -> None:
    case = case_submitted()
    files = opened(case, cast.HANDLER).files
    desk = browser(cast.HANDLER)
    text = desk.get(f"/desk/cases/{case.number}/", {"file": files[2].pk}).text
    sheet = f"/desk/cases/{case.number}/files/{files[2].pk}/1.jpg"
    assert f'<img src="{sheet}"' in text
    assert desk.get(sheet)["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("step", "username", "labels"),
    [
        pytest.param("receive", cast.INTAKE, ["受理", "退回补正", "不予受理"], id="receiving"),
        pytest.param("section", cast.SECTION, ["同意", "退回", "不同意"], id="reviewing"),
        pytest.param("deputy_head", cast.DEPUTY_HEAD, ["同意", "退回", "不同意"], id="deciding"),
    ],
)
def test_the_buttons_are_the_ways_out_of_the_step(step: str, username: str, labels: list[str]) -> None:
    case = own_claim() if step == "receive" else case_at(step)
    assert [choice.label for choice in opened(case, username).choices] == labels


def test_a_handler_has_no_way_back_and_is_offered_none() -> None:
    assert [choice.stance for choice in opened(case_at("handle"), cast.HANDLER).choices] == ["approve", "refuse"]


def test_what_cannot_be_taken_back_says_so() -> None:
    choices = {choice.label: choice for choice in opened(case_to_confirm(), cast.DEPUTY_HEAD).choices}
    assert "不能撤回" in choices["核定"].follows
    assert "不能撤回" in choices["不予批准"].follows


def test_a_refusal_is_signed_over_its_open_points(browser: Browser) -> None:
    case = case_at("handle", case_submitted(checked=False))
    case = acting.sign_all(case, Stance.REFUSE, "没有现场检查记录。", at=SIGNED)
    assert case.open_points
    choice = opened(case, cast.DEPUTY_HEAD).choices[0]
    assert (choice.label, choice.barred) == ("不予批准", "")
    seat = waiting_seat(case)
    body = {"form_token": token(), "stance": "approve", "words": "同意不予批准。"}
    assert browser(cast.DEPUTY_HEAD).post(f"/desk/cases/{case.number}/opinion/{seat.pk}/", body).status_code == 302
    assert Case.objects.get(pk=case.pk).state == CaseState.REFUSED


def test_the_way_shows_what_is_passed_what_is_here_and_what_is_ahead() -> None:
    case = case_to_confirm()
    tones = {stop.title: stop.tone for stop in opened(case, cast.DEPUTY_HEAD).stops}
    assert tones["公示"] == "done"
    assert tones["核定"] == "here"
    assert tones["提请拨付"] == "next"


def told(case: Case, username: str, title: str) -> object:
    """A stop of the way, by its title."""
    return next(stop for stop in opened(case, username).stops if stop.title == title)


def signers(stop: object) -> list[tuple[str, str, str]]:
    return [(each.name, each.seat, each.mark) for each in stop.signers]


def test_the_way_names_who_signed_from_which_desk() -> None:
    case = case_at("section", case_submitted())
    assert signers(told(case, cast.SECTION, "受理")) == [("郭小梅", "综合窗口", "yes")]
    assert [mark for _, _, mark in signers(told(case, cast.SECTION, "经办初审"))] == ["yes"] * 3


def test_the_way_names_who_is_waited_for_and_who_comes_next(browser: Browser) -> None:
    case = case_at("handle", case_submitted())
    give_opinion(waiting_seat(case, cast.RURAL_CHECK).pk, Stance.APPROVE, by=cast.who(cast.RURAL_CHECK), at=SIGNED)
    here = told(case, cast.HANDLER, "经办初审")
    handler, rural = cast.who(cast.HANDLER).name, cast.who(cast.RURAL_CHECK).name
    assert signers(here)[:2] == [(handler, "经办人", "wait"), (rural, "农业农村局核对人员类别", "yes")]
    upcoming = told(case, cast.HANDLER, "职业能力建设股复核")
    assert (upcoming.tone, upcoming.desks) == ("next", "职业能力建设股")
    text = browser(cast.HANDLER).get(f"/desk/cases/{case.number}/").text
    assert f"<b>{handler}</b>" in text
    assert "下一步：职业能力建设股" in text


def test_a_desk_with_several_people_counts_them_and_an_empty_one_says_so(browser: Browser) -> None:
    case = own_claim()
    acting.appoint(cast.who(cast.HANDLER), "intake", "hrss", "410523", since=FILED.date(), at=FILED)
    first = cast.who(cast.INTAKE).name
    assert signers(told(case, cast.INTAKE, "受理")) == [(f"{first}等2人", "综合窗口", "wait")]
    Holding.objects.filter(desk__role="section", desk__unit__region="410523").update(until=FILED.date())
    case = case_at("section", case)
    assert signers(told(case, cast.DEPUTY_HEAD, "职业能力建设股复核")) == [
        (cast.who(cast.SECTION).name, "职业能力建设股", "wait")
    ]
    on = workplace(cast.who(cast.DEPUTY_HEAD), moment("2026-04-08 10:00").date())
    vacant = next(stop for stop in case_file(case.number, on).stops if stop.tone == "here")
    assert signers(vacant) == [("", "职业能力建设股", "wait")]
    assert "无人在岗" in browser(cast.DEPUTY_HEAD).get(f"/desk/cases/{case.number}/").text


def test_what_a_case_sent_back_passed_lies_ahead_of_it_again() -> None:
    case = case_at("deputy_head")
    send_back(waiting_seat(case).pk, "handle", "再核。", by=cast.who(cast.DEPUTY_HEAD), at=SIGNED)
    tones = {stop.title: stop.tone for stop in opened(case, cast.HANDLER).stops}
    passed = ("受理", "经办初审", "职业能力建设股复核", "局财务股复核", "分管领导审批")
    assert [tones[title] for title in passed] == ["done", "here", "next", "ahead", "ahead"]


def test_beside_the_straight_way_it_is_said_where_agreement_leads() -> None:
    case = case_at("section")
    give_opinion(waiting_seat(case).pk, Stance.REFUSE, "不符合。", by=cast.who(cast.SECTION), at=SIGNED)
    tones = [stop.tone for stop in opened(Case.objects.get(pk=case.pk), cast.DEPUTY_HEAD).stops]
    assert "here" in tones
    assert "next" not in tones, "agreeing to the refusal ends the case"


def test_who_waits_for_the_public_is_told_who_acts_there() -> None:
    case = case_at("notice")
    here = told(case, cast.HANDLER, "公示")
    assert (here.tone, here.desks) == ("here", "经办岗发布公示，期满自动转出")


def test_an_applicant_who_is_waited_for_is_named() -> None:
    case = awaiting_correction()
    assert signers(told(case, cast.INTAKE, "补正")) == [(case.applicant.name, "申请人", "wait")]


def test_a_case_that_ended_on_its_way_has_nothing_ahead() -> None:
    case = acting.sign_all(own_claim(), Stance.REFUSE, "应由外县受理。", at=SIGNED)
    assert [(stop.title, stop.tone) for stop in opened(case, cast.INTAKE).stops] == [("受理", "no")]


def test_everything_that_happened_is_told_with_who_and_what_they_said(browser: Browser) -> None:
    case_on_notice()
    case = Case.objects.get(procedure="claim")
    text = browser(cast.HANDLER).get(f"/desk/cases/{case.number}/").text
    for said in ("提交申请", "在“受理”签署“同意”", "列入2026年第1批公示", "郭小梅"):
        assert said in text


def test_who_did_another_duty_reads_why_not_me() -> None:
    case = case_at("section")
    acting.appoint(cast.who(cast.HANDLER), "section", "hrss", "410523", since=FILED.date(), at=FILED)
    file = opened(case, cast.HANDLER)
    assert file.mine is not None
    assert "您对本件做过“经办初审”" in file.barred
    assert all(choice.barred for choice in file.choices)
