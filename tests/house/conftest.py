"""Every test of the house begins in a founded city, and whatever it did, the rows must prove themselves afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.house.second_version import (
    Declare,
    Release,
    declare,
    forget,
    in_a_folder_of_its_own,
    release_second,
)
from tests.remembered import Key, untouched
from workflow_app.queries.audit.verify import breaks

proved: set[Key] = set()


@pytest.fixture(autouse=True)
def sound(request: pytest.FixtureRequest, city: None) -> Iterator[None]:
    """After each scenario: nothing broken, every sum agrees (verify includes fsck). Rows that a test left as they were laid down are
    proved once a process."""
    yield
    stands = untouched()
    if stands in proved or request.node.get_closest_marker("tampered"):
        return
    assert not list(breaks())
    if stands is not None:
        proved.add(stands)


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Release]:
    """Releases a second version of the claim, made from the first by a change of its steps."""
    in_a_folder_of_its_own(tmp_path / "item", monkeypatch)
    yield release_second
    forget()


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Declare:
    """Declares the claim with other options."""
    return partial(declare, monkeypatch)
