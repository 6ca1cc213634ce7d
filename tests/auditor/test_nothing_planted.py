"""The scene itself is sound: what the other tests of this folder find, they planted."""

from __future__ import annotations

import pytest

from tests.auditor.scene import Scene
from workflow_app.queries.audit.verify import breaks


@pytest.mark.postgresql
def test_nothing_is_named_where_nothing_was_planted(there: Scene) -> None:
    assert list(breaks()) == []
