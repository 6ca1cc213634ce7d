"""One spelling for what is told apart by its letters: addresses of homes, numbers of vouchers."""

from __future__ import annotations

from forms.characters import compact


def one_spelling(text: str) -> str:
    """Plain width, capital letters, no white space and nothing invisible: ｔｈ 2 and TH2 are the same."""
    return "".join(each.upper() if each.isascii() else each for each in compact(text))  # never longer than it was
