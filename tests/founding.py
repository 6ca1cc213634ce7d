"""The founded city, quickly: the commands found it once a process, every later test is given the same rows again.

Founding takes as long as many a test does, and always comes to the same. A test that asks how the city is founded calls the
commands (tests/house/test_establish.py).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from workflow_app.management import acting

Rows = dict[str, list[tuple[Any, ...]]]  # table → what stands in it
_founded: dict[datetime, Rows] = {}


def found(at: datetime) -> None:
    """A city founded at that moment, in a database without one."""
    if connection.vendor != "sqlite":  # other databases give rows back in types they do not take as they are
        acting.found_city(at)
    elif at in _founded:
        _lay_down(_founded[at])
    else:
        before = _rows()
        acting.found_city(at)
        _founded[at] = {table: rows for table, rows in _rows().items() if rows != before[table]}
        assert not any(before[table] for table in _founded[at]), "the city was founded upon something"


def _rows() -> Rows:
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
    with connection.cursor() as cursor:
        return {table: cursor.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}  # noqa: S608


def _lay_down(found: Rows) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in found.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608
