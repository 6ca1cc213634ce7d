"""Every test of the house begins in a founded city, and whatever it did, the rows must prove themselves afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workflow_app.queries.audit.verify import breaks


def pytest_configure(config: pytest.Config) -> None:
    """A test that breaks rows on purpose says so."""
    config.addinivalue_line("markers", "tampered: breaks rows on purpose, so that verify has something to find")


@pytest.fixture(autouse=True)
def sound(request: pytest.FixtureRequest, city: None) -> Iterator[None]:
    """After each scenario: nothing broken, every sum agrees (verify includes fsck)."""
    yield
    if not request.node.get_closest_marker("tampered"):
        assert not list(breaks())
