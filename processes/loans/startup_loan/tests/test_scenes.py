"""What the scenes leave in the demonstration city: a row in every state its machine knows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.played_city import played, states_shown_nowhere

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]  # who comes second waits for the city


@pytest.fixture(scope="module")
def once(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with played(django_db_blocker, tmp_path_factory):
        yield


@pytest.fixture(autouse=True)
def scenes(once: None) -> None:
    """The city as it was played."""


def test_a_row_stands_in_every_state() -> None:
    assert states_shown_nowhere("loans") == {}
