"""What a chain says was done to one thing, in order: the rows of money are held against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from workflow_app.auditor.books import Books, moment, parsed


@dataclass(frozen=True, slots=True)
class Act:
    """One link: what, who, when (UTC), and its codes and numbers."""

    verb: str
    by: int | None
    at: datetime
    body: Mapping[str, Any]


def acts_on(books: Books, table: str) -> Iterator[tuple[int, Sequence[Act]]]:
    """(key, acts in their order) of every row of a table that has a chain of its own, in the order of the keys."""
    sql = f"""
    SELECT o.id, a.verb, a.by_id, a.at, a.body FROM {table} o
    LEFT JOIN workflow_app_action a ON a.stream_id = o.stream_id ORDER BY o.id, a.ordinal
    """  # noqa: S608 (a name of ours)
    for key, rows in groupby(books.ask(sql), key=lambda row: row[0]):
        yield key, [Act(verb, by, moment(at), parsed(body)) for _key, verb, by, at, body in rows if verb is not None]


def last(acts: Sequence[Act], verb: str) -> Act | None:
    """The newest act of that kind."""
    return next((act for act in reversed(acts) if act.verb == verb), None)


def done(act: Act | None) -> tuple[int | None, datetime | None]:
    """By whom and when; (None, None) of an act that never was."""
    return (act.by, act.at) if act else (None, None)


def written(by: int | None, at: Any) -> tuple[int | None, datetime | None]:
    """The same of two columns."""
    return by, None if at is None else moment(at)
