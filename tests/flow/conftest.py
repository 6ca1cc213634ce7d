"""A catalogue of one item whose folder of routes is the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.flow.smallest import smallest
from tests.processes.folders import EVERY_PROCEDURE
from workflow_app.flow import released
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item

ITEM, PROCEDURE = EVERY_PROCEDURE[0]


@pytest.fixture
def item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Item]:
    """An item with one procedure, whose readable route is the smallest there is; nothing is released yet."""
    (tmp_path / "policy.yaml").write_text(ITEM.policy_path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "routes").mkdir()
    readable = replace(PROCEDURE, slug="trial", pays=False, route=smallest().to_json())
    alone = replace(ITEM, folder=tmp_path, procedures=(readable,))
    monkeypatch.setattr(catalogue, "_items", {alone.slug: alone})
    released.route.cache_clear()
    yield alone
    released.route.cache_clear()
