"""What is remembered after every migrate: the released routes the catalogue holds."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS

from workflow_app.commands.register_routes import register_routes
from workflow_app.moment import now


def remember_routes(using: str, **_: Any) -> None:
    """A receiver of `post_migrate`: a release is known from the deployment that brings it, before a case takes it."""
    if using == DEFAULT_DB_ALIAS:
        register_routes(at=now())
