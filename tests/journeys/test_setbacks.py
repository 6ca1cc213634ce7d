"""A claim that goes wrong as far as it can: corrected, objected to, refused. Every act goes through a page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys import desk
from tests.journeys.clock import Time
from tests.journeys.filing import checked_and_sent, filed, upload
from tests.journeys.reading import is_pdf, opened_papers
from tests.journeys.stage import Stage, lead, wider_than_its_window
from tests.situations import DETERMINED, FILED, NOTICE_OVER, NOTICED, SIGNED
from workflow_app.management import acting

pytestmark = pytest.mark.browser
HOUR = timedelta(hours=1)
UNREADABLE = "证书照片看不清编号，请重新拍照上传。"
FOUND = "经核对发证机构的记录，这份证书不是申请人的。"


def test_corrected_objected_to_and_refused(stage: Stage, time: Time, tmp_path: Path) -> None:
    time.comes(FILED)
    casting = acting.casting_of(cast.TRAINEE, 901, FILED.date())
    number = filed(stage.phone(cast.TRAINEE), "claim", casting, tmp_path, worth="1,000.00")
    time.comes(SIGNED)
    desk.sent_back(stage, number, "own_certificate", UNREADABLE)
    time.comes(SIGNED + HOUR)
    corrected(stage.phone(cast.TRAINEE), number, tmp_path)
    desk.decided(stage, number)
    time.comes(NOTICED)
    desk.put_on_notice(stage, number)
    code = objected(stage.stranger())
    answered(stage)
    time.worker_works()
    answer_read(stage.stranger(), code)
    time.night_falls(NOTICE_OVER)
    time.comes(DETERMINED)
    desk.refused(stage, cast.DEPUTY_HEAD, number, "不予批准", FOUND)
    time.worker_works()
    refusal_read(stage.phone(cast.TRAINEE), number)


def corrected(phone: Page, number: str, folder: Path) -> None:
    """What is asked for stands on top; one better photograph, and it is sent again under its number."""
    phone.locator(".rows-wait .row-link", has_text=number).click()
    expect(phone.locator(".wait-box")).to_contain_text(UNREADABLE)
    phone.locator(".row-link", has_text="取得的证书").click()
    phone.wait_for_url(
        "**/own_certificate/"
    )  # a file chosen before the page's script is there would wait for the button
    upload(phone, "certificates", "证书（重拍）.pdf", folder, pages=2)
    assert not wider_than_its_window(phone)
    phone.locator("a.back").click()
    lead(phone, "核对并提交").click()
    checked_and_sent(phone, "提交补正材料")
    expect(phone.get_by_role("heading", level=1)).to_have_text(number)
    expect(phone.locator(".wait-box")).to_have_count(0)


def objected(phone: Page) -> str:
    """Somebody reads the notice on a phone and says a line is wrong; answers the receipt number."""
    phone.goto("/notices/")
    phone.get_by_role("link", name="2026年第1批公示").click()
    for label, said in (
        ("名单里的序号", "1"),
        ("异议内容", "这个人没有参加培训，证书是别人的。"),
        ("您的姓名", "史明"),
        ("联系电话或地址", "0372-0000001（示例）"),
    ):
        phone.get_by_label(label).fill(said)
    lead(phone, "提出异议").click()
    expect(phone.locator(".finished")).to_contain_text("正在核查")
    assert not wider_than_its_window(phone)
    return phone.locator(".facts .big").inner_text()


def answered(stage: Stage) -> None:
    """The section finds it true; the line leaves the notice."""
    page = stage.desk(cast.SECTION)
    page.get_by_role("link", name="异议").click()
    page.get_by_role("link", name="这个人没有参加培训").click()
    page.get_by_label("成立：核减这一行").check()
    page.get_by_label("核查情况和结论").fill(FOUND)
    lead(page, "提交答复").click()
    expect(page.locator(".told")).to_contain_text("已答复")
    page.context.close()


def answer_read(phone: Page, code: str) -> None:
    """Who objected comes back with the number and reads the answer and its letter."""
    phone.goto("/objections/")
    phone.get_by_label("回执号").fill(code)
    lead(phone, "查询").click()
    expect(phone.locator(".finished")).to_contain_text("异议成立")
    expect(phone.locator("main")).to_contain_text(FOUND)
    expect(phone.locator("main")).not_to_contain_text("史明")
    assert is_pdf(phone, str(lead(phone, "打开书面答复").get_attribute("href")))


def refusal_read(phone: Page, number: str) -> None:
    """The applicant sees why, and opens the decision."""
    phone.goto("/")
    expect(phone.locator(".row-link", has_text=number)).to_contain_text("不予批准")
    phone.locator(".row-link", has_text=number).click()
    expect(phone.locator("main")).to_contain_text(f"公示异议成立：{FOUND}")
    assert not wider_than_its_window(phone)
    opened = opened_papers(phone)
    assert all(title in opened for title in ("一次性补正告知书", "受理通知书", "不予批准决定书"))
