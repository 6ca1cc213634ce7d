"""What the scenes leave in the demonstration city: money that waits because the register of deaths answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from processes.insurance.flexible_employment.item import ITEM
from tests.played_city import page, played
from workflow_app.models import Case, PaymentDoubt
from workflow_app.policy import catalogue

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.timeout(900),  # who comes second waits for the city
    pytest.mark.skipif(bool(catalogue.ungranted(ITEM)), reason="nobody grants what the item leans on"),
]


@pytest.fixture(scope="module")
def once(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with played(django_db_blocker, tmp_path_factory):
        yield


@pytest.fixture(autouse=True)
def scenes(once: None) -> None:
    """The city as it was played."""


def test_a_doubt_waits_for_an_officer_who_finds_it() -> None:
    doubt = PaymentDoubt.objects.filter(outcome="", claim__state="determined").first()
    assert doubt
    assert doubt.claim.case.number in page("tangyin.section", "/desk/doubts/")


def test_other_doubts_are_settled_both_ways() -> None:
    assert {"pay", "stop"} <= set(PaymentDoubt.objects.values_list("outcome", flat=True))


def test_somebody_met_in_other_items_is_back_for_the_next_quarter() -> None:
    assert Case.objects.filter(procedure="renewal", parent__state="closed", step__gt="").exists()
