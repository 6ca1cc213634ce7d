"""What a received file is called on screens. It is never a path."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
UNNAMED = "未命名"
_ENDINGS = {"pdf": ".pdf", "jpeg": ".jpg"}
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def clean_name(given: str, kind: str = "") -> str:
    """The last part of `given` without control and direction marks, at most 80 characters, ending as its kind does.

    `..\\\\..\\\\身份证.HEIC` of kind 'jpeg' becomes `身份证.jpg`.
    """
    last = re.split(r"[/\\]", given[-1000:])[-1]
    visible = "".join(character for character in last if unicodedata.category(character)[0] != "C")
    stem, ending = _split(_FORBIDDEN.sub("_", visible).strip(" ."))
    ending = _ENDINGS.get(kind, ending)
    return (stem.strip(" .") or UNNAMED)[: LONGEST - len(ending)] + ending


def _split(name: str) -> tuple[str, str]:
    """('身份证', '.heic'); only a short plain ending counts as one."""
    found = re.fullmatch(r"(.*)(\.[A-Za-z0-9]{1,5})", name, re.DOTALL)
    return (found[1], found[2].lower()) if found else (name, "")
