"""What the bureau's finance section and the finance bureau do at their screens, until the bank has answered."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests import cast
from tests.journeys.stage import Stage, lead
from tests.situations import return_file
from workflow_app.models import PaymentBatch


def asked_for(stage: Stage) -> None:
    """The bureau's finance section asks for the money."""
    desk = stage.desk(cast.BUREAU_FINANCE)
    desk.get_by_role("link", name="提请拨付").click()
    desk.get_by_role("link", name="核对并提请").click()
    lead(desk, "提请拨付 10 笔共 10,000.00 元").click()
    expect(desk.locator(".told")).to_contain_text("已向财政部门提请拨付")
    desk.context.close()


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


def approved(stage: Stage) -> None:
    """The treasury section sees the plan and who checked, and lets the payment go to the payment centre."""
    desk = stage.desk(cast.TREASURY)
    desk.get_by_role("link", name="拨付申请").click()
    desk.locator(".row-open").first.click()
    expect(desk.locator("main")).to_contain_text("在用款计划额度以内")
    lead(desk, "同意支付 10 笔 10,000.00 元").click()
    expect(desk.locator(".told")).to_contain_text("国库已审核通过")
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
    lead(desk, "核对回盘文件").click()
    expect(desk.locator("main")).to_contain_text("对上并到账：10 笔")
    lead(desk, "确认入账").click()
    expect(desk.locator(".told")).to_contain_text("到账10笔，退汇0笔")
    desk.context.close()
