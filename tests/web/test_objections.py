"""Who objected follows it by an unguessable number, reads the answer, and learns nothing of anybody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.conftest import moment
from tests.web.conftest import Browser, token
from tests.web.test_public import OBJECTION
from workflow_app.commands.object_to import answer_objection
from workflow_app.commands.open_notice import open_notice
from workflow_app.jobs.runner import work
from workflow_app.management import acting
from workflow_app.models import Case, Notice, Objection

ANSWER = "核对了考勤原件，与检查记录一致。\n本人参加了全部培训。"
ANSWERED = moment("2026-04-10 10:00")


@pytest.fixture
def objection(claim: Case, clock_at: Any) -> Objection:
    """Somebody says of the second line of the claim that it is wrong; it is the day after the notice began."""
    acting.sign_until(claim, "notice", at=moment("2026-04-07 15:00"))
    clock_at(moment("2026-04-09 10:00"))
    notice = open_notice([claim.pk], by=acting.account("tangyin.handler"), at=moment("2026-04-08 09:00"))
    Client().post(f"/notices/{notice.pk}", OBJECTION | {"form_token": token()})
    return Objection.objects.get()


def answered(objection: Objection, upheld: bool = False) -> Objection:
    return answer_objection(objection.pk, upheld, ANSWER, by=acting.account("tangyin.section"), at=ANSWERED)


def test_the_receipt_number_cannot_be_guessed_and_is_given_at_once(objection: Objection) -> None:
    assert re.fullmatch(r"[0-9A-F]{20}", objection.code)
    text = Client().get(f"/objections/{objection.code}").text
    assert " ".join(re.findall("....", objection.code)) in text
    assert "异议已收到，正在核查" in text


def test_nothing_of_anybody_stands_on_its_page(objection: Objection) -> None:
    answered(objection)
    text = Client().get(f"/objections/{objection.code}").text
    people = [claim.beneficiary for claim in objection.line.claim.case.claims.all()]
    hidden = [OBJECTION["name"], OBJECTION["contact"], OBJECTION["words"], objection.line.claim.case.number]
    hidden += [person["name"] for person in people] + [person["number"] for person in people]
    assert [each for each in hidden if each in text] == []


@pytest.mark.parametrize(
    ("upheld", "words"),
    [pytest.param(True, "异议成立", id="upheld"), pytest.param(False, "异议不成立", id="dismissed")],
)
def test_the_answer_is_read_there_and_printed(objection: Objection, upheld: bool, words: str) -> None:
    where = f"/objections/{objection.code}"
    assert Client().get(f"{where}/answer.pdf").status_code == 409
    answered(objection, upheld)
    assert words in Client().get(where).text
    assert "核对了考勤原件" in Client().get(where).text
    assert "书面答复正在制作" in Client().get(where).text
    work(lambda: ANSWERED)
    assert f"{where}/answer.pdf" in Client().get(where).text
    paper = Client().get(f"{where}/answer.pdf")
    assert paper.content.startswith(b"%PDF")
    assert "no-store" in paper["Cache-Control"]


def test_the_number_is_asked_for_as_people_write_it(objection: Objection) -> None:
    spaced = " ".join(re.findall("....", objection.code)).lower()
    assert Client().post("/objections/", {"code": spaced})["Location"] == f"/objections/{objection.code}"


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("where", ["/objections/0000", "/objections/0000/answer.pdf"])
def test_a_wrong_number_is_told(where: str) -> None:
    answer = Client().get(where)
    assert answer.status_code == 404
    asked = Client().post("/objections/", {"code": "0000"})
    assert asked.status_code == 404
    assert "没有查到这个回执号" in asked.text


def test_guessing_is_slowed_down(objection: Objection) -> None:
    statuses = [Client().get(f"/objections/{n:020X}").status_code for n in range(31)]
    assert statuses == [404] * 30 + [429]


def test_the_notice_leads_there(objection: Objection) -> None:
    text = Client().get(f"/notices/{Notice.objects.get().pk}").text
    assert '<a href="/objections/">' in text


def test_the_section_opens_the_answer_and_the_applicant_never_sees_it(objection: Objection, browser: Browser) -> None:
    row = answered(objection)
    work(lambda: ANSWERED)
    assert row.paper is not None
    where = f"/papers/{row.paper.pk}.pdf"
    assert where in browser("tangyin.section").get(f"/desk/objections/{row.pk}/").text
    assert browser("tangyin.section").get(where).status_code == 200
    for username in ("yuehe.agent", "stranger", "linzhou.handler"):
        assert browser(username).get(where).status_code == 404
    assert row.paper.number not in browser("yuehe.agent").get(f"/cases/{row.line.claim.case.number}").text


def test_anybody_who_verifies_the_answer_learns_of_no_case(objection: Objection) -> None:
    row = answered(objection)
    assert row.paper is not None
    text = Client().get(f"/c/{row.paper.token}").text
    assert row.paper.number in text
    assert row.line.claim.case.number not in text
