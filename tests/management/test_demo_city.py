"""demo_city: every item in every state it can reach, on any day, and everybody who signs in has something to do."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.conftest import moment
from workflow_app.approval.quorum import Quorum
from workflow_app.approval.route import END, Route
from workflow_app.flow.arrival import NOTICE
from workflow_app.flow.released import newest
from workflow_app.management.town.walk import asked_elsewhere
from workflow_app.management.town.ways import ways
from workflow_app.models import (
    Account,
    Case,
    Deadline,
    Draft,
    FundsRequest,
    Meeting,
    Notice,
    Objection,
    PaymentBatch,
    PaymentDoubt,
    Ruling,
    Seat,
)
from workflow_app.models.payment import LineState, PaymentLine
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure
from workflow_app.queries.audit.verify import breaks

SECOND_WEEK = "2027-01-11 10:00"  # half the play was last year
TO_DO = {
    "handler": ("/desk/to-notice/", "55,000.00"),
    "section": ("/desk/objections/", "第4人去年已经领过"),
    "money": ("/desk/funds/", "核对并提请"),
    "check": ("/finance/", "待财政审核"),
    "draft": ("/finance/", "待编制支付批次"),
    "release": ("/finance/batches/", "待放款"),
}
pytestmark = pytest.mark.django_db
PROCEDURES = [
    pytest.param(item, procedure, id=f"{item.slug}-{procedure.slug}")
    for item in catalogue.items()
    for procedure in item.procedures
]
PAYING = [pytest.param(item, id=item.slug) for item in catalogue.items() if any(each.pays for each in item.procedures)]


@pytest.fixture(scope="module")
def broken(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """The city, played once for this module; what verify finds wrong with it."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        patch.setattr(timezone, "now", lambda: moment(SECOND_WEEK))
        patch.setattr(settings, "FILES", tmp_path_factory.mktemp("files"))
        patch.setattr(settings, "REGISTER_WORLD", tmp_path_factory.mktemp("registers") / "registers.json")
        call_command("demo_city", stderr=StringIO())
        yield list(breaks())
        transaction.set_rollback(True)


def test_accounts_names_everybody_who_can_sign_in(city: None) -> None:
    said = StringIO()
    call_command("demo_city", "--accounts", stdout=said)
    for desk in (
        "示例银行汤阴县支行 授信岗",
        "汤阴县融资担保中心 核保岗",
        "租金管理岗",
        "安阳市住房和城乡建设局 住房保障科",
    ):
        assert desk in said.getvalue()
    assert "tangyin.street " in said.getvalue()


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


def test_every_desk_a_route_names_has_something_in_its_inbox(whole: None) -> None:
    officers = Account.objects.filter(username__startswith="tangyin.", holdings__desk__seats__isnull=False).distinct()
    assert {"tangyin.credit", "tangyin.guarantee", "tangyin.street", "tangyin.h_rent"} <= {
        each.username for each in officers
    }
    for officer in officers:
        if not Seat.objects.filter(waiting=True, desk__holdings__account=officer).exists():
            raise AssertionError(f"{officer.username} has signed and has nothing left to sign")
        assert "row-open" in page(officer, "/desk/"), officer.username


def test_who_signs_in_finds_what_is_theirs(whole: None) -> None:
    for role, (path, words) in TO_DO.items():
        assert words in page(Account.objects.get(username=f"tangyin.{role}"), path), role
    assert "更正收款账户" in page(Account.objects.get(username="yuehe.head"), "/")


def page(account: Account, path: str) -> str:
    visitor = Client()
    visitor.force_login(account)
    return visitor.get(path).content.decode()


def test_what_no_state_tells_is_shown_too(whole: None) -> None:
    """Signed and unsigned sessions, a ruling, a supplied correction, silence, a second transfer, objections."""
    signed = [each.round.seats.filter(opinion__isnull=False).exists() for each in Meeting.objects.all()]
    assert set(signed) == {True, False}
    assert Ruling.objects.filter(met=True).exists()
    assert Case.objects.filter(state="submitted", filings__ordinal=2).exists()
    assert Deadline.objects.filter(kind="receipt", state="expired", case__state="accepted").exists()
    assert PaymentLine.objects.get(reissued_as__isnull=False).reissued_as.state == LineState.PAID
    assert set(Objection.objects.values_list("state", flat=True)) == {"open", "upheld", "dismissed"}
    assert {"returned", "sent"} <= set(FundsRequest.objects.values_list("state", flat=True))
    assert PaymentBatch.objects.filter(state="discarded").exists()
    assert PaymentDoubt.objects.filter(outcome="", claim__state="determined").exists()
    twice = Case.objects.get(step="handle", open_points=1)
    assert Case.objects.filter(applicant=twice.applicant, item=twice.item, state="closed").count() == 1
