"""Where the ink of a printed page stands: every glyph, filled bar and stamp of our own PDFs, in mm from the page's top left.

Reads what WeasyPrint writes (two-byte glyph numbers, one text matrix a line); it is no general PDF reader.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from documents.followed import MM, Bar, Font, Glyph, Hand

_PAIR = re.compile(rb"<([0-9a-f]+)> <([0-9a-f]+)>")
_FILES = ("/FontFile3", "/FontFile2", "/FontFile")


@dataclass(frozen=True)
class Page:
    """What stands on one page; `loose` are the fonts it uses that are not in the file."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    bars: tuple[Bar, ...]
    stamps: tuple[Bar, ...] = ()
    loose: tuple[str, ...] = ()


class NotOurs(Exception):
    """The bytes are no PDF, or one of a kind that cannot be measured here; the message is a Chinese sentence."""


def pages(pdf: bytes) -> tuple[Page, ...]:
    """Every page of `pdf`, in order. NotOurs for what the press did not write."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            fonts: dict[tuple[int, int], Font] = {}  # many pages share one
            return tuple(_page(page, fonts) for page in document.pages)
    except (pikepdf.PdfError, AttributeError, KeyError, IndexError, TypeError, ValueError) as trouble:
        raise NotOurs("这不是本系统印制的PDF，或者文件已经损坏，不能测量：请换用系统印制的原件。") from trouble


def _page(page: pikepdf.Page, known: dict[tuple[int, int], Font]) -> Page:
    width, height = (float(page.mediabox[side]) * MM for side in (2, 3))
    resources: Any = page.get("/Resources", {})
    named = dict(resources.get("/Font", {}).items())
    for font in named.values():
        if font.objgen not in known:
            known[font.objgen] = _read_font(font)
    drawings = resources.get("/XObject", {}).items()
    forms = {name: each for name, each in drawings if each.get("/Subtype") == "/Form"}
    hand = Hand({name: known[font.objgen] for name, font in named.items()}, forms, height)
    hand.follow_all(page)
    loose = tuple(str(font.BaseFont) for font in named.values() if _file(font) is None)
    return Page(width, height, tuple(hand.glyphs), tuple(hand.bars), tuple(hand.stamps), loose)


def _read_font(font: Any) -> Font:
    file = _file(font)
    widths: dict[int, float] = {}
    entries = iter(font.DescendantFonts[0].W)
    for first in entries:
        widths.update({int(first) + index: float(width) / 1000 for index, width in enumerate(next(entries))})
    pairs = _PAIR.findall(font.ToUnicode.read_bytes())
    characters = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
    return Font(widths, characters, _outlines(file.read_bytes()) if file is not None else 0x10000)


def _file(font: Any) -> Any:
    descriptor = font.DescendantFonts[0].FontDescriptor
    return next((descriptor[name] for name in _FILES if name in descriptor), None)


def _outlines(file: bytes) -> int:
    with TTFont(io.BytesIO(file), lazy=True) as font:
        return font["maxp"].numGlyphs


def lines(page: Page) -> Iterator[tuple[Glyph, ...]]:
    """The glyphs of a page gathered by baseline, from top to bottom, each line from left to right."""
    rows: dict[float, list[Glyph]] = {}
    for glyph in page.glyphs:
        rows.setdefault(round(glyph.baseline, 1), []).append(glyph)
    for height in sorted(rows):
        yield tuple(sorted(rows[height], key=lambda glyph: glyph.x))
