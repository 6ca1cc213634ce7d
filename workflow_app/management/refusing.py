"""A command that says a refusal as the sentence it is: on stderr, with exit code 1 and no traceback."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from workflow_app.policy.refusals import Refusal


class RefusingCommand(BaseCommand):
    """Programmers' errors still show their traceback."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except Refusal as refusal:
            self.stderr.write(refusal.sentence, self.style.ERROR)
            raise SystemExit(1) from None
        except DatabaseError:
            if not _awaits_migrations():
                raise
            self.stderr.write(
                "数据库还没有建好，或者停在较旧的版本：请先运行 script/manage migrate。", self.style.ERROR
            )
            raise SystemExit(1) from None


def _awaits_migrations() -> bool:
    """Whether there are migrations this database has not seen."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
