"""What a printed paper says, read back from its bytes."""

from __future__ import annotations

import io

from pypdf import PdfReader

from documents.placed import lines, pages
from documents.press import Printed


def said(printed: Printed) -> str:
    """Everything on the paper, line by line, without spaces: justification leaves gaps that are no text."""
    return "".join(said_on(printed)).replace(" ", "")


def everything(printed: Printed) -> str:
    """What another reader finds, with what is drawn translucent: watermark and seal."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(printed.pdf)).pages)


def said_on(printed: Printed) -> list[str]:
    """The same per page."""
    return said_on_pages(printed.pdf)


def said_on_pages(pdf: bytes) -> list[str]:
    """The same of bytes."""
    return ["".join(glyph.char for line in lines(page) for glyph in line) for page in pages(pdf)]
