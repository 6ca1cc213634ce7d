"""Several hands print what one prints, to the byte; a hand that is lost is replaced; one bad paper holds up none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from documents import hands, long_lists, rolls
from documents.hands import Hands
from documents.long_lists import paginate, print_long, shape
from documents.press import Order, Press, Printed
from documents.rolls import PageOfRows
from documents.troubles import GlyphMissing, NotPrintable
from tests.documents.paper_samples import COMMON
from tests.documents.test_press import WORD

SCHOOLS = ("汤阴县岳河职业培训学校", "安阳市中等职业技术教育培训中心" * 5, "林州市育才学校")


@pytest.fixture(scope="module")
def pair(press: Press) -> Iterator[Hands]:
    with Hands(press, 2) as two:
        yield two


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> Order:
    """A list of 190 rows of three heights, in parts of 40."""
    monkeypatch.setattr(rolls, "ROWS", 40)
    rows = [{"name": SCHOOLS[index * index % 7 % 3]} for index in range(190)]
    return Order("roll.html", COMMON | {"number": "测〔2026〕1号", "lines": rows})


def test_a_long_list_is_the_same_to_the_byte_and_foretold_rightly(press: Press, pair: Hands, long: Order) -> None:
    told: list[tuple[int, int]] = []
    asked: list[rolls.Part] = []
    watched = _Watched(pair, asked)
    printed = print_long(watched, long, lambda done, rows: told.append((done, rows)))  # type: ignore[arg-type]
    assert printed == press.render(long.sheet, long.data)
    assert told[-1] == (190, 190)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(asked) == len(told)  # no part was set twice


def test_foretold_wrongly_it_is_the_same_to_the_byte(
    press: Press, pair: Hands, long: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_lists, "paginate", lambda heights, start, room: paginate(heights, start, room * 0.8))
    assert print_long(pair, long) == press.render(long.sheet, long.data)


def test_who_hears_of_the_progress_can_stop_the_work(pair: Hands, long: Order) -> None:
    def stop(done: int, rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        print_long(pair, long, stop)


def test_a_pile_comes_in_order_and_a_bad_paper_holds_up_none(press: Press, pair: Hands) -> None:
    words = ["一", "二", "王𰻝", "三", ""]
    pile = [(word, Order("word.html", WORD | {"word": word})) for word in words]
    printed = dict(pair.print_each(pile))
    assert list(printed) == words
    assert isinstance(printed["王𰻝"], GlyphMissing)
    assert isinstance(printed[""], NotPrintable)
    assert printed["三"] == press.render("word.html", WORD | {"word": "三"})


def test_a_lost_hand_is_replaced(press: Press, pair: Hands) -> None:
    for _ in range(2):
        hand = pair._free.get()
        if hand:
            hand.process.kill()
        pair._free.put(hand)
    [(_, printed)] = pair.print_each([(1, Order("word.html", WORD))])
    assert isinstance(printed, Printed)


def test_a_hand_that_never_answers_is_ended_with_a_sentence(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "PATIENCE", 0.01)
    with Hands(press, 1) as one:
        [(_, trouble)] = one.print_each([(1, Order("word.html", WORD))])
    assert "中途退出" in str(trouble)


def test_pages_are_filled_to_the_foot_and_a_row_too_high_stands_alone() -> None:
    assert paginate([10, 10, 10, 25, 10], 7, 20) == [
        PageOfRows(7, (10, 10), 20),
        PageOfRows(9, (10,), 20),
        PageOfRows(10, (25,), 20),
        PageOfRows(11, (10,), 20),
    ]


def test_the_shape_of_a_row_is_how_wide_its_longer_words_are() -> None:
    assert shape({"name": "王建国", "school": "安阳市育才学校", "fen": 80000}) == (("school", 14),)
    assert shape({"name": "李四", "school": "林州市育才学校", "fen": 1}) == shape({"school": "滑县第一中学校"})


class _Watched:
    """Hands that note which parts they were asked for."""

    def __init__(self, pair: Hands, asked: list[rolls.Part]) -> None:
        self.pair, self.count, self.asked = pair, pair.count, asked

    def part(self, order: Order, part: rolls.Part) -> Any:
        self.asked.append(part)
        return self.pair.part(order, part)
