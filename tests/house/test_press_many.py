"""Papers by the thousand: one piece of work, told of as it goes, in which a bad paper holds up none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import nullcontext

import pytest

from documents.hands import HandLost
from documents.press import Order, Printed
from documents.troubles import NotPrintable
from tests.situations import SIGNED, own_claim
from workflow_app.jobs import bundle, press
from workflow_app.models import IssuedDocument

PDF = Printed(b"%PDF-1.7 made for a test", 1, "")


class _QuickHands:
    """Prints nothing; what `refuses` names is not printable."""

    def __init__(self) -> None:
        self.refuses: set[str] = set()
        self.asked = 0

    def print_each(self, orders: Iterable[tuple[int, Order]]) -> Iterator[tuple[int, Printed | NotPrintable]]:
        for key, order in orders:
            self.asked += 1
            yield key, NotPrintable("缺少字段") if order.data["number"] in self.refuses else PDF


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> _QuickHands:
    """Making papers is another room's; here the bytes are given."""
    quick = _QuickHands()
    monkeypatch.setattr(press, "hands", lambda: nullcontext(quick))
    monkeypatch.setattr(press, "READ", 2)
    return quick


@pytest.fixture
def three() -> list[IssuedDocument]:
    for _ in range(3):
        own_claim()
    return list(IssuedDocument.objects.order_by("pk"))


def test_a_pile_is_stored_told_of_and_not_printed_again(quick: _QuickHands, three: list[IssuedDocument]) -> None:
    told: list[tuple[int, int]] = []
    ids = [paper.pk for paper in three]
    assert press.press_many(ids, lambda: SIGNED, lambda *so_far: told.append(so_far)) == len(ids)
    assert told == [(number, len(ids)) for number in range(1, len(ids) + 1)]
    assert press.press_many(ids, lambda: SIGNED) == 0
    assert quick.asked == len(ids)


def test_a_bad_one_is_parked_and_holds_up_none(quick: _QuickHands, three: list[IssuedDocument]) -> None:
    quick.refuses = {three[1].number}
    press.press_many([paper.pk for paper in three], lambda: SIGNED)
    states = IssuedDocument.objects.order_by("pk").values_list("state", "failure")
    assert list(states) == [("stored", ""), ("parked", "缺少字段"), ("stored", "")]


def test_stopped_in_the_middle_what_is_stored_stays(quick: _QuickHands, three: list[IssuedDocument]) -> None:
    def stop(done: int, papers: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        press.press_many([paper.pk for paper in three], lambda: SIGNED, stop)
    assert IssuedDocument.objects.filter(state="stored").count() == 1


def test_they_are_handed_over_in_a_zip(quick: _QuickHands, three: list[IssuedDocument]) -> None:
    ids = [paper.pk for paper in three]
    press.press_many(ids[:2], lambda: SIGNED)
    target = io.BytesIO()
    assert bundle.zip_papers(ids, target) == 2
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == [f"{paper.number}.pdf" for paper in three[:2]]


def test_a_hand_that_died_parks_no_paper(
    quick: _QuickHands, three: list[IssuedDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says nothing of the paper: alone the job is tried again, in a pile the paper waits for the next one."""

    def lost(*of: object) -> Iterator[tuple[int, HandLost]]:
        raise HandLost

    monkeypatch.setattr(press, "render", lost)
    with pytest.raises(HandLost):
        press.press(three[0].pk, lambda: SIGNED)
    monkeypatch.setattr(quick, "print_each", lambda orders: ((key, HandLost()) for key, _ in orders))
    assert press.press_many([paper.pk for paper in three], lambda: SIGNED) == 0
    assert set(IssuedDocument.objects.values_list("state", flat=True)) == {"numbered"}
