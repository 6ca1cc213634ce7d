"""What the scenes leave in the demonstration city: sessions, objections, silence, a ruling, money on its way and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from processes.training.skill_training.item import ITEM
from tests.played_city import page, played
from workflow_app.models import Case, Deadline, FundsRequest, Meeting, Objection, PaymentBatch, Ruling
from workflow_app.models.payment import LineState, PaymentLine

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


@pytest.mark.parametrize(
    ("username", "path", "words"),
    [
        ("tangyin.handler", "/desk/to-notice/", "55,000.00"),
        ("tangyin.section", "/desk/objections/", "第4人去年已经领过"),
        ("yuehe.head", "/", "更正收款账户"),
    ],
)
def test_who_signs_in_finds_what_the_scenes_left_them(username: str, path: str, words: str) -> None:
    assert words in page(username, path)


def test_of_two_sessions_one_is_signed_by_nobody_yet() -> None:
    signed = [
        each.round.seats.filter(opinion__isnull=False).exists()
        for each in Meeting.objects.filter(round__case__item=ITEM.slug)
    ]
    assert set(signed) == {True, False}


def test_a_point_is_ruled_on_and_a_filing_accepted_by_silence() -> None:
    assert Ruling.objects.filter(met=True, case__item=ITEM.slug).exists()
    assert Deadline.objects.filter(
        kind="receipt", state="expired", case__state="accepted", case__item=ITEM.slug
    ).exists()


def test_of_the_objections_one_is_open_one_upheld_one_dismissed() -> None:
    assert sorted(Objection.objects.filter(line__notice__item=ITEM.slug).values_list("state", flat=True)) == [
        "dismissed",
        "open",
        "upheld",
    ]


def test_money_came_back_on_every_stretch_and_was_sent_again() -> None:
    assert (
        PaymentLine.objects.get(reissued_as__isnull=False, claim__case__item=ITEM.slug).reissued_as.state
        == LineState.PAID
    )
    assert {"returned", "sent"} <= set(
        FundsRequest.objects.filter(notice__item=ITEM.slug).values_list("state", flat=True)
    )
    assert PaymentBatch.objects.filter(state="discarded", request__notice__item=ITEM.slug).exists()


def test_who_was_paid_claims_again_and_is_noticed() -> None:
    twice = Case.objects.get(step="handle", open_points=1, item=ITEM.slug)
    assert Case.objects.filter(applicant=twice.applicant, item=twice.item, state="closed").count() == 1
