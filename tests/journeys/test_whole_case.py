"""One training subsidy from a phone to the bank and back, every act through a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.filing import fill_in
from tests.journeys.stage import Stage, lead, wider_than_its_window
from tests.situations import (
    ANSWERED,
    DETERMINED,
    DRAFTED,
    FILED,
    ITEM,
    NOTICE_OVER,
    NOTICED,
    RELEASED,
    REQUESTED,
    SIGNED,
    class_in_force,
    endowed,
    return_file,
)
from workflow_app.commands.end_notice import end_notice
from workflow_app.jobs.runner import work
from workflow_app.management import acting
from workflow_app.models import Case, Notice, PaymentBatch
from workflow_app.policy import catalogue

pytestmark = pytest.mark.browser
Clock = Callable[[datetime], None]


def test_from_a_phone_to_the_bank_and_back(stage: Stage, clock_at: Clock, tmp_path: Path) -> None:
    clock_at(FILED)
    endowed()
    record = class_in_force()
    number = filed(stage.phone(cast.AGENT), record, tmp_path)
    clock_at(SIGNED)
    decided(stage, number)
    clock_at(NOTICED)
    put_on_notice(stage, number)
    end_notice(Notice.objects.get().pk, at=NOTICE_OVER)
    clock_at(DETERMINED)
    signed(stage, cast.DEPUTY_HEAD, number, "核定")
    clock_at(REQUESTED)
    asked_for(stage)
    paid(stage, clock_at, tmp_path)
    read_at_home(stage.phone(cast.AGENT), number)  # a fortnight later one signs in anew


def filed(phone: Page, record: Case, folder: Path) -> str:
    """The agent files the claim for the class; answers the number on the receipt."""
    casting = acting.casting_of(cast.AGENT, 1, FILED.date(), size=10, parent_number=record.number)
    procedure = catalogue.procedure(ITEM, "claim")
    phone.goto(f"/items/{ITEM}/")
    phone.locator("form[action$='/claim/start'] button").click()
    lead(phone, "继续").click()
    roster = next(
        field for section in procedure.questions.sections for field in section.fields if field.name == "roster"
    )
    fill_in(phone, procedure.specimen(casting), roster, folder)
    return submitted(phone)


def submitted(phone: Page) -> str:
    """The answers are checked, the statements made, the receipt read."""
    if not phone.url.endswith("/check"):
        lead(phone, "核对并提交").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("核对您的回答")
    expect(phone.locator("main")).to_contain_text("10,000.00")
    for statement in phone.locator("form.submit input[type=checkbox]").all():
        phone.locator(f'label[for="{statement.get_attribute("id")}"]').click()
    assert not wider_than_its_window(phone)
    lead(phone, "提交申请").click()
    expect(phone.locator(".finished")).to_contain_text("已提交")
    return phone.locator(".facts .number").first.inner_text()


def decided(stage: Stage, number: str) -> None:
    """Intake, the handler with two departments beside, the section, the bureau's finance, the deputy head."""
    signed(stage, cast.INTAKE, number, "受理")
    for username in (cast.HANDLER, cast.RURAL_CHECK, cast.LICENCE_CHECK, cast.SECTION, cast.BUREAU_FINANCE):
        signed(stage, username, number, "同意")
    signed(stage, cast.DEPUTY_HEAD, number, "同意")


def signed(stage: Stage, username: str, number: str, label: str) -> None:
    """From the inbox to the case, the words, the button; the inbox is empty of it afterwards."""
    desk = stage.desk(username)
    desk.locator("tr", has_text=number.rsplit("-", 1)[-1]).locator(".row-open").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("汤阴县岳河职业培训学校")
    desk.get_by_label("意见内容").fill("材料齐全，结论相符。")
    desk.locator(".choice-approve", has_text=label).click()
    expect(desk.locator(".told")).to_contain_text(f"{number} 已签署“{label}”")
    desk.context.close()


def put_on_notice(stage: Stage, number: str) -> None:
    """The handler chooses the case, sees what will be public, publishes."""
    desk = stage.desk(cast.HANDLER)
    desk.get_by_role("link", name="待公示").click()
    desk.locator(f"input[type=checkbox][aria-label^='{number}']").check()
    lead(desk, "下一步").click()
    expect(desk.locator("main")).to_contain_text("2026年4月15日")
    lead(desk, "发布公示").click()
    expect(desk.locator(".told")).to_contain_text("公示已发布")
    desk.context.close()


def asked_for(stage: Stage) -> None:
    """The bureau's finance section asks for the money."""
    desk = stage.desk(cast.BUREAU_FINANCE)
    desk.get_by_role("link", name="提请拨付").click()
    desk.get_by_role("link", name="核对并提请").click()
    lead(desk, "提请拨付 10 笔共 10,000.00 元").click()
    expect(desk.locator(".told")).to_contain_text("已向财政部门提请拨付")
    desk.context.close()


def paid(stage: Stage, clock_at: Clock, folder: Path) -> None:
    """Finance checks, builds, releases by another hand; the bank's file goes, its answer comes."""
    clock_at(DRAFTED)
    checked(stage)
    drafted(stage)
    clock_at(RELEASED)
    released(stage)
    work(lambda: RELEASED + timedelta(minutes=1))
    clock_at(ANSWERED)
    answered(stage, folder)
    work(lambda: ANSWERED + timedelta(minutes=1))


def checked(stage: Stage) -> None:
    """Indicator, papers, total: each looked at, each ticked."""
    desk = stage.desk(cast.FUNDS_CHECK)
    desk.locator(".row-open").first.click()
    expect(desk.locator("main")).to_contain_text("四处金额一致")
    for each in ("指标：", "资料：", "总额："):
        desk.get_by_role("checkbox", name=each).check()
    lead(desk, "审核通过").click()
    expect(desk.locator(".told")).to_contain_text("已审核通过")
    desk.context.close()


def drafted(stage: Stage) -> None:
    """The batch is built, and its builder may not release it."""
    desk = stage.desk(cast.BATCH_DRAFT)
    desk.locator(".row-open").first.click()
    lead(desk, "编制批次：10 笔").click()
    expect(desk.locator(".barred")).to_contain_text("这个批次是您编制的")
    desk.context.close()


def released(stage: Stage) -> None:
    """The second person types the sum and lets the money go."""
    desk = stage.desk(cast.BATCH_RELEASE)
    desk.get_by_role("link", name="支付批次").click()
    desk.locator(".row-open").first.click()
    expect(desk.locator(".pay-sentence")).to_contain_text("人民币壹万元整")
    desk.get_by_label("照着上面的总额输入金额").fill("10000.00")
    lead(desk, "放款 10 笔").click()
    expect(desk.locator(".told")).to_contain_text("已放款")
    desk.context.close()


def answered(stage: Stage, folder: Path) -> None:
    """The file goes to the bank; the simulated bank's answer is read in."""
    desk = stage.desk(cast.BATCH_DRAFT)
    desk.get_by_role("link", name="支付批次").click()
    desk.locator(".row-open").first.click()
    batch = PaymentBatch.objects.get()
    with desk.expect_download() as sent:
        desk.get_by_role("link", name=f"{batch.number}.csv").click()
    assert batch.number in Path(sent.value.path()).read_text("gb18030")
    answer = folder / "回盘.csv"
    answer.write_bytes(return_file(batch))
    desk.get_by_label("代理银行发回的回盘文件").set_input_files(answer)
    lead(desk, "导入回盘").click()
    expect(desk.locator(".told")).to_contain_text("到账10笔，退汇0笔")
    desk.context.close()


def read_at_home(phone: Page, number: str) -> None:
    """The applicant sees the end of it and opens every paper."""
    phone.goto("/")
    expect(phone.locator(".row-link", has_text=number)).to_contain_text("已办结")
    phone.locator(".row-link", has_text=number).click()
    expect(phone.locator("main")).to_contain_text("已到账")
    assert not wider_than_its_window(phone)
    papers = {link.inner_text(): link.get_attribute("href") for link in phone.locator(".papers a").all()}
    titles = phone.locator(".papers").inner_text()
    assert all(title in titles for title in ("受理通知书", "核定通知书"))
    for where in papers.values():
        answer = phone.request.get(str(where))
        assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
