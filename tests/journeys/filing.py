"""Filling in on a phone: from the guide to the receipt, each answer through its own control, each file through its upload."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from forms.fields import Roster
from forms.roster.write import template_xlsx
from tests.journeys.stage import lead, wider_than_its_window
from tests.situations import ITEM
from workflow_app.management.acting import a_pdf
from workflow_app.policy import catalogue
from workflow_app.policy.item import Procedure
from workflow_app.policy.specimen import FILE, Casting, Sections


def filed(phone: Page, procedure: str, casting: Casting, folder: Path, worth: str = "") -> str:
    """File a procedure for that part; answers the number on the receipt. `worth` is the sum shown before it is sent."""
    phone.goto(f"/items/{ITEM}/")
    phone.locator(f"form[action$='/{procedure}/start'] button").click()
    lead(phone, "继续").click()
    asked = catalogue.procedure(ITEM, procedure)
    fill_in(phone, asked.specimen(casting), uploaded_roster(asked), folder)
    if not phone.url.endswith("/check"):
        lead(phone, "核对并提交").click()
    expect(phone.locator("main")).to_contain_text(worth)
    checked_and_sent(phone, "提交申请")
    expect(phone.locator(".finished")).to_contain_text("已提交")
    return phone.locator(".facts .number").first.inner_text()


def checked_and_sent(phone: Page, words: str) -> None:
    """The answers are checked, the statements made, the button pressed."""
    expect(phone.get_by_role("heading", level=1)).to_have_text("核对您的回答")
    for statement in phone.locator("form.submit input[type=checkbox]").all():
        if not statement.is_checked():
            phone.locator(f'label[for="{statement.get_attribute("id")}"]').click()
    assert not wider_than_its_window(phone)
    lead(phone, words).click()


def uploaded_roster(procedure: Procedure) -> Roster:
    """The one list of people that comes as a workbook."""
    fields = (field for section in procedure.questions.sections for field in section.fields)
    return next(field for field in fields if isinstance(field, Roster) and not field.typed)


def roster_file(roster: Roster, rows: Sequence[Mapping[str, Any]], folder: Path) -> Path:
    """The house's own template with these people typed in."""
    book = load_workbook(io.BytesIO(template_xlsx(roster)))
    for row in rows:
        book.worksheets[0].append([str(row[column.name]) for column in roster.columns])
    path = folder / "名单.xlsx"
    book.save(path)
    return path


def fill_in(page: Page, answers: Sections, roster: Roster, folder: Path) -> None:
    """Section after section as the page leads, until the answers are to be checked."""
    left = {slug: said for slug, said in answers.items() if slug != "declarations"}
    while left:
        slug = page.url.rstrip("/").rsplit("/", 1)[-1]
        for name, value in left.pop(slug).items():
            _answer(page, name, value, roster, folder)
        assert not wider_than_its_window(page), slug
        lead(page, "保存并继续").click()
        page.wait_for_url(lambda url, slug=slug: f"/{slug}/" not in url)


def _answer(page: Page, name: str, value: Any, roster: Roster, folder: Path) -> None:
    if name == roster.name:
        _upload(page, name, roster_file(roster, value, folder), f"名单已读取 {len(value)} 人")
    elif isinstance(value, list) and isinstance(value[0], dict):
        for number, row in enumerate(value, start=1):
            for column, said in row.items():
                page.locator(f'[name="{name}-{number}-{column}"]').fill(said)
    elif isinstance(value, list):
        for each in value:
            upload(page, name, each.removeprefix(FILE), folder)
    else:
        _say(page, name, str(value))


def upload(page: Page, name: str, file_name: str, folder: Path, pages: int = 1) -> None:
    """A file of that name goes to the question and is listed there."""
    path = folder / file_name
    path.write_bytes(a_pdf(file_name, pages).content)
    _upload(page, name, path, file_name)


def _say(page: Page, name: str, value: str) -> None:
    choice = page.locator(f'input[type=radio][name="{name}"][value="{value}"]')
    if choice.count():
        page.locator(f'label[for="{choice.get_attribute("id")}"]').click()
        expect(choice).to_be_checked()
    elif page.locator(f'select[name="{name}"]').count():
        page.locator(f'select[name="{name}"]').select_option(value)
    else:
        page.locator(f'[name="{name}"]').fill(value)


def _upload(page: Page, name: str, path: Path, seen: str) -> None:
    """Choosing a file sends it; the page comes back with what was received."""
    page.locator(f'input[type=file][name="{name}"]:not([capture])').set_input_files(path)
    expect(page.locator(".ask", has=page.locator(f'input[name="{name}"]'))).to_contain_text(seen)
