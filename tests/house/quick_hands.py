"""Hands of the press that print nothing: a page is given for every paper, and what they are told to refuse they refuse."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import nullcontext

import pikepdf
import pytest

from documents.press import Order, Printed
from documents.troubles import NotPrintable
from workflow_app.jobs import press


def page(words: str) -> Printed:
    """A paper of one empty page whose title is `words`, so that two are told apart."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = words
        pdf.save(target, deterministic_id=True)
    return Printed(target.getvalue(), 1, "")


class QuickHands:
    """Counts what it was asked for. `refuses` names numbers that are not printable."""

    def __init__(self) -> None:
        self.refuses: set[str] = set()
        self.asked = 0

    def print_each(self, orders: Iterable[tuple[int, Order]]) -> Iterator[tuple[int, Printed | NotPrintable]]:
        """As the press does."""
        for key, order in orders:
            self.asked += 1
            number = order.data["number"]
            yield key, NotPrintable("缺少字段") if number in self.refuses else page(number)


def quick_hands(monkeypatch: pytest.MonkeyPatch) -> QuickHands:
    """In place of the press's own processes."""
    quick = QuickHands()
    monkeypatch.setattr(press, "hands", lambda: nullcontext(quick))
    return quick
