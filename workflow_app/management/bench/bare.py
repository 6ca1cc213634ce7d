"""A copy of the whole database, and the bare driver that writes to it what the house wrote."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg
from django.db import connection

Statement = tuple[str, Any]  # SQL and its parameters
TWIN = "bare_twin"


@contextmanager
def copied() -> Iterator[str]:
    """The database as it is now, under another name (a file, or a database of the same server), until it is done with."""
    if connection.vendor == "sqlite":
        yield from _copied_file()
    else:
        yield from _copied_database()


def _copied_file() -> Iterator[str]:
    own = Path(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    twin = own.with_suffix(".twin")
    shutil.copy(own, twin)
    try:
        yield str(twin)
    finally:
        for file in own.parent.glob(f"{twin.name}*"):
            file.unlink()


def _copied_database() -> Iterator[str]:
    own = connection.settings_dict["NAME"]
    connection.close()  # a template must have nobody in it
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {TWIN} TEMPLATE {own}")
        try:
            yield _address(TWIN)
        finally:
            server.execute(f"DROP DATABASE {TWIN} WITH (FORCE)")


def _address(name: str) -> str:
    said = connection.settings_dict
    return f"host={said['HOST']} port={said['PORT'] or 5432} user={said['USER']} dbname={name}"


def replay(where: str, steps: Sequence[Sequence[Statement]]) -> float:
    """Write every step in a transaction of its own; answers the seconds it took."""
    return _replay_sqlite(where, steps) if connection.vendor == "sqlite" else _replay_postgresql(where, steps)


def _replay_sqlite(where: str, steps: Sequence[Sequence[Statement]]) -> float:
    driver = sqlite3.connect(where, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        driver.execute(f"PRAGMA {pragma}")
    ready = [[(sql.replace("%s", "?"), params) for sql, params in step] for step in steps]
    begun = perf_counter()
    for step in ready:
        driver.execute("BEGIN IMMEDIATE")
        for sql, params in step:
            driver.execute(sql, params or ()).fetchall()
        driver.execute("COMMIT")
    taken = perf_counter() - begun
    driver.close()
    return taken


def _replay_postgresql(where: str, steps: Sequence[Sequence[Statement]]) -> float:
    with psycopg.connect(where, autocommit=True) as driver:
        begun = perf_counter()
        for step in steps:
            with driver.transaction():
                for sql, params in step:
                    driver.execute(sql, params)
        return perf_counter() - begun
