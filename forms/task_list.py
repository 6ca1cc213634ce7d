"""A draft's home: which pages are to be filled in, and how far each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from forms.correction import Correction
from forms.fields.field import is_blank
from forms.questionnaire import Questionnaire, Section

State = Literal["not_started", "begun", "to_correct", "asked", "done"]
LABELS: dict[State, str] = {
    "not_started": "未开始",
    "begun": "没填完",
    "to_correct": "要改正",
    "asked": "需补正",
    "done": "已完成",
}


@dataclass(frozen=True)
class Task:
    """One page: `left` counts what must still be filled in or corrected. `begun`: what is there is right, some is
    missing; `asked`: complete as filed, and an office asked for more."""

    slug: str
    title: str
    state: State
    left: int

    @property
    def label(self) -> str:
        return f"有{self.left}处{LABELS[self.state]}" if self.state == "to_correct" else LABELS[self.state]

    def asked_again(self) -> Task:
        """The same page, complete or not, of which an office wants something."""
        return replace(self, state="asked") if self.state == "done" else self

    def with_more(self, many: int) -> Task:
        """The same page with so much more to correct."""
        return replace(self, state="to_correct", left=self.left + many)


def tasks(questionnaire: Questionnaire, raw_by_section: Mapping[str, Mapping[str, object]]) -> tuple[Task, ...]:
    """The pages that apply, given what was typed so far."""
    found: list[Task] = []
    values: dict[str, Any] = {}
    for section in questionnaire.sections:
        if section.when is None or section.when.holds(values):
            raw = raw_by_section.get(section.slug, {})
            reading = questionnaire.read_section(section.slug, raw, values)
            values |= reading.values
            found.append(_task(section, raw, reading.corrections))
    return tuple(found)


def _task(section: Section, raw: Mapping[str, object], left: tuple[Correction, ...]) -> Task:
    blank = {field.name for field in section.fields if is_blank(raw.get(field.name))}
    return Task(section.slug, section.title, _state(left, blank, len(section.fields)), len(left))


def _state(left: tuple[Correction, ...], blank: set[str], asked: int) -> State:
    if not left:
        return "done"
    if len(blank) == asked:
        return "not_started"
    return "begun" if all(each.where in blank for each in left) else "to_correct"
