"""Which characters of a text no font of ours can draw: asked before a paper gets its number."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from documents.fonts import FOLDER, built

_DRAWN_AS_NOTHING = {"Cf", "Zs", "Zl", "Zp"}  # joiners, spaces: no glyph is needed
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def missing(text: str, folder: Path = FOLDER) -> tuple[str, ...]:
    """The characters of `text` that none of the fonts in `folder` covers, each once, in their order.

    Where nothing is built, nothing can be said: empty, and the press itself refuses what the system's fonts cannot draw.
    """
    seen = dict.fromkeys(text)
    covered = coverage(folder) or frozenset(map(ord, text))
    return tuple(char for char in seen if ord(char) not in covered and not _needs_no_glyph(char))


def coverage(folder: Path = FOLDER) -> frozenset[int]:
    """Every code point that a built family of `folder` covers."""
    return _coverage(tuple(sorted(built(folder).values())))


@cache
def _coverage(files: tuple[Path, ...]) -> frozenset[int]:
    points: set[int] = set()
    for file in files:
        with TTFont(file, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)


def _needs_no_glyph(char: str) -> bool:
    if char in "\n\r\t" or unicodedata.category(char) in _DRAWN_AS_NOTHING:
        return True
    return any(ord(char) in selectors for selectors in _VARIATION_SELECTORS)
