"""What every test may ask for: a founded city, and moments of its time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import hypothesis
import pytest

from tests.founding import found
from tests.played_with import left_out
from tests.remembered import begin
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.models.calendar_in_force import keep

# Properties are proved by what they find, not by how fast a shared machine happens to be.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")

SHANGHAI = ZoneInfo("Asia/Shanghai")


def moment(text: str) -> datetime:
    """ "2026-03-02 09:30" in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The demonstration is played once a run: begun first, it lies ready for the next who asks, and nobody waits for the other."""
    items.sort(key=lambda item: item.path.name != "test_demo_city.py")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return left_out(collection_path, Path(__file__).parent) or None


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: object) -> None:
    """Files of a test lie in the test's own folder."""
    settings.FILES = tmp_path / "files"
    settings.SEALS = tmp_path / "seals"
    settings.REGISTER_WORLD = tmp_path / "registers.json"


@pytest.fixture(autouse=True)
def known_holidays() -> None:
    """Every test begins with the notices the program brings: no process remembers a year another test published."""
    keep(PUBLISHED)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What stands in the database of a test is what the test asked for."""
    begin()


@pytest.fixture
def city(db: None) -> None:
    """Units, desks, people and published policies, on 2026-01-05."""
    found(moment("2026-01-05 09:00"))
