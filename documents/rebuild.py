"""Gives a font file one vertical metric (0.88 / 0.12 em), a family name of ours and only the characters wanted.

With one metric for all, a line that mixes ideographs, digits and a fallback font keeps the height of its line
exactly, so 22 lines fill the page. The results stay on the server and, subset, in the papers; they are not handed on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from documents.fonts import Family

ASCENT, DESCENT = 0.88, 0.12
_NAMES_OF_THE_FACE = (1, 2, 3, 4, 6, 16, 17, 18, 21, 22)
_TABLES_NOT_SET_HERE = ("vhea", "vmtx", "VORG", "DSIG", "BASE", "kern", "GSUB", "GPOS", "GDEF", "JSTF", "FFTM")
_ITALIC_AND_BOLD = 0b100001


def _is_everyday(point: int) -> bool:
    """GB 2312 (6,763 ideographs and its signs) with Latin-1 and punctuation: what titles and tables are made of."""
    if point <= 0xFF or 0x2000 <= point <= 0x206F or 0x3000 <= point <= 0x303F or 0xFF00 <= point <= 0xFFEF:
        return True
    try:
        chr(point).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


KEEP: dict[str, Callable[[int], bool]] = {
    "all": lambda point: True,
    "ascii": lambda point: 0x20 <= point <= 0x7E,
    "gb2312": _is_everyday,
    "beyond": lambda point: point == 0x20 or not _is_everyday(point),  # Pango sets a space in its neighbour's font
}


def rebuild(family: Family, source: Path, folder: Path) -> Path:
    """Build `family` from the font file `source` into `folder` and return the new file."""
    font = TTFont(source, recalcTimestamp=False, recalcBBoxes=False)  # no outline changes: boxes stay true
    _keep(font, KEEP[family.keep])
    _set_metric(font)
    _set_names(font, family)
    for table in _TABLES_NOT_SET_HERE:
        if table in font:
            del font[table]
    target = folder / (family.stem + (".otf" if "CFF " in font else ".ttf"))
    unfinished = target.with_suffix(".part")
    font.save(unfinished)
    unfinished.replace(target)
    return target


def _keep(font: TTFont, wanted: Callable[[int], bool]) -> None:
    points = set(font.getBestCmap())
    kept = {point for point in points if wanted(point)}
    if kept == points:
        return
    options = subset.Options(layout_features=[], notdef_outline=True, name_IDs=["*"], hinting=False)
    options.drop_tables += _TABLES_NOT_SET_HERE
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)


def _set_metric(font: TTFont) -> None:
    em = font["head"].unitsPerEm
    up, down = round(ASCENT * em), round(DESCENT * em)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = up, -down, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = up, -down, 0
    os2.usWinAscent, os2.usWinDescent = up, down
    os2.fsSelection &= ~_ITALIC_AND_BOLD
    os2.usWeightClass, os2.fsType, font["head"].macStyle = 400, 0, 0


def _set_names(font: TTFont, family: Family) -> None:
    """The name table only: writing a CFF table anew would take half a minute and change nothing that is looked up."""
    name = font["name"]
    name.names = [record for record in name.names if record.nameID not in _NAMES_OF_THE_FACE]
    for number, text in ((1, family.name), (2, "Regular"), (3, family.stem), (4, family.name), (6, family.stem)):
        name.setName(text, number, 3, 1, 0x409)
