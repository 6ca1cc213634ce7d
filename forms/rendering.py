"""A section with what was typed, as plain things a template loops over. No HTML is made here.

Every question gets ids for its hint and its error, so that `aria-describedby` can name them, and its whole error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from forms.correction import Correction
from forms.fields import (
    BankAccount,
    CertificateNumber,
    Choice,
    Confirm,
    Count,
    CreditCode,
    Day,
    Field,
    Files,
    Money,
    PersonId,
    Phone,
    Rate,
    Roster,
    Text,
)
from forms.posted import cell_name
from forms.questionnaire import Section

FEW_OPTIONS = 7  # up to so many are shown at once, more as a drop-down
Offered = tuple[tuple[str, str], ...]  # (value, what it is) of answers offered for a question that takes others too
_ACCEPT = {"pdf": ".pdf,application/pdf", "jpeg": ".jpg,.jpeg,.png,.heic,.heif,image/jpeg,image/png,image/heic"}
_WORKBOOK = ".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Control:
    """How a question is put: `widget` names the template's branch (input, paragraph, radios, select, checkboxes,
    statement, files, workbook, rows); the rest are attributes of the element.
    """

    widget: str = "input"
    input_type: str = "text"
    inputmode: str = ""
    suffix: str = ""
    longest: int | None = None
    multiple: bool = False
    accept: str = ""


@dataclass(frozen=True)
class ShownOption:
    id: str
    value: str
    label: str
    hint: str
    chosen: bool


@dataclass(frozen=True)
class ShownRow:
    """One line of a roster typed on the page."""

    number: int
    fields: tuple[ShownField, ...]


@dataclass(frozen=True)
class ShownField:
    """A question ready to be drawn. `value` is what was typed, as typed; `given` the same when it is not one text."""

    id: str
    name: str
    label: str
    hint: str
    required: bool
    control: Control
    autocomplete: str = ""
    value: str = ""
    given: object = None
    options: tuple[ShownOption, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    statement: str = ""
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    when_question: str = ""
    when_answers: tuple[str, ...] = field(default=())
    offered: Offered = ()

    @property
    def hint_id(self) -> str:
        return f"{self.id}-hint" if self.hint else ""

    @property
    def error_id(self) -> str:
        return f"{self.id}-error" if self.errors else ""

    @property
    def described_by(self) -> str:
        """For `aria-describedby`: error first, so that it is read first."""
        return " ".join(part for part in (self.error_id, self.hint_id) if part)


def shown_fields(
    section: Section,
    raw: Mapping[str, object],
    corrections: Iterable[Correction] = (),
    warnings: Iterable[Correction] = (),
    earlier: Mapping[str, object] | None = None,
    offers: Mapping[str, Offered] | None = None,
) -> tuple[ShownField, ...]:
    """The questions of one page in order. `raw` is what was typed, `earlier` the typed answers of pages before, `offers`
    answers to choose from beside free words.

    A question that depends on another of the same page is always there, with `when_question` and `when_answers` for
    the page to hide it; one that earlier pages rule out is not.
    """
    own = {each.name for each in section.fields}
    settled = (each for each in section.fields if _may_be_asked(each, own, earlier or {}))
    said, doubted = _by_place(corrections), _by_place(warnings)
    shown = (_shown(each, raw.get(each.name), own, said, doubted) for each in settled)
    return tuple(replace(each, offered=(offers or {}).get(each.name, ())) for each in shown)


def error_summary(fields: Iterable[ShownField]) -> tuple[tuple[str, str], ...]:
    """(id to jump to, sentence) of every error of the page, in order, for the box at its top."""
    return tuple((each.id, words) for each in fields for words in each.errors)


def control_of(asked: Field[Any]) -> Control:
    """How a kind of question is put."""
    match asked:
        case Choice(several=True):
            return Control("checkboxes", multiple=True)
        case Choice():
            return Control("radios" if len(asked.options) <= FEW_OPTIONS else "select")
        case Confirm():
            return Control("statement", "checkbox")
        case Files():
            return Control(
                "files", "file", multiple=asked.at_most > 1, accept=",".join(_ACCEPT[k] for k in asked.accepts)
            )
        case Roster():
            return Control("rows") if asked.typed else Control("workbook", "file", accept=_WORKBOOK)
        case Text(lines=True):
            return Control("paragraph", longest=asked.longest)
        case _:
            return _line_control(asked)


def _line_control(asked: Field[Any]) -> Control:
    match asked:
        case Text():
            return Control(longest=asked.longest)
        case Money():
            return Control(inputmode="decimal", suffix="元")
        case Rate():
            return Control(inputmode="decimal", suffix="%")
        case Count():
            return Control(inputmode="numeric", suffix=asked.unit)
        case Phone():
            return Control(input_type="tel", inputmode="tel")
        case Day() | BankAccount():
            return Control(inputmode="numeric")
        case PersonId() | CreditCode() | CertificateNumber():
            return Control()
        case _:
            return Control()


def _may_be_asked(asked: Field[Any], own: set[str], earlier: Mapping[str, object]) -> bool:
    return asked.when is None or asked.when.question in own or asked.when.holds(earlier)


_Said = dict[str, tuple[str, ...]]


def _by_place(said: Iterable[Correction]) -> _Said:
    found: _Said = {}
    for each in said:
        found[each.where] = (*found.get(each.where, ()), each.words)
    return found


def _shown(asked: Field[Any], raw: object, own: set[str], said: _Said, doubted: _Said) -> ShownField:
    name = f"q-{asked.name}"
    shown = ShownField(name, asked.name, asked.label, asked.hint, asked.required, control_of(asked), asked.autocomplete)
    shown = replace(shown, errors=said.get(asked.name, ()), warnings=doubted.get(asked.name, ()))
    if asked.when and asked.when.question in own:
        shown = replace(shown, when_question=asked.when.question, when_answers=asked.when.answers)
    if isinstance(asked, Choice):
        return replace(shown, options=_options(asked, raw, name), given=raw)
    if isinstance(asked, Confirm):
        return replace(shown, statement=asked.statement, given=asked.read(raw).value)
    if isinstance(asked, Roster) and asked.typed:
        return replace(shown, rows=_rows(asked, raw))
    return replace(shown, value=str(raw)) if isinstance(raw, str | int) else replace(shown, given=raw)


def _options(asked: Choice, raw: object, name: str) -> tuple[ShownOption, ...]:
    chosen = raw if isinstance(raw, list | tuple) else (raw,)
    return tuple(
        ShownOption(f"{name}-{option.value}", option.value, option.label, option.hint, option.value in chosen)
        for option in asked.options
    )


def _rows(asked: Roster, raw: object) -> tuple[ShownRow, ...]:
    """The lines typed so far and one empty one, up to the most there may be."""
    typed = [line for line in raw if isinstance(line, Mapping)] if isinstance(raw, list | tuple) else []
    lines = [*typed, {}][: max(asked.at_most, len(typed))]
    return tuple(ShownRow(number, _cells(asked, number, line)) for number, line in enumerate(lines, start=1))


def _cells(asked: Roster, number: int, line: Mapping[str, object]) -> tuple[ShownField, ...]:
    named = ((column.field, cell_name(asked.name, number, column.name)) for column in asked.columns)
    return tuple(
        ShownField(
            f"q-{name}",
            name,
            cell.label,
            cell.hint,
            cell.required,
            control_of(cell),
            value=str(line.get(cell.name, "")),
        )
        for cell, name in named
    )
