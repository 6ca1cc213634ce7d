"""demo_city: every item in every state it can reach, on any day, and everybody who signs in has something to do."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command

from tests.played_city import page, played
from workflow_app.approval.quorum import Quorum
from workflow_app.approval.route import END, Route
from workflow_app.city import people
from workflow_app.flow.arrival import NOTICE
from workflow_app.flow.released import newest
from workflow_app.flow.seating import COMPETENT
from workflow_app.management.town.walk import asked_elsewhere
from workflow_app.management.town.ways import ways
from workflow_app.models import Case, Draft, FundsRequest, Holding, Notice, PaymentBatch, Seat
from workflow_app.models.payment import LineState, PaymentLine
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure
from workflow_app.queries.audit.verify import breaks

TO_DO = {
    "money": ("/desk/funds/", "核对并提请"),
    "check": ("/finance/", "待财政审核"),
    "treasury": ("/finance/", "待国库审核"),
    "draft": ("/finance/", "待编制支付批次"),
    "release": ("/finance/batches/", "待放款"),
}
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]  # who comes second waits for the city
PLAYED = [item for item in catalogue.items() if not catalogue.ungranted(item)]
PROCEDURES = [
    pytest.param(item, procedure, id=f"{item.slug}-{procedure.slug}")
    for item in PLAYED
    for procedure in item.procedures
]
PAYING = [pytest.param(item, id=item.slug) for item in PLAYED if any(each.pays for each in item.procedures)]


@pytest.fixture(scope="module")
def broken(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """The city, played once for this module; what verify finds wrong with it."""
    with played(django_db_blocker, tmp_path_factory):
        yield list(breaks())


def test_accounts_names_everybody_who_can_sign_in(city: None) -> None:
    said = StringIO()
    call_command("demo_city", "--accounts", stdout=said)
    here = Holding.objects.filter(desk__unit__region__in=(people.COUNTIES["tangyin"], people.STREETS["tangyin"]))
    assert here.exists()
    for holding in here.select_related("account", "desk"):
        assert f"  {holding.account.username} " in said.getvalue()
        assert holding.desk.title in said.getvalue()


@pytest.fixture
def whole(broken: list[str]) -> None:
    """The city as it was played."""


def test_everything_agrees(broken: list[str]) -> None:
    assert not broken


@pytest.mark.parametrize(("item", "procedure"), PROCEDURES)
def test_a_case_stands_at_every_step_and_came_to_every_end(whole: None, item: Item, procedure: Procedure) -> None:
    route, cases = newest(item, procedure), Case.objects.filter(item=item.slug, procedure=procedure.slug)
    assert set(route.steps) <= set(cases.values_list("step", flat=True))
    assert ends(route, procedure) <= set(cases.filter(step="").values_list("state", flat=True))
    assert Draft.objects.filter(item=item.slug, procedure=procedure.slug).exists()


def ends(route: Route, procedure: Procedure) -> set[str]:
    """What a case may be in law when its route is over: as its edges say, taken back, and closed once it is paid."""
    said = {edge.legal for step in route.steps.values() for _, edge in step.edges() if edge.to == END}
    return said | {"withdrawn"} | ({"closed"} if procedure.pays else set())


@pytest.mark.parametrize("item", [pytest.param(item, id=item.slug) for item in PLAYED])
def test_what_lies_beside_the_route_is_shown(whole: None, item: Item) -> None:
    """All of it where the deciding unit itself reviews; what lives on after its approval is revoked by its own procedures."""
    procedure = item.principal
    cases = Case.objects.filter(item=item.slug, procedure=procedure.slug)
    lives_on = procedure.life or procedure.takes_effect
    assert lives_on or cases.filter(state="revoked", papers__kind="revocation").exists()
    shown = [
        cases.filter(pauses__reason="suspension", pauses__until=None).exists(),
        cases.filter(state="terminated", papers__kind="termination").exists(),
        cases.filter(rounds__seats__delegations__ended_at=None, rounds__seats__delegations__isnull=False).exists(),
        cases.filter(papers__kind="supplement", correction_draft__isnull=False).exists(),
    ]
    assert shown == [reviews_itself(newest(item, procedure))] * len(shown)


def reviews_itself(route: Route) -> bool:
    """Whether a step of the review asks the unit that decides."""
    reviewing = (step.quorum for step in route.steps.values() if step.legal == "accepted" and step.quorum)
    return any(seat.unit == COMPETENT for quorum in reviewing for _, seat in quorum.seats())


@pytest.mark.parametrize(("item", "procedure"), PROCEDURES)
def test_joint_steps_are_half_signed_and_notices_run(whole: None, item: Item, procedure: Procedure) -> None:
    seats = Seat.objects.filter(round__case__item=item.slug, round__case__procedure=procedure.slug, waiting=True)
    route = newest(item, procedure)
    for step in (route.steps[way.to] for way in ways(route) if way.to != END):
        if step.quorum and len(list(step.quorum.seats())) > 1 and not sign_only_here(step.quorum):
            here = seats.filter(round__step=step.name)
            assert here.filter(round__seats__opinion__isnull=False).exists(), step.name
        if step.name == NOTICE:
            shown = Notice.objects.filter(lines__claim__case__procedure=procedure.slug, item=item.slug)
            assert shown.filter(lines__claim__case__step=NOTICE).exists()


def sign_only_here(quorum: Quorum) -> bool:
    """Who is asked at no other step would have nothing left to do, had they signed."""
    return not any(asked_elsewhere(seat.desk, seat.unit) for _, seat in quorum.seats())


@pytest.mark.parametrize("item", PAYING)
def test_money_is_everywhere_it_may_be(whole: None, item: Item) -> None:
    requests = FundsRequest.objects.filter(notice__item=item.slug)
    assert {"sent", "checked"} <= set(requests.values_list("state", flat=True))
    batches = PaymentBatch.objects.filter(request__in=requests)
    assert {"drafted", "written", "settled"} <= set(batches.values_list("state", flat=True))
    lines = PaymentLine.objects.filter(batch__in=batches)
    assert {LineState.PAID, LineState.RETURNED} <= set(lines.values_list("state", flat=True))


def desks_of_the_routes() -> Iterator[tuple[str, str]]:
    """(role, kind of unit) of every seat of every route that is played."""
    for item, procedure in ((each, procedure) for each in PLAYED for procedure in each.procedures):
        cases = Case.objects.filter(item=item.slug, procedure=procedure.slug)
        deciding = set(cases.values_list("unit__kind", flat=True))
        for quorum in (step.quorum for step in newest(item, procedure).steps.values() if step.quorum):
            for _, seat in quorum.seats():
                kinds = deciding if seat.unit == "competent" else {seat.unit}
                yield from ((seat.desk, kind) for kind in kinds if seat.desk)


def test_every_desk_a_route_names_has_something_in_its_inbox(whole: None) -> None:
    here = Holding.objects.filter(account__username__startswith="tangyin.").select_related("desk__unit")
    asked = [held for held in here if (held.desk.role, held.desk.unit.kind) in set(desks_of_the_routes())]
    assert asked
    for officer in {held.account for held in asked}:
        assert Seat.objects.filter(waiting=True, desk__holdings__account=officer).exists(), (
            f"{officer.username} has signed and has nothing left to sign"
        )
        assert "row-open" in page(officer.username, "/desk/"), officer.username


@pytest.mark.skipif(not PAYING, reason="no item pays")
def test_who_signs_in_finds_what_is_theirs(whole: None) -> None:
    for role, (path, words) in TO_DO.items():
        assert words in page(f"tangyin.{role}", path), role


def test_a_correction_was_supplied_in_every_item(whole: None) -> None:
    supplied = Case.objects.filter(state="submitted", filings__ordinal=2)
    assert {item.slug for item in PLAYED} <= set(supplied.values_list("item", flat=True))
