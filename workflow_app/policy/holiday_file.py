"""A year's holiday notice as a file (YAML or JSON): read strictly, every mistake told with its line.

year: "2027"
document: 国务院办公厅关于2027年部分节假日安排的通知
number: 国办发明电〔2026〕8号
issued_on: 2026-11-04
off: {元旦: [2027-01-01, 2027-01-03], …}    # first and last day, both free
on: [2027-01-30, …]                          # weekend days worked instead
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workflow_app.clock.calendar import FIXED_HOLIDAYS, NEXT_YEAR_DECIDES_FROM, SATURDAY
from workflow_app.clock.holidays import HolidayNotice
from workflow_app.clock.spoken import spoken
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.policy.strict_yaml import Lines, Tree, read_tree

KEYS = ("year", "document", "number", "issued_on", "days_off", "days_on")
YEARS = range(2000, 2100)


def read_holidays(text: str, name: str) -> HolidayNotice:
    """The notice of the file. NotUnderstood with a correction for every mistake: where it is, what is wrong, what to do."""
    tree, lines = read_tree(text, name)
    reading = _Reading(name, lines)
    notice = reading.notice(tree)
    if not reading.mistakes:
        for where, what in _against_the_calendar(notice):
            reading.tell(where, what)
    if reading.mistakes:
        raise NotUnderstood(f"{name} 有{len(reading.mistakes)}处要改正，没有发布。", reading.mistakes)
    return notice


class _Reading:
    """Reads on after a mistake, so that all are told at once."""

    def __init__(self, name: str, lines: Lines) -> None:
        self.name, self.lines = name, lines
        self.mistakes: list[str] = []

    def tell(self, path: tuple[str, ...], what: str) -> None:
        known = next(path[:n] for n in range(len(path), -1, -1) if path[:n] in self.lines)
        self.mistakes.append(f"第 {self.lines[known]} 行“{' → '.join(path) or '开头'}”{what}。")

    def notice(self, tree: Tree) -> HolidayNotice:
        said = tree if isinstance(tree, dict) else {}
        for key in [key for key in KEYS if key not in said]:
            self.tell((), f"没有写 {key}，请补上")
        for key in said.keys() - set(KEYS):
            self.tell((key,), f"不认识，只能写 {'、'.join(KEYS)}")
        return HolidayNotice(
            year=self.year(said.get("year", "")),
            document=self.words(said, "document"),
            number=self.words(said, "number"),
            issued_on=self.day(said.get("issued_on", ""), ("issued_on",)),
            off=tuple(self.periods(said.get("days_off", {}))),
            on=tuple(self.days_on(said.get("days_on", []))),
        )

    def year(self, said: Tree) -> int:
        if isinstance(said, str) and said.isascii() and said.isdigit() and int(said) in YEARS:
            return int(said)
        self.tell(("year",), '应是带引号的四位年份，如 "2027"')
        return YEARS[0]

    def words(self, said: dict[str, Tree], key: str) -> str:
        value = said.get(key, "")
        if isinstance(value, str) and value.strip():
            return value.strip()
        if key in said:
            self.tell((key,), "应是一句文字")
        return ""

    def periods(self, said: Tree) -> Iterator[tuple[str, date, date]]:
        if not isinstance(said, dict):
            self.tell(("days_off",), "应逐个写“节日: [第一天, 最后一天]”")
            return
        for holiday, both in said.items():
            path = ("days_off", holiday)
            if not isinstance(both, list) or len(both) != 2:
                self.tell(path, "应写第一天和最后一天两个日期")
                continue
            first, last = (self.day(each, path) for each in both)
            if last < first:
                self.tell(path, "最后一天早于第一天，请核对")
            yield holiday, first, last

    def days_on(self, said: Tree) -> Iterator[date]:
        if not isinstance(said, list):
            self.tell(("days_on",), "应是上班的周六、周日的日期清单，没有的写 []")
            return
        for place, each in enumerate(said, start=1):
            yield self.day(each, ("days_on", str(place)))

    def day(self, said: Tree, path: tuple[str, ...]) -> date:
        try:
            return date.fromisoformat(said if isinstance(said, str) else "")
        except ValueError:
            self.tell(path, "不是日期，请按 2027-01-01 的样子写")
            return date(YEARS[0], 1, 1)


def _against_the_calendar(notice: HolidayNotice) -> Iterator[tuple[tuple[str, ...], str]]:
    """What reads well and still cannot be: days of other years, workdays worked, holidays of law left out."""
    begins, ends = date(notice.year - 1, *NEXT_YEAR_DECIDES_FROM), date(notice.year, 12, 31)
    if not date(notice.year - 1, 1, 1) <= notice.issued_on <= ends:
        yield ("issued_on",), f"不像是{notice.year}年放假通知的印发日期，请核对"
    taken: dict[date, str] = {}
    for holiday, first, last in notice.off:
        path = ("days_off", holiday)
        if not begins <= first <= last <= ends:
            yield path, f"不在{notice.year}年（或上年12月26日以后），请核对"
            continue
        for day in (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)):
            if day in taken:
                yield path, f"与“{taken[day]}”都有{spoken(day)}，请只留一处"
            taken[day] = holiday
    for place, day in enumerate(notice.on, start=1):
        path = ("days_on", str(place))
        if not begins <= day <= ends or day.weekday() < SATURDAY:
            yield path, f"{spoken(day)}不是{notice.year}年的周六或周日，请核对"
        if day in taken or day in notice.on[: place - 1]:
            yield path, f"{spoken(day)}写了两次，或者同时写成放假，请核对"
    for month, number in sorted(FIXED_HOLIDAYS):
        if date(notice.year, month, number) not in taken:
            yield ("days_off",), f"没有{spoken(date(notice.year, month, number))}，而这一天依法放假，请核对"
