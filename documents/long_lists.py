"""A long list set by several hands at once: where its parts will begin is foretold, and only what proves right is kept.

A part begins with the row at which the page before ended, so nobody knows where it begins until the part before it is set.
But a row's height follows from how long its words are: a few rows of every kind, set first, tell all heights, and from them
all pages. A part foretold wrongly is set again; the paper is the same to the byte as if one hand had set it from the first
row to the last.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

from documents.hands import Hands
from documents.press import Order, Piece, Printed, bind
from documents.rolls import PageOfRows, Part, cut, first_part

FITS_ANYWHERE = 8  # half-width characters no column breaks
TRIED = 300  # rows set only to be measured
SLACK = 0.01  # CSS pixels
Shape = tuple[tuple[str, int], ...]
Told = Callable[[int, int], None]


def print_long(hands: Hands, order: Order, told: Told = lambda done, rows: None) -> Printed:
    """Print a paper whose list is long, with all `hands`. `told(rows done, rows)` hears of every part; what it raises stops the work."""
    return bind(order, _List(hands, order, told).pieces())


class _List:
    """One long list in the making."""

    def __init__(self, hands: Hands, order: Order, told: Told) -> None:
        self.hands, self.order, self.told = hands, order, told
        self.shapes = [shape(row) for row in order.rows]
        self.heights: dict[Shape, float] = {}
        self.room = 0.0
        self.ordered: dict[Part, Future[Piece]] = {}

    def pieces(self) -> list[Piece]:
        """All parts in order."""
        first = first_part(len(self.shapes))
        self.ordered[first] = self.hands.part(self.order, first)
        if not first.last:
            self._measure(first)
        done: list[Piece] = []
        part: Part | None = first
        while part:
            self._order_ahead(part)
            done.append(self.ordered.pop(part).result())
            self._learn(self.shapes, done[-1].found)
            part = done[-1].following
            self.told(part.start if part else len(self.shapes), len(self.shapes))
        return done

    def _measure(self, first: Part) -> None:
        """Set a row of every shape that the first part will not show, the commonest first."""
        shown = set(self.shapes[: first.stop])
        unknown = [each for each, _ in Counter(self.shapes).most_common() if each not in shown][:TRIED]
        samples = dict(zip(reversed(self.shapes), reversed(self.order.rows), strict=True))
        rows = [samples[each] for each in unknown]
        if rows:
            trial = Order(self.order.sheet, {**self.order.data, "lines": [*rows, rows[0]]}, self.order.draft)
            part = Part(0, len(rows), 1, len(rows) + 1, len(rows))
            self._learn(unknown, self.hands.part(trial, part).result().found)
        self._learn(self.shapes, self.ordered[first].result().found)

    def _learn(self, shapes: Sequence[Shape], found: Sequence[PageOfRows | None]) -> None:
        for page in found:
            if page:
                self.room = page.room if page.first else self.room
                self.heights |= zip(shapes[page.first : page.first + len(page.heights)], page.heights, strict=False)

    def _order_ahead(self, part: Part) -> None:
        """Give out the part that is due and those expected after it; forget what was expected wrongly."""
        expected = [part]
        while len(expected) < self.hands.count + 2 and (following := self._expected_after(expected[-1])):
            expected.append(following)
        for given in [given for given in self.ordered if given not in expected]:
            self.ordered.pop(given).cancel()
        for each in expected:
            if each not in self.ordered:
                self.ordered[each] = self.hands.part(self.order, each)

    def _expected_after(self, part: Part) -> Part | None:
        """The part after this one: known where it is set, else foretold from the heights known so far."""
        given = self.ordered.get(part)
        if given and given.done() and not given.cancelled() and not given.exception():
            return given.result().following
        if part.last or not self.room:
            return None
        usual = Counter(self.heights.values()).most_common(1)[0][0]
        heights = [self.heights.get(each, usual) for each in self.shapes[part.start : part.stop]]
        return cut(part, paginate(heights, part.start, self.room))[1]


def paginate(heights: Sequence[float], start: int, room: float) -> list[PageOfRows | None]:
    """Pages `room` high, filled from the row `start` with rows of these `heights` (all in CSS pixels)."""
    pages: list[PageOfRows | None] = []
    first, left = 0, room
    for index, height in enumerate(heights):
        if height > left + SLACK and index > first:
            pages.append(PageOfRows(start + first, tuple(heights[first:index]), room))
            first, left = index, room
        left -= height
    return [*pages, PageOfRows(start + first, tuple(heights[first:]), room)]


def shape(row: Any) -> Shape:
    """What of a row decides its height: how wide its longer words are, an ideograph counting two."""
    entries = row.items() if isinstance(row, Mapping) else [("", row)]
    widths = ((str(key), _width(value)) for key, value in entries if isinstance(value, str))
    return tuple(sorted(each for each in widths if each[1] > FITS_ANYWHERE))


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)
