"""Reads a page for the faults no page may have."""

from __future__ import annotations

from html.parser import HTMLParser

VOID_OF_NAME = {"hidden", "submit"}


class Page(HTMLParser):
    """The faults of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.headings = 0
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.controls: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or "style" in given or any(name.startswith("on") for name in given):
            self.faults.append(f"<{tag}> carries style or a handler")
        if tag == "script" and "src" not in given:
            self.faults.append("an inline script")
        if tag == "img" and "alt" not in given:
            self.faults.append("a picture without words")
        self.headings += tag == "h1"
        if "id" in given:
            self.ids.append(str(given["id"]))
        if tag == "label":
            self.labels.add(str(given.get("for")))
        if tag in ("input", "select", "textarea") and given.get("type") not in VOID_OF_NAME:
            self.controls.append(str(given.get("id")))

    def all_faults(self) -> list[str]:
        twice = {each for each in self.ids if self.ids.count(each) > 1}
        nameless = [each for each in self.controls if each not in self.labels]
        return [
            *self.faults,
            *(f"id {each} stands twice" for each in twice),
            *(f"{each} has no label" for each in nameless),
            *([] if self.headings == 1 else [f"{self.headings} first headings"]),
        ]


def faults(html: str) -> list[str]:
    page = Page()
    page.feed(html)
    return page.all_faults()
