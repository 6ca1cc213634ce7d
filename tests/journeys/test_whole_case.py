"""One training subsidy from a phone to the bank and back: the class, the claim for it, the money.

Every act goes through a page. Two things are nobody's act and therefore code: the days that pass (the clock, and the house's
own nightly task, which ends a notice) and the worker that makes papers and the bank's file.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys import desk, money
from tests.journeys.clock import Time
from tests.journeys.filing import filed
from tests.journeys.reading import opened_papers
from tests.journeys.stage import Stage, wider_than_its_window
from tests.situations import (
    ANSWERED,
    CLASS_CHECKED,
    CLASS_FILED,
    DETERMINED,
    DRAFTED,
    FILED,
    NOTICE_OVER,
    NOTICED,
    RELEASED,
    REQUESTED,
    SIGNED,
    endowed,
)
from workflow_app.management import acting

pytestmark = pytest.mark.browser


def test_from_a_phone_to_the_bank_and_back(stage: Stage, time: Time, tmp_path: Path) -> None:
    time.comes(CLASS_FILED)
    endowed()  # an indicator is announced by finance elsewhere: no page enters it
    record = class_recorded(stage, time, tmp_path)
    time.comes(FILED)
    claim = acting.casting_of(cast.AGENT, 1, FILED.date(), size=10, parent_number=record)
    number = filed(stage.phone(cast.AGENT), "claim", claim, tmp_path, worth="10,000.00")
    time.comes(SIGNED)
    desk.decided(stage, number)
    time.comes(NOTICED)
    desk.put_on_notice(stage, number)
    time.night_falls(NOTICE_OVER)
    time.comes(DETERMINED)
    desk.signed(stage, cast.DEPUTY_HEAD, number, "核定")
    paid(stage, time, tmp_path)
    read_at_home(stage.phone(cast.AGENT), number)  # a fortnight later one signs in anew


def class_recorded(stage: Stage, time: Time, folder: Path) -> str:
    """The school files its class, three desks sign, two officers look at it while it is taught."""
    casting = acting.casting_of(cast.AGENT, 1, CLASS_FILED.date(), size=10)
    record = filed(stage.phone(cast.AGENT), "class_record", casting, folder)
    desk.recorded(stage, record)
    time.comes(CLASS_CHECKED)
    desk.looked_at(stage, record, CLASS_CHECKED.date(), 10)
    return record


def paid(stage: Stage, time: Time, folder: Path) -> None:
    """The bureau asks; finance checks, builds, releases by another hand; the bank's file goes, its answer comes."""
    time.comes(REQUESTED)
    money.asked_for(stage)
    time.worker_works()
    time.comes(DRAFTED)
    money.checked(stage)
    money.approved(stage)
    money.drafted(stage)
    time.comes(RELEASED)
    money.released(stage)
    time.worker_works()
    time.comes(ANSWERED)
    money.answered(stage, folder)
    time.worker_works()


def read_at_home(phone: Page, number: str) -> None:
    """The applicant sees the end of it and opens every paper."""
    phone.goto("/")
    expect(phone.locator(".row-link", has_text=number)).to_contain_text("已办结")
    phone.locator(".row-link", has_text=number).click()
    expect(phone.locator("main")).to_contain_text("已到账")
    assert not wider_than_its_window(phone)
    opened = opened_papers(phone)
    assert all(title in opened for title in ("受理通知书", "核定通知书"))
