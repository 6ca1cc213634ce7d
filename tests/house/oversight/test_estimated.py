"""Every paper marks the days it reckoned over a year whose holidays are not published, and says what that means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.oversight.holidays import year_2027
from tests.house.seats.asking import QUORUMS, asked, seat_of, sits_at
from tests.situations import awaiting_correction, case_at, case_determined, own_claim, waiting_seat
from workflow_app.commands.beside_the_route.extend import ask_extension, decide_extension
from workflow_app.commands.beside_the_route.resume import resume
from workflow_app.commands.beside_the_route.revoke import propose_revocation
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.publish_holidays import publish_holidays
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.models import Case, IssuedDocument
from workflow_app.models.calendar_in_force import keep, read_calendar

FILED = moment("2027-01-22 09:30")  # a Friday
SIGNED = moment("2027-01-22 14:00")
LATER = moment("2027-01-27 10:00")
POINTS = (("person", "电话打不通，请更正。"),)
SENTENCE = "2027年放假安排尚未公布，标有“推算”的日期"


def at_handle() -> Case:
    return case_at("handle", own_claim(at=FILED), at=SIGNED)


def receipt() -> None:
    own_claim(at=FILED)


def correction() -> None:
    awaiting_correction(own_claim(at=FILED), at=SIGNED)


def supplement() -> None:
    case = case_at("section", own_claim(at=FILED), at=SIGNED)
    ask_applicant(waiting_seat(case).pk, POINTS, by=who(cast.SECTION), at=SIGNED)


def extension() -> None:
    case = at_handle()
    row = ask_extension(case.pk, 5, "学员分散。", by=who(cast.HANDLER), at=SIGNED)
    decide_extension(row.pk, True, by=who(cast.BUREAU_HEAD), at=SIGNED)


def resumption() -> None:
    """Three days: of the promised and the statutory limit, and of what the applicant was asked to supply."""
    case = asked(QUORUMS["all"], case_at("section", own_claim(at=FILED), at=SIGNED))
    ask_applicant(seat_of(case, "section").pk, POINTS, by=who(cast.SECTION), at=SIGNED)
    row = suspend(case.pk, "suspension", "等更正。", by=sits_at(case, "employment"), at=SIGNED)
    resume(row.pk, by=who(cast.BUREAU_HEAD), at=LATER)


def public_notice() -> None:
    case = case_at("notice", own_claim(at=FILED), at=SIGNED)
    open_notice([case.pk], by=who(cast.HANDLER), at=LATER)


def revocation_notice() -> None:
    case = case_determined(own_claim())
    propose_revocation(case.pk, "证书不真", "示例办法", by=who(cast.HANDLER), at=LATER)


PAPERS: dict[str, tuple[Callable[[], object], int]] = {
    "receipt": (receipt, 1),
    "acceptance": (at_handle, 1),
    "correction": (correction, 1),
    "supplement": (supplement, 1),
    "extension": (extension, 2),
    "resumption": (resumption, 3),
    "public_notice": (public_notice, 1),
    "revocation_notice": (revocation_notice, 1),
}


@pytest.fixture
def year_is_out() -> None:
    publish_holidays(year_2027(), by=None, at=FILED - timedelta(days=60))
    keep(read_calendar())


@pytest.mark.parametrize("kind", PAPERS)
def test_while_the_year_is_not_out_its_days_are_marked(kind: str) -> None:
    issued, days = PAPERS[kind]
    issued()
    data = IssuedDocument.objects.filter(kind=kind).latest("pk").data
    assert len(data["estimated"]) == days
    assert all(day in str({**data, "estimated": []}) for day in data["estimated"]), "each is told on the paper"
    assert [mark for mark in data["marks"] if mark.startswith(SENTENCE)]


@pytest.mark.usefixtures("year_is_out")
@pytest.mark.parametrize("kind", PAPERS)
def test_once_it_is_out_nothing_is_marked(kind: str) -> None:
    PAPERS[kind][0]()
    data = IssuedDocument.objects.filter(kind=kind).latest("pk").data
    assert data["estimated"] == []
    assert not [mark for mark in data["marks"] if "推算" in mark]
