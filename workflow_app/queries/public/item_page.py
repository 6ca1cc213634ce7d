"""办事指南: what an item says of itself, drawn from its title page, its questions and its published figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.fields import Choice, Files, Roster
from forms.questionnaire import Questionnaire, Section
from workflow_app.policy import catalogue
from workflow_app.policy.edition import Edition
from workflow_app.policy.exclusion import Exclusion
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.parameter import DatedValue, Parameter
from workflow_app.policy.standing import Standing
from workflow_app.policy.unit import Unit
from workflow_app.policy.value_text import show_value
from workflow_app.queries.law.published import newest_edition

OF_THE_HOUSE = ("clock.", "step.")  # limits of handling; all others are conditions and sums


@dataclass(frozen=True)
class Figure:
    """A figure with its source, ready to be read."""

    says: str
    text: str
    citation: str
    standing: Standing
    note: str


@dataclass(frozen=True)
class WordList:
    """Words that belong together: who may apply, which trades belong to which class."""

    says: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]  # (heading or '', words)
    citation: str
    standing: Standing


@dataclass(frozen=True)
class AmountTable:
    """A table of yuan: its columns in words, then rows of figures."""

    says: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    citation: str
    standing: Standing


@dataclass(frozen=True)
class Material:
    """A paper to bring, and in which case."""

    label: str
    hint: str
    required: bool


@dataclass(frozen=True)
class Offer:
    """One procedure as the guide shows it."""

    slug: str
    title: str
    materials: tuple[tuple[str, tuple[Material, ...]], ...]  # (who must bring them or '', which)
    limits: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True)
class Guide:
    item: Item
    title: str
    lists: tuple[WordList, ...]
    amounts: tuple[AmountTable, ...]
    figures: tuple[Figure, ...]
    offers: tuple[Offer, ...]


def guide(slug: str, on: date) -> Guide:
    """The page of an item on a day, from its newest edition. NotFound, NotInForce."""
    item = catalogue.item(slug)
    edition = newest_edition(slug)
    rules = [p for p in edition.parameters.values() if not p.key.startswith(OF_THE_HOUSE)]
    labels = dict(_labels(item))
    return Guide(
        item=item,
        title=item.title_on(on),
        lists=tuple(_list(p, v) for p, v in _in_force(rules, on) if p.unit is Unit.TABLE_OF_WORDS),
        amounts=tuple(_table(p, v, labels) for p, v in _in_force(rules, on) if p.unit is Unit.TABLE_OF_YUAN),
        figures=(
            *(_figure(p, v) for p, v in _in_force(rules, on) if _is_plain(p)),
            *(_exclusion(each) for each in edition.exclusions if each.holds_on(on)),
        ),
        offers=tuple(_offer(procedure, edition, on) for procedure in item.procedures),
    )


def _in_force(parameters: list[Parameter], on: date) -> Iterator[tuple[Parameter, DatedValue]]:
    for parameter in parameters:
        for dated in parameter.values:
            if dated.holds_on(on):
                yield parameter, dated


def _is_plain(parameter: Parameter) -> bool:
    return parameter.unit not in (Unit.TABLE_OF_WORDS, Unit.TABLE_OF_YUAN)


def _figure(parameter: Parameter, dated: DatedValue) -> Figure:
    text = f"{dated.value:,.2f}元" if parameter.unit is Unit.YUAN else show_value(dated.value, parameter.unit)
    return Figure(parameter.says, text, str(dated.citation), dated.standing, dated.note)


def _exclusion(rule: Exclusion) -> Figure:
    return Figure(rule.says, rule.in_short, str(rule.citation), rule.citation.standing, "")


def _cells(dated: DatedValue) -> Mapping[str, Any]:
    """Of a table; its unit was asked before."""
    assert isinstance(dated.value, Mapping)
    return dated.value


def _list(parameter: Parameter, dated: DatedValue) -> WordList:
    """Codes with their words make one list; names that share a class are listed by class."""
    cells = {key: "、".join(value) for key, value in _cells(dated).items()}
    if len(set(cells.values())) == len(cells):
        groups: tuple[tuple[str, tuple[str, ...]], ...] = (("", tuple(cells.values())),)
    else:
        classes = dict.fromkeys(cells.values())
        groups = tuple((f"{c}类", tuple(key for key, value in cells.items() if value == c)) for c in classes)
    return WordList(parameter.says, groups, str(dated.citation), dated.standing)


def _table(parameter: Parameter, dated: DatedValue, labels: Mapping[str, str]) -> AmountTable:
    rows = {key: cell if isinstance(cell, Mapping) else {"": cell} for key, cell in _cells(dated).items()}
    columns = tuple(dict.fromkeys(column for cells in rows.values() for column in cells))
    body = tuple(
        (f"{key}类" if len(key) == 1 else key, tuple(f"{cells[c]:,.2f}" if c in cells else "—" for c in columns))
        for key, cells in rows.items()
    )
    heads = tuple(labels.get(column, column) for column in columns)
    return AmountTable(parameter.says, heads, body, str(dated.citation), dated.standing)


def _labels(item: Item) -> Iterator[tuple[str, str]]:
    """The words of codes, as the item's own questions put them."""
    for procedure in item.procedures:
        for section in procedure.questions.sections:
            for field in section.fields:
                if isinstance(field, Choice):
                    yield from ((option.value, option.label) for option in field.options)


def _offer(procedure: Procedure, edition: Edition, on: date) -> Offer:
    clocks = procedure.clocks
    named = (("受理", clocks.receipt), ("承诺办结", clocks.promised), ("法定办结", clocks.statutory))
    limits = [
        (title, _figure(parameter, dated))
        for title, key in named
        for parameter, dated in _in_force([edition.parameters[key]], on)
    ]
    return Offer(procedure.slug, procedure.title, tuple(_materials(procedure.questions)), tuple(limits))


def _materials(questions: Questionnaire) -> Iterator[tuple[str, tuple[Material, ...]]]:
    """What must be uploaded, grouped by whom it is asked of."""
    groups: dict[str, list[Material]] = {}
    for section in questions.sections:
        wanted = [f for f in section.fields if isinstance(f, Files) or (isinstance(f, Roster) and not f.typed)]
        for field in wanted:
            groups.setdefault(_asked_of(questions, section), []).append(
                Material(field.label, field.hint, field.required)
            )
    yield from ((whom, tuple(materials)) for whom, materials in groups.items())


def _asked_of(questions: Questionnaire, section: Section) -> str:
    if section.when is None:
        return ""
    choices: dict[str, Any] = {f.name: f for s in questions.sections for f in s.fields if isinstance(f, Choice)}
    asked = choices.get(section.when.question)
    words = [o.label for o in asked.options if o.value in section.when.answers] if asked else []
    return "、".join(words)
