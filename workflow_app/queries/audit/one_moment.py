"""Everything is read as it stood at one instant, while others work on: what was only half told between two statements is no break."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

BEGIN = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "sqlite": "BEGIN DEFERRED"}


@contextmanager
def one_moment() -> Iterator[None]:
    """As long as it lasts this connection sees one state of the rows, waits for nobody and keeps nobody waiting. It is not for acts:
    PostgreSQL refuses to write in it, and what SQLite wrote would be gone."""
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
