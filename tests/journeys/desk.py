"""What officers of the bureau do at their screens; each signs in, acts through a page and leaves."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.stage import Stage, lead

CLASS_RECORDERS = ((cast.INTAKE, "受理"), (cast.HANDLER, "同意"), (cast.SECTION, "同意备案"))


def recorded(stage: Stage, number: str) -> None:
    """Intake, the handler, the section: the class is on record."""
    for username, label in CLASS_RECORDERS:
        signed(stage, username, number, label)


def looked_at(stage: Stage, number: str, on: date, present: int) -> None:
    """The handler registers what two of them saw in the class."""
    desk = stage.desk(cast.HANDLER)
    desk.get_by_role("link", name="备案在案").click()
    desk.locator("tr", has_text=number).get_by_role("link", name="登记检查").click()
    desk.get_by_label("检查日期").fill(on.isoformat())
    desk.get_by_label("靳文博").check()  # the second officer, of the section
    desk.get_by_label("到课人数").fill(str(present))
    desk.get_by_label("检查情况").fill("到课情况与名单一致，教学正常。")
    lead(desk, "登记").click()
    expect(desk.locator(".told")).to_contain_text("已登记检查记录")
    desk.context.close()


def decided(stage: Stage, number: str) -> None:
    """Intake, the handler with two departments beside, the section, the bureau's finance, the deputy head."""
    signed(stage, cast.INTAKE, number, "受理")
    for username in (cast.HANDLER, cast.RURAL_CHECK, cast.LICENCE_CHECK, cast.SECTION, cast.BUREAU_FINANCE):
        signed(stage, username, number, "同意")
    signed(stage, cast.DEPUTY_HEAD, number, "同意")


def signed(stage: Stage, username: str, number: str, label: str) -> None:
    """From the inbox to the case, the words, the button."""
    desk = opened(stage, username, number)
    desk.get_by_label("意见内容").fill("材料齐全，结论相符。")
    desk.locator(".choice-approve", has_text=label).click()
    told(desk, number, label)


def refused(stage: Stage, username: str, number: str, label: str, words: str) -> None:
    """The other button, which wants a reason."""
    desk = opened(stage, username, number)
    desk.get_by_label("意见内容").fill(words)
    desk.locator(".choice-refuse", has_text=label).click()
    told(desk, number, label)


def sent_back(stage: Stage, number: str, section: str, words: str) -> None:
    """The intake desk ticks what is wrong and says how to mend it."""
    desk = opened(stage, cast.INTAKE, number)
    desk.get_by_label("意见内容").fill("材料需要补正。")
    desk.locator(".defects summary").click()
    desk.locator(f"[name=wrong-{section}]").check()
    desk.locator(f"[name=defect-{section}]").fill(words)
    desk.get_by_role("button", name="确认退回补正").click()
    told(desk, number, "退回补正")


def opened(stage: Stage, username: str, number: str) -> Page:
    """The case, from the person's inbox."""
    desk = stage.desk(username)
    desk.locator("tr", has_text=number.rsplit("-", 1)[-1]).locator(".row-open").click()
    expect(desk.locator(".case-facts")).to_contain_text(number)
    return desk


def told(desk: Page, number: str, label: str) -> None:
    """The page says what was signed; the person leaves."""
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
