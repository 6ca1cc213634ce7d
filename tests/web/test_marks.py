"""No figure without its mark: beside every sum and every limit that nobody enacted stands what it is."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import moment
from tests.web.conftest import Browser
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.jobs.runner import work
from workflow_app.management import acting, acts
from workflow_app.models import Case, IssuedDocument, Notice, Seat

SUM = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})*\.\d\d(?![\d.])(?! ×)")
BESIDE = 160  # characters of markup within which the mark of a figure stands


def unmarked(text: str) -> list[str]:
    """Sums that no mark follows."""
    body = re.sub(r"\s+", " ", text)
    return [found[0] for found in SUM.finditer(body) if "mark mark-sample" not in body[found.end() :][:BESIDE]]


@pytest.fixture
def returned(claim: Case, clock_at: Any) -> Case:
    """The claim with a line struck off, paid, but for its second line, which the bank sent back."""
    acting.sign_until(claim, "notice", at=moment("2026-04-07 15:00"))
    notice = acts.notice_over([claim], moment("2026-04-08 09:00"), moment("2026-04-20 01:00"))
    acts.endow(claim.unit, claim.item, 2026, Decimal(100_000), moment("2026-04-20 09:00"))
    acting.sign_until(claim, "request_funds", at=moment("2026-04-20 10:00"))
    batch = acts.release(acts.ask_finance(notice, moment("2026-04-21 10:00")), moment("2026-04-23 10:00"))
    work(lambda: moment("2026-04-23 13:00"))
    acts.bank_answers(batch, moment("2026-04-24 09:00"), refused=lambda ordinal: ordinal == 2)
    clock_at(moment("2026-04-25 09:00"))
    return Case.objects.get(pk=claim.pk)


@pytest.mark.parametrize("page", ["", "/account"])
def test_every_sum_of_a_paid_case_carries_its_mark(browser: Browser, returned: Case, page: str) -> None:
    text = browser("yuehe.head").get(f"/cases/{returned.number}{page}").text
    assert SUM.search(text)
    assert unmarked(text) == []


def test_what_taking_back_costs_is_marked(browser: Browser, claim: Case) -> None:
    text = browser("yuehe.agent").get(f"/cases/{claim.number}/withdraw").text
    assert "10,000.00" in text
    assert unmarked(text) == []


def test_a_promised_day_is_marked_and_an_enacted_one_is_not(browser: Browser, claim: Case) -> None:
    agent, where = browser("yuehe.agent"), f"/cases/{claim.number}"
    receipt = agent.get(where).text
    assert re.search(r"这一天前告诉您是否受理：2026年4月8日\s*</small>", receipt)
    acting.sign_until(claim, "handle", at=moment("2026-04-07 15:00"))
    assert re.search(r"承诺这一天前办完：2026年4月\d+日\s*<span class=\"mark mark-sample", agent.get(where).text)


def test_the_days_of_a_correction_are_marked_on_screen_and_paper(browser: Browser, claim: Case) -> None:
    seat = Seat.objects.get(round__case=claim, waiting=True)
    asked = (("organisation", "授权委托书没有写明委托期限，请补全。"),)
    by = acting.account("tangyin.intake")
    give_opinion(seat.pk, Stance.RETURN, "需补正。", defects=asked, by=by, at=moment("2026-04-07 15:00"))
    text = browser("yuehe.agent").get(f"/cases/{claim.number}").text
    assert re.search(r"请您在这一天前补正：2026年4月21日\s*<span class=\"mark mark-sample", text)
    paper = IssuedDocument.objects.get(kind="correction")
    assert paper.data["marks"] == ["补正期限为示例，没有机关颁布。"]


def test_the_days_of_a_notice_are_marked_on_screen_and_paper(browser: Browser, claim: Case, clock_at: Any) -> None:
    acting.sign_until(claim, "notice", at=moment("2026-04-07 15:00"))
    clock_at(moment("2026-04-08 08:00"))
    handler = browser("tangyin.handler")
    asked = handler.get(f"/desk/to-notice/confirm/?case={claim.pk}")
    assert re.search(r"（5个工作日）\s*<span class=\"mark mark-modelled", asked.text)
    acts.notice_over([claim], moment("2026-04-08 09:00"), moment("2026-04-08 10:00"))
    notice = Notice.objects.get()
    assert notice.days_standing == "modelled"
    text = browser("stranger").get(f"/notices/{notice.pk}").text
    assert re.search(r"共 5 个工作日\s*<span class=\"mark mark-modelled", text)
    marks = IssuedDocument.objects.get(kind="public_notice").data["marks"]
    assert marks[0] == "公示天数为参照其他规定的标准，不是本市对本事项的规定。"


def test_the_desk_marks_the_limits_too(browser: Browser, claim: Case) -> None:
    text = browser("tangyin.intake").get(f"/desk/cases/{claim.number}/").text
    assert re.search(r"受理期限</span>.*1个工作日\s*·", text)
    acting.sign_until(claim, "handle", at=moment("2026-04-07 15:00"))
    text = browser("tangyin.handler").get(f"/desk/cases/{claim.number}/").text
    assert re.search(r"承诺期限</span>.*15个工作日<span class=\"mark mark-sample", text)
