"""Papers by the thousand: one piece of work, told of as it goes, in which a bad paper holds up none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest

from documents.hands import HandLost
from tests.house.quick_hands import QuickHands, quick_hands
from tests.situations import SIGNED, own_claim
from workflow_app.jobs import bundle, press
from workflow_app.models import IssuedDocument


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> QuickHands:
    """Making papers is another room's; here the bytes are given."""
    monkeypatch.setattr(press, "READ", 2)
    return quick_hands(monkeypatch)


@pytest.fixture
def three() -> list[IssuedDocument]:
    for _ in range(3):
        own_claim()
    return list(IssuedDocument.objects.order_by("pk"))


def test_a_pile_is_stored_told_of_and_not_printed_again(quick: QuickHands, three: list[IssuedDocument]) -> None:
    told: list[tuple[int, int]] = []
    ids = [paper.pk for paper in three]
    assert press.press_many(ids, lambda: SIGNED, lambda *so_far: told.append(so_far)) == len(ids)
    assert told == [(number, len(ids)) for number in range(1, len(ids) + 1)]
    assert press.press_many(ids, lambda: SIGNED) == 0
    assert quick.asked == len(ids)


def test_a_bad_one_is_parked_and_holds_up_none(quick: QuickHands, three: list[IssuedDocument]) -> None:
    quick.refuses = {three[1].number}
    press.press_many([paper.pk for paper in three], lambda: SIGNED)
    states = IssuedDocument.objects.order_by("pk").values_list("state", "failure")
    assert list(states) == [("stored", ""), ("parked", "缺少字段"), ("stored", "")]


def test_stopped_in_the_middle_what_is_stored_stays(quick: QuickHands, three: list[IssuedDocument]) -> None:
    def stop(done: int, papers: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        press.press_many([paper.pk for paper in three], lambda: SIGNED, stop)
    assert IssuedDocument.objects.filter(state="stored").count() == 1


def test_they_are_handed_over_in_a_zip(quick: QuickHands, three: list[IssuedDocument]) -> None:
    ids = [paper.pk for paper in three]
    press.press_many(ids[:2], lambda: SIGNED)
    target = io.BytesIO()
    assert bundle.zip_papers(ids, target) == 2
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == [f"{paper.title} {paper.number}.pdf" for paper in three[:2]]


def test_a_hand_that_died_parks_no_paper(
    quick: QuickHands, three: list[IssuedDocument], monkeypatch: pytest.MonkeyPatch
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
