"""The scene is played once for this folder; whatever a test breaks in rows, files and seals is whole again afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from tests.auditor.scene import Scene, play
from workflow_app.models import triggers

UNIQUE = (
    "one_live_payment_line_of_an_instalment",
    "one_live_payment_line_of_a_claim",
    "determined_once",
    "one_live_notice_line_of_a_claim",
    "a_paper_is_used_once",
)

CHECKS = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text LIKE 'workflow_app_%'"


@pytest.fixture(scope="package")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where files and seals of the scene lie."""
    return tmp_path_factory.mktemp("scene")


@pytest.fixture(scope="package")
def scene(django_db_setup: None, django_db_blocker: pytest.FixtureRequest, kept: Path) -> Iterator[Scene]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        patch.setattr(settings, "FILES", kept / "files")
        patch.setattr(settings, "SEALS", kept / "seals")
        patch.setattr(settings, "REGISTER_WORLD", kept / "registers.json")
        yield play()
        transaction.set_rollback(True)


@pytest.fixture
def there(scene: Scene, db: None, own_files: None, kept: Path, tmp_path: Path) -> Scene:
    """The scene with its files, for a test that only looks."""
    for folder in ("files", "seals"):
        shutil.copytree(kept / folder, tmp_path / folder)
    return scene


@pytest.fixture
def broken_into(there: Scene) -> Iterator[Scene]:
    """The same for somebody with the database's own password: triggers, checks and unique indexes are gone."""
    triggers.lift(connection)
    with connection.cursor() as cursor:
        for name in UNIQUE:
            cursor.execute(f"DROP INDEX IF EXISTS {name}")
    _check_nothing(True)
    yield there
    _check_nothing(False)
    transaction.set_rollback(True)


def _check_nothing(yes: bool) -> None:
    """SQLite has a switch; PostgreSQL's checks are dropped, and come back with the rollback."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA ignore_check_constraints = {'ON' if yes else 'OFF'}")
        elif yes:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(CHECKS)
            for table, name in cursor.fetchall():
                cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
