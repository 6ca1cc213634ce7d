"""Stretches of days and the quarters of interest. A day a stretch ends on no longer belongs to it (算头不算尾)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from workflow_app.policy.refusals import NotUnderstood

SETTLEMENT_DAY = 20  # 每季末月二十日结息
WRITTEN = re.compile(r"(20[0-9]{2})Q([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` on, up to but without `end`."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return max((self.end - self.start).days, 0)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def within(self, other: Period) -> Period:
        """What both have in common; of no days when they have nothing."""
        start = max(self.start, other.start)
        return Period(start, max(start, min(self.end, other.end)))

    def without(self, others: Iterable[Period]) -> tuple[Period, ...]:
        """What is left of it in order, after every one of the others is taken out."""
        left: tuple[Period, ...] = (self,)
        for other in sorted(others):
            left = tuple(piece for each in left for piece in each._cut(other))
        return tuple(piece for piece in left if piece.days)

    def _cut(self, other: Period) -> tuple[Period, Period]:
        common = self.within(other)
        if not common.days:
            return (self, Period(self.end, self.end))
        return (Period(self.start, common.start), Period(common.end, self.end))


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of interest, called by the year and quarter in which the bank settles it: 2026Q1 on 2026-03-20."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> Self:
        """`2026Q1`; NotUnderstood for anything else."""
        written = WRITTEN.fullmatch(text.strip().upper())
        if not written:
            raise NotUnderstood(f"“{text[:20]}”不是一个季度，请写成 2026Q1 的样子。")
        return cls(int(written[1]), int(written[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter whose interest that day bears: from the twentieth of its last month on, already the next."""
        year, number = day.year, (day.month + 2) // 3
        settled = day.month == number * 3 and day.day >= SETTLEMENT_DAY
        place = year * 4 + number - 1 + settled
        return cls(place // 4, place % 4 + 1)

    @property
    def settled_on(self) -> date:
        return date(self.year, self.number * 3, SETTLEMENT_DAY)

    @property
    def period(self) -> Period:
        """The days whose interest is settled on `settled_on`: 89 to 92 of them."""
        return Period(self.previous.settled_on, self.settled_on)

    @property
    def previous(self) -> Quarter:
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def title(self) -> str:
        return f"{self.year}年第{self.number}季度"

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def quarters(period: Period) -> tuple[Quarter, ...]:
    """The quarters of interest that the period touches, in order."""
    found, quarter = [], Quarter.of(period.start)
    while quarter.period.start < period.end:
        found.append(quarter)
        quarter = quarter.next
    return tuple(found)
