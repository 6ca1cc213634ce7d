"""What all papers of a process share: fonts, style sheet, a fetcher that fetches nothing, an ear for complaints.

Fonts and style sheet are read once per process; made anew for each paper they would cost a fifth of the time and never give
their memory back.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from documents import fonts
from documents.dates import read_day
from documents.shown import NAME
from documents.troubles import GlyphMissing, NotPrintable

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    from documents import economy, justify
except OSError:  # a machine without Pango serves everything but papers; fonts.ready() says what to install
    weasyprint = None

STYLES = Path(__file__).resolve().parent / "styles"
SHEETS_OF_STYLE = ("gongwen", "letter", "official", "case_paper", "table")
_NO_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)")


@dataclass(frozen=True)
class Workshop:
    """Where HTML becomes pages."""

    font_config: Any
    style: Any
    fetcher: Any

    def lay_out(self, html: str) -> Any:
        """The pages of `html`, nothing drawn yet."""
        page = weasyprint.HTML(string=html, url_fetcher=self.fetcher)
        return page.render(font_config=self.font_config, stylesheets=[self.style])

    def write(self, document: Any, identifier: bytes, data: bytes | None = None) -> bytes:
        """A laid-out document written as PDF/A-3b, with `data` attached as JSON."""
        attachments = [] if data is None else [_attachment(document, data)]
        return document.write_pdf(
            pdf_identifier=identifier, pdf_variant="pdf/a-3b", finisher=economy.pack, attachments=attachments
        )

    def at_work(self) -> AbstractContextManager[None]:
        """While something is set."""
        return economy.resting_collector()


def _attachment(document: Any, data: bytes) -> Any:
    """`data` under the day of the paper: the hour it was printed would make every print another."""
    day = read_day(document.metadata.created)
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day and no moment
    return weasyprint.Attachment(
        string=data, name=NAME, description="文书数据", created=moment, modified=moment, relationship="Data"
    )


@cache
def workshop(font_folder: Path) -> Workshop:
    """The workshop of this process. NotPrintable where the machine lacks what typesetting needs."""
    if weasyprint is None:
        raise NotPrintable("本机缺少排版所需的系统库，文书不能印制：请按就绪检查的提示安装。")
    fonts.configure(font_folder)
    justify.install()
    economy.install()
    font_config = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    text = "\n".join((STYLES / f"{name}.css").read_text("utf-8") for name in SHEETS_OF_STYLE)
    return Workshop(font_config, weasyprint.CSS(string=text, font_config=font_config, url_fetcher=fetcher), fetcher)


class _Listener(logging.Handler):
    """Keeps every record it hears."""

    def __init__(self, heard: list[logging.LogRecord]) -> None:
        super().__init__()
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


@contextmanager
def complaints(draft: bool) -> Iterator[None]:
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
