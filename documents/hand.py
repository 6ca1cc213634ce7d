"""One hand of the press: a process that stays warm and prints what it is told over its standard input.

`python -m documents.hand FONT_FOLDER FOLDER …`. It may take so much memory and no more: a paper that wants all of it ends the
hand, not the house.
"""

from __future__ import annotations

import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from documents.frames import receive, send
from documents.press import Order, Press
from documents.rolls import Part
from documents.troubles import GlyphMissing, NotPrintable

MEMORY = 2 << 30  # bytes of address space; a warm hand uses a quarter, most of it mapped fonts


class Hand:
    """Keeps the order it was last given, so that the parts of a long list come without it."""

    def __init__(self, press: Press) -> None:
        self.press, self.order = press, Order("", {})

    def obey(self, head: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Do what a frame says: take an order, or set a part of the one taken."""
        if "order" in head:
            self.order = Order(**head["order"])
        try:
            piece = self.press.part(self.order, Part(**head["part"]))
        except GlyphMissing as trouble:
            return {"no_glyph": trouble.characters}, b""
        except NotPrintable as trouble:
            return {"refused": str(trouble)}, b""
        following = piece.following and asdict(piece.following)
        found = [page and asdict(page) for page in piece.found]
        return {"pages": piece.pages, "following": following, "found": found, "read": piece.read}, piece.pdf


def main(font_folder: str, *folders: str) -> None:
    """Work until the other side closes the pipe."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answers = _own_output()
    hand = Hand(Press(folders, Path(font_folder)))
    while frame := receive(sys.stdin.buffer):
        send(answers, *hand.obey(frame[0]))


def _own_output() -> BinaryIO:
    """Standard output for frames alone: whatever a library prints goes where errors go."""
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return own


if __name__ == "__main__":
    main(*sys.argv[1:])
