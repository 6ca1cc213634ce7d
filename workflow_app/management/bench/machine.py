"""On what something was measured: no figure stands without it."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from statistics import median
from typing import Any

from django.db import connection

PACKAGES = ("Django", "django-viewflow", "celery", "weasyprint", "psycopg")


def about() -> dict[str, Any]:
    """Cores, load, versions, database and its durability."""
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "database": _database(),
    }


def spread(values: list[float]) -> dict[str, float]:
    """Median and range, rounded to what a clock of this kind can tell."""
    return {"median": round(median(values), 2), "least": round(min(values), 2), "most": round(max(values), 2)}


def _database() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}, WAL, synchronous=NORMAL, IMMEDIATE"
        cursor.execute("SELECT current_setting('server_version'), current_setting('fsync')")
        number, fsync = cursor.fetchone()
        return f"PostgreSQL {number}, fsync={fsync}, synchronous_commit={_synchronous(cursor)}"


def _synchronous(cursor: Any) -> str:
    cursor.execute("SHOW synchronous_commit")
    return cursor.fetchone()[0]
