"""The units a figure may have: how its text is read and how a reader sees it."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """What the figure counts. Every unit but flag, words and the tables is a plain decimal number."""

    YUAN = "yuan"
    RATIO = "ratio"
    TIMES = "times"
    PERSONS = "persons"
    HOURS = "hours"
    YEARS = "years"
    MONTHS = "months"
    SQUARE_METRES = "square_metres"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    FLAG = "flag"
    WORDS = "words"
    TABLE_OF_YUAN = "table_of_yuan"
    TABLE_OF_NUMBERS = "table_of_numbers"
    TABLE_OF_WORDS = "table_of_words"

    @property
    def suffix(self) -> str:
        """The Chinese word after the figure."""
        return _SUFFIXES.get(self, "")

    @property
    def is_table(self) -> bool:
        return self.value.startswith("table_of_")

    @property
    def is_whole(self) -> bool:
        """A count of things or of time: never a fraction."""
        return self in _WHOLE


_WHOLE = {Unit.TIMES, Unit.PERSONS, Unit.YEARS, Unit.MONTHS, Unit.WORKING_DAYS, Unit.CALENDAR_DAYS}
_SUFFIXES = {
    Unit.YUAN: "元",
    Unit.TIMES: "次",
    Unit.PERSONS: "人",
    Unit.HOURS: "课时",
    Unit.YEARS: "周岁",
    Unit.MONTHS: "个月",
    Unit.SQUARE_METRES: "平方米",
    Unit.WORKING_DAYS: "个工作日",
    Unit.CALENDAR_DAYS: "日",
    Unit.TABLE_OF_YUAN: "元",
}
