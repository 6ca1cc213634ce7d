"""A founded city whose transactions are real, so that threads can meet in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.conftest import moment
from tests.founding import found
from workflow_app.models import triggers
from workflow_app.queries.audit.verify import breaks


@pytest.fixture
def town(transactional_db: None) -> Iterator[None]:
    """Whatever was raced, the rows prove themselves; the triggers are lifted for the flush alone."""
    found(moment("2026-01-05 09:00"))
    yield
    try:
        assert not list(breaks())
    finally:
        triggers.lift(connection)
