"""The founded city, quickly: the commands found it once a process, every later test is given the same rows again.

Founding takes as long as many a test does, and always comes to the same. A test that asks how the city is founded calls the
commands (tests/house/test_establish.py).
"""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from django.db import connection, models, transaction

from tests.remembered import begin_empty, remembered
from workflow_app.management import acting

_city = remembered(acting.found_city)
_copied: dict[datetime, dict[str, bytes]] = {}  # table of PostgreSQL → its rows as the server copies them


def found(at: datetime) -> None:
    """A city founded at that moment, in a database without one."""
    begin_empty()
    if connection.vendor == "sqlite":
        _city(at)
    elif at in _copied:
        _copy_in(_copied[at])
    else:
        before = _copy_out()
        acting.found_city(at)
        _copied[at] = {table: rows for table, rows in _copy_out().items() if rows != before[table]}


def _tables() -> dict[str, models.Field]:
    return {each._meta.db_table: each._meta.pk for each in apps.get_models(include_auto_created=True)}


def _copy_out() -> dict[str, bytes]:
    out = {}
    with connection.cursor() as cursor:
        for table in sorted(_tables()):
            with cursor.copy(f'COPY (SELECT * FROM "{table}" ORDER BY 1) TO STDOUT') as rows:  # noqa: S608
                out[table] = b"".join(rows)
    return out


def _copy_in(copied: dict[str, bytes]) -> None:
    keys = _tables()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in copied.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as into:
                into.write(rows)
            if isinstance(keys[table], models.AutoField):
                key = keys[table].column
                cursor.execute(
                    f'SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT max("{key}") FROM "{table}"))',  # noqa: S608
                    [f'"{table}"', key],
                )
