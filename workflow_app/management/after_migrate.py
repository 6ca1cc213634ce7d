"""What is remembered after every migrate: the released routes the catalogue holds, the sheets papers are printed from."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

from workflow_app.commands.register_routes import register_routes
from workflow_app.commands.register_sheets import register_sheets
from workflow_app.moment import now


def remember_releases(using: str, **_: Any) -> None:
    """A receiver of `post_migrate`: a release is known from the deployment that brings it, before a case takes it."""
    if using == DEFAULT_DB_ALIAS:
        at = now()
        register_routes(at=at)
        register_sheets(at=at, release=settings.RELEASE)
