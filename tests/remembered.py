"""What was once played is given again as rows: the founded city, and situations upon it.

A situation always comes to the same, and playing it takes longer than most of what is tried upon it. So its rows and files are
kept the first time in a process, and laid down wherever a test asks for it again before it changed anything. A test that wants
to see the acts themselves calls the commands.
"""

from __future__ import annotations

import fcntl
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from workflow_app.clock.holidays import PUBLISHED
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy import catalogue

Rows = dict[str, list[tuple[Any, ...]]]  # table → what stands in it
Files = dict[tuple[str, Path], bytes]  # (setting, place below it) → content
Key = tuple[object, ...]  # what was played since the empty database, in its order
P, Given = ParamSpec("P"), TypeVar("Given")
EMPTY: Key = ()
USUAL = catalogue.items()  # a test that declares one otherwise plays its situations itself


@dataclass(frozen=True)
class Played:
    """What a situation adds to what it was played upon, and what it gave back (models and primary keys)."""

    rows: Rows
    gone: Rows
    files: Files
    given: Any  # a row as its model and primary key


@dataclass(frozen=True)
class Now:
    """What the database holds, as long as its connection counts no change since."""

    connection: int
    changes: int
    key: Key


_played: dict[Key, Played] = {}
_now: Now | None = None


def begin() -> None:
    """A test begins: nothing is known of its database."""
    global _now
    _now = None


def begin_empty() -> None:
    """Its database is one without a city."""
    _stands(EMPTY)


def untouched() -> Key | None:
    """What was played, as long as nothing was changed since; None where something was, or nobody can tell."""
    if _now is None or connection.vendor != "sqlite" or connection.connection is None:
        return None
    return _now.key if (_now.connection, _now.changes) == (id(connection.connection), _changes()) else None


def remembered(situation: Callable[P, Given]) -> Callable[P, Given]:
    """`situation`, played once in a process and laid down as rows from then on. It gives back rows, a list of them, or nothing."""

    @wraps(situation)
    def again(*args: P.args, **kwargs: P.kwargs) -> Given:
        key = _key_of(situation, args, kwargs)
        if key is None:
            return situation(*args, **kwargs)
        if key not in _played:
            before, files = _rows(), _files()
            given = situation(*args, **kwargs)
            _keep(key, before, files, given)
            return given
        _lay_down(_played[key])
        _stands(key)
        return cast(Given, _rows_again(_played[key].given))

    return again


def _key_of(situation: Callable[..., object], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Key | None:
    """Where the situation leads; None where what it would be played upon is not known, also on PostgreSQL, which gives rows back in types
    it does not take."""
    stands = untouched()
    if stands is None:
        return None
    if catalogue.items() != USUAL or calendar_in_force() is not PUBLISHED:
        return None
    told = tuple(_named(each) for each in (*args, *sorted(kwargs.items())))
    return (*stands, (situation.__module__, situation.__qualname__, told))


def _named(value: object) -> object:
    """What tells an argument from another, and is enough to fetch a row again."""
    if isinstance(value, list | tuple):
        return (list, tuple(_named(each) for each in value))
    return (type(value), value.pk) if isinstance(value, models.Model) else value


def _rows_again(named: Any) -> Any:
    if named is None:
        return None
    kind, which = named
    return [_rows_again(each) for each in which] if kind is list else kind._default_manager.get(pk=which)


def _are_rows(given: object) -> bool:
    return all(isinstance(each, models.Model) for each in (given if isinstance(given, list) else [given]))


def once_a_run(kept: Path, situation: Callable[[], object]) -> None:
    """`situation` upon a database as it is made, played by whichever process of a run comes first and kept in a file."""
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            _lay_down(pickle.loads(kept.read_bytes()))  # noqa: S301  written by this run itself
            return
        before, files = _rows(), _files()
        situation()
        kept.write_bytes(pickle.dumps(_difference(before, files, None)))


def _keep(key: Key, before: Rows, files: Files, given: object) -> None:
    if given is None or _are_rows(given):
        _played[key] = _difference(before, files, given)
        _stands(key)


def _difference(before: Rows, files: Files, given: object) -> Played:
    after = _rows()
    changed = {table for table in after if after[table] != before[table]}
    rows = {table: _without(after[table], before[table]) for table in changed}
    gone = {table: _without(before[table], after[table]) for table in changed}
    new_files = {path: content for path, content in _files().items() if files.get(path) != content}
    return Played(rows, gone, new_files, _named(given))


def _without(rows: list[tuple[Any, ...]], others: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    known = set(others)
    return [row for row in rows if row not in known]


def _lay_down(played: Played) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in played.gone.items():
            kept = {row[0] for row in played.rows[table]}
            gone = [row[:1] for row in rows if row[0] not in kept]
            cursor.executemany(f'DELETE FROM "{table}" WHERE "{_tables()[table]}" = %s', gone)  # noqa: S608
        for table, rows in played.rows.items():
            if rows:
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f'INSERT OR REPLACE INTO "{table}" VALUES ({places})', rows)  # noqa: S608
    for (name, path), content in played.files.items():
        file = _roots()[name] / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _stands(key: Key) -> None:
    global _now
    connection.ensure_connection()
    _now = Now(id(connection.connection), _changes(), key) if connection.vendor == "sqlite" else None


def _changes() -> int:
    """How many rows this connection ever changed; what was rolled back counts too."""
    return int(connection.connection.total_changes)


def _rows() -> Rows:
    """What stands in every table, the primary key first."""
    with connection.cursor() as cursor:
        return {table: cursor.execute(f'SELECT * FROM "{table}"').fetchall() for table in _tables()}  # noqa: S608


@cache
def _tables() -> dict[str, str]:
    """Every table with the column of its primary key."""
    found = {each._meta.db_table: each._meta.pk.column for each in apps.get_models(include_auto_created=True)}
    return dict(sorted(found.items()))


def _files() -> Files:
    """The files of the house by setting and place: never the folder they lie in, which holds the database too."""
    return {
        (name, path.relative_to(root)): path.read_bytes()
        for name, root in _roots().items()
        for path in ([root] if root.is_file() else root.rglob("*"))
        if path.is_file()
    }


def _roots() -> dict[str, Path]:
    return {name: Path(getattr(settings, name)) for name in ("FILES", "SEALS", "REGISTER_WORLD")}
