"""Filling in on a phone: each answer through its own control, each file through its upload."""

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
from workflow_app.management.acting import a_pdf
from workflow_app.policy.specimen import FILE, Sections


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
    elif isinstance(value, list):
        for each in value:
            path = folder / each.removeprefix(FILE)
            path.write_bytes(a_pdf(path.name).content)
            _upload(page, name, path, path.name)
    else:
        _say(page, name, str(value))


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
