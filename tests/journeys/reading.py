"""What comes back to people: papers that open."""

from __future__ import annotations

from playwright.sync_api import Page


def opened_papers(page: Page) -> str:
    """Open every paper of the page; answers their titles."""
    for link in page.locator(".papers a").all():
        assert is_pdf(page, str(link.get_attribute("href")))
    return page.locator(".papers").inner_text()


def is_pdf(page: Page, where: str) -> bool:
    """Whether that address answers with a PDF."""
    answer = page.request.get(where)
    return answer.status == 200 and answer.body()[:5] == b"%PDF-"
