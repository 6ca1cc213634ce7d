"""Start-up: the flows of every released route, the triggers after every migrate, the checks."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def install_triggers(using: str, **_: Any) -> None:
    """SQLite drops triggers whenever a table is rebuilt, so they are put back after every migrate."""
    from workflow_app.models import triggers

    triggers.install(connections[using])


class House(AppConfig):
    """workflow_app as Django sees it."""

    name = "workflow_app"
    verbose_name = "惠民"

    def ready(self) -> None:
        from workflow_app import checks  # noqa: F401
        from workflow_app.flow import released

        released.build_all()
        post_migrate.connect(install_triggers, sender=self)
