"""Answers in words, page by page: for 'check your answers' and for whoever decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.fields import Roster
from forms.questionnaire import Questionnaire
from forms.rows import Row


@dataclass(frozen=True)
class ReviewLine:
    """One question and its answer in words; `unanswered` when an optional one was left blank."""

    name: str
    label: str
    words: str
    unanswered: bool


@dataclass(frozen=True)
class ReviewSection:
    slug: str
    title: str
    lines: tuple[ReviewLine, ...]


def review(questionnaire: Questionnaire, values: Mapping[str, Any], *, full: bool = False) -> tuple[ReviewSection, ...]:
    """Everything that was asked, personal values masked unless `full` (which is for the applicant's own eyes, or a
    revealing that was recorded). `values` are typed: `Answers`, or the values of a `Reading`.
    """
    return tuple(
        ReviewSection(section.slug, section.title, _lines(section.asked(values), values, full))
        for section in questionnaire.sections_asked(values)
    )


def _lines(asked: Any, values: Mapping[str, Any], full: bool) -> tuple[ReviewLine, ...]:
    answered = ((field, values.get(field.name)) for field in asked)
    return tuple(
        ReviewLine(field.name, field.label, field.show_full(value) if full else field.show(value), value is None)
        for field, value in answered
    )


def roster_table(roster: Roster, rows: tuple[Row, ...], *, full: bool = False) -> tuple[tuple[str, ...], ...]:
    """Headings, then one tuple of words a row; masked unless `full`."""
    shows = [column.field.show_full if full else column.field.show for column in roster.columns]
    body = (tuple(show(row[column.name]) for show, column in zip(shows, roster.columns, strict=True)) for row in rows)
    return (tuple(column.heading for column in roster.columns), *body)
