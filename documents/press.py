"""The press: a sheet and plain data go in, a PDF comes out, the same bytes for the same data.

Nothing is fetched while printing but `data:` addresses; a glyph no font has, a field the data lacks and a picture that
cannot be drawn stop the press. Fonts and style sheet are read once per process.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from documents import fonts, rolls
from documents.sheet import HERE, Sheets, plain
from documents.troubles import GlyphMissing, NotPrintable

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    from documents import justify
except OSError:  # a machine without Pango serves everything but papers; fonts.ready() says what to install
    weasyprint = None

STYLES = ("gongwen", "letter", "official", "case_paper", "table")
_ONE_AT_A_TIME = threading.Lock()
_NO_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)")


@dataclass(frozen=True)
class Printed:
    """A finished paper: its bytes, how many pages, and the digest under which it is kept."""

    pdf: bytes
    pages: int
    sha256: str


@dataclass(frozen=True)
class Workshop:
    """What all papers of a process share."""

    font_config: Any
    style: Any
    fetcher: Any


class Press:
    """Prints the sheets found in `folders`, with the fonts built in `font_folder`."""

    def __init__(self, folders: Sequence[Path | str], font_folder: Path = fonts.FOLDER) -> None:
        self.sheets, self.font_folder = Sheets(folders), font_folder

    def render(self, sheet: str, data: Mapping[str, Any], *, draft: bool = False) -> Printed:
        """Print `sheet` (a template's path below a folder) with plain `data`.

        The rows under the key `lines` may be many: they are set in parts with continuing page numbers. A draft carries a
        watermark, no seal, and （待定） for what is open. Raises GlyphMissing, FieldMissing, NotPrintable; TypeError for a
        float or an object in the data.
        """
        if weasyprint is None:
            raise NotPrintable("本机缺少排版所需的系统库，文书不能印制：请按就绪检查的提示安装。")
        frozen = plain(data)
        with _ONE_AT_A_TIME, _complaints(draft):
            pieces = list(self._pieces(sheet, frozen, draft))
        pdf = pieces[0][0] if len(pieces) == 1 else rolls.join([piece for piece, _ in pieces])
        return Printed(pdf, sum(pages for _, pages in pieces), hashlib.sha256(pdf).hexdigest())

    def _pieces(self, sheet: str, data: dict[str, Any], draft: bool) -> Iterator[tuple[bytes, int]]:
        """The paper's parts as PDF with their number of pages: one part unless the list is long."""
        identifier = _identifier(sheet, data, draft)
        part: rolls.Part | None = rolls.first_part(data.get("lines", []))
        while part:
            document = self._lay_out(sheet, {**data, "part": part.as_data()}, draft)
            kept, following = rolls.cut(part, document.pages)
            yield document.copy(kept).write_pdf(pdf_identifier=identifier), len(kept)
            part = following

    def _lay_out(self, sheet: str, data: dict[str, Any], draft: bool) -> Any:
        html = self.sheets.fill(sheet, data, draft=draft)
        document = self._pages(html)
        if 'class="imprint"' in html and len(document.pages) % 2:  # the colophon closes an even page
            document = self._pages(self.sheets.fill(sheet, {**data, "turn_page": True}, draft=draft))
        return document

    def _pages(self, html: str) -> Any:
        shop = _workshop(self.font_folder)
        page = weasyprint.HTML(string=html, url_fetcher=shop.fetcher)
        return page.render(font_config=shop.font_config, stylesheets=[shop.style])


@cache
def _workshop(font_folder: Path) -> Workshop:
    fonts.configure(font_folder)
    justify.install()
    font_config = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    text = "\n".join((HERE / "styles" / f"{name}.css").read_text("utf-8") for name in STYLES)
    return Workshop(font_config, weasyprint.CSS(string=text, font_config=font_config, url_fetcher=fetcher), fetcher)


def _identifier(sheet: str, data: dict[str, Any], draft: bool) -> bytes:
    text = json.dumps([sheet, data, draft], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).digest()[:16]


class _Listener(logging.Handler):
    """Keeps every record it hears."""

    def __init__(self, heard: list[logging.LogRecord]) -> None:
        super().__init__()
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


@contextmanager
def _complaints(draft: bool) -> Iterator[None]:
    """Listen to WeasyPrint's log while printing, and turn what would spoil a paper into a trouble."""
    heard: list[logging.LogRecord] = []
    listener = _Listener(heard)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
    _refuse_spoiled(heard, draft)


def _refuse_spoiled(heard: list[logging.LogRecord], draft: bool) -> None:
    """An empty box spoils every print; an address that was refused or a broken picture spoils all but a draft."""
    found = [_NO_GLYPH.match(record.getMessage()) for record in heard]
    if glyphs := dict.fromkeys(chr(int(match[1], 16)) for match in found if match):
        raise GlyphMissing(tuple(glyphs))
    errors = [record.getMessage() for record in heard if record.levelno >= logging.ERROR]
    if errors and not draft:
        raise NotPrintable(f"文书中有不能使用的图片或地址，没有印制：{errors[0]}")
