"""Which answers of a filing an officer may correct, and how one of them is put in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.fields import BankAccount, Confirm, Field, Files, Roster
from workflow_app.models import Case
from workflow_app.policy import catalogue

PAYEE = ("payee_name", "payee_bank", "payee_account")  # forms/blocks/payee.py: whose account it is
NEVER = (Files, Confirm, BankAccount)


@dataclass(frozen=True, slots=True)
class Place:
    """One answer: its section, how it is called, the field that reads it, what stands there now (in words, unmasked)."""

    section: str
    question: str
    label: str
    field: Field[Any]
    before: str
    line: int = 0
    column: str = ""

    def replaced(self, filed: Mapping[str, Any], raw: object) -> dict[str, Any]:
        """The answers with what was typed in this place."""
        if not self.column:
            return {**filed, self.question: raw}
        rows = [{**row, self.column: raw} if row["line"] == self.line else row for row in filed[self.question]]
        return {**filed, self.question: rows}

    def words_in(self, filed: Mapping[str, Any]) -> str:
        """What stands in this place of other answers."""
        return _words(self.field, _value(filed, self.question, self.line, self.column))


def place_in(case: Case, filed: Mapping[str, Any], question: str, line: int = 0, column: str = "") -> Place | None:
    """The place of that name, or None where there is none that may be corrected."""
    for section, field in _asked(case, filed):
        if field.name != question:
            continue
        if not isinstance(field, Roster):
            return None if column else _place(section, field, field.label, filed)
        if not any(row["line"] == line for row in filed.get(question, ())):
            return None
        cells = {each.name: each.field for each in field.columns if _may(each.field)}
        return _place(section, cells[column], field.label, filed, question, line, column) if column in cells else None
    return None


def correctable_questions(case: Case, filed: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(name, label, what stands there, masked) of every single answer that may be corrected."""
    return [
        (field.name, field.label, _words(field, filed.get(field.name), full=False))
        for _, field in _asked(case, filed)
        if not isinstance(field, Roster)
    ]


def correctable_lists(case: Case, filed: Mapping[str, Any]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(name, label, [(column, heading)]) of every list of people whose cells may be corrected."""
    return [
        (field.name, field.label, [(each.name, each.heading) for each in field.columns if _may(each.field)])
        for _, field in _asked(case, filed)
        if isinstance(field, Roster)
    ]


def _asked(case: Case, filed: Mapping[str, Any]) -> Iterator[tuple[str, Field[Any]]]:
    questions = catalogue.procedure(case.item, case.procedure).questions
    for section in questions.sections_asked(filed):
        yield from ((section.slug, field) for field in section.asked(filed) if _may(field))


def _may(field: Field[Any]) -> bool:
    return not isinstance(field, NEVER) and field.name not in PAYEE


def _place(
    section: str,
    field: Field[Any],
    label: str,
    filed: Mapping[str, Any],
    question: str = "",
    line: int = 0,
    column: str = "",
) -> Place:
    name = question or field.name
    called = f"{label}第{line}行{field.label}" if column else label
    return Place(section, name, called, field, _words(field, _value(filed, name, line, column)), line, column)


def _value(filed: Mapping[str, Any], question: str, line: int, column: str) -> Any:
    if not column:
        return filed.get(question)
    return next((row.get(column) for row in filed.get(question, ()) if row["line"] == line), None)


def _words(field: Field[Any], stored: Any, full: bool = True) -> str:
    value = None if stored is None else field.from_json(stored)
    return field.show_full(value) if full else field.show(value)
