"""Characters as people type them: full width, invisible, self-made. Names are never folded to look-alikes."""

from __future__ import annotations

import unicodedata

# Full-width ASCII (！ to ～) and the ideographic space, to their plain forms.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

# Marks nobody can see or correct; copying from web pages and chat programs leaves them behind.
_INVISIBLE: dict[int, int | None] = {0x200B: None, 0x2060: None, 0xFEFF: None, 0x00AD: None}

# Characters that GBK and GB 18030-2005 kept in the private area until Unicode had them (GB 18030-2022, annex).
_STANDARDISED = {
    0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE832: 0x9FB8, 0xE843: 0x9FB9, 0xE854: 0x9FBA,
    0xE864: 0x9FBB, 0xE863: 0x4DAE, 0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE831: 0x215D7,
    0xE83B: 0x2298F, 0xE855: 0x241FE,
}  # fmt: skip

_MENDED = _INVISIBLE | _STANDARDISED
_LINE_MARKS = "\n\t"


def narrow(text: str) -> str:
    """Full-width digits, letters and signs as plain ones; the rest untouched. For numbers, never for names."""
    return text if text.isascii() else text.translate(_NARROW)


def compact(text: str) -> str:
    """`narrow` without any white space: how an identity number or an account is compared."""
    return "".join(narrow(visible(text)).split())


def visible(text: str) -> str:
    """Without invisible marks, and with private codes that a standard has since named replaced by that character."""
    return text if text.isascii() else text.translate(_MENDED)


def unreadable(text: str, *, lines: bool = False) -> str:
    """A sentence part naming the first character that no paper could print, or ''.

    Refused are control and direction marks, lone surrogates and private-use codes (造字). `lines` allows line breaks.
    """
    if text.isprintable():
        return ""
    for place, character in enumerate(text, start=1):
        kind = unicodedata.category(character)
        if kind == "Co":
            return f"第{place}个字是电脑自造字，别的机器认不出，请改用输入法里的标准字；打不出时请联系窗口"
        if kind == "Cs" or (kind in ("Cc", "Cf") and not (lines and character in _LINE_MARKS)):
            return f"第{place}个字符看不见也印不出，请删去后重新输入"
    return ""


def is_han(character: str) -> bool:
    """Whether a Chinese character, including planes newer than this Python's tables."""
    code = ord(character)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFD or code == 0x3007
