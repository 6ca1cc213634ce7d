"""An empty desk is told to its own unit until it answers, and once more where nothing came of it; a substitute fills it, who stepped aside does not."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.seats.asking import colleague
from tests.situations import case_at, own_claim, waiting_seat
from workflow_app.approval.duties import Duty
from workflow_app.commands.commit import commit_to
from workflow_app.commands.establish import register_party, represent
from workflow_app.commands.oversight.answer_supervision import answer_supervision
from workflow_app.commands.oversight.tell_empty_desk import seats_nobody_told, tell_empty_desk
from workflow_app.management.acting import SINCE
from workflow_app.models import Account, Case, Holding, Recusal, Seat

NIGHT = moment("2026-04-10 00:20")
TODAY = NIGHT.date()


@pytest.fixture
def case() -> Case:
    return case_at("section", own_claim())


def leave(username: str, last: str) -> Holding:
    """The person sits there until a day."""
    Holding.objects.filter(account=who(username)).update(until=date.fromisoformat(last))
    return Holding.objects.get(account=who(username))


def test_where_somebody_sits_nothing_is_told(case: Case) -> None:
    assert seats_nobody_told(TODAY) == []
    assert tell_empty_desk(waiting_seat(case).pk, at=NIGHT) is None


def test_an_empty_desk_is_told_once_with_a_day_for_the_answer(case: Case) -> None:
    leave(cast.SECTION, "2026-04-09")
    (seat,) = seats_nobody_told(TODAY)
    told = tell_empty_desk(seat, at=NIGHT)
    assert told is not None
    assert (told.ground, told.unit, told.by) == ("nobody", case.unit, None)
    assert told.due_on == date(2026, 4, 15)
    assert record.last(f"case:{case.number}").body["title"] == waiting_seat(case).title
    assert seats_nobody_told(TODAY) == []
    assert tell_empty_desk(seat, at=NIGHT) is None


def test_each_office_of_a_joint_step_is_told_for_itself() -> None:
    case_at("handle", own_claim())
    leave(cast.RURAL_CHECK, "2026-04-09")
    leave(cast.LICENCE_CHECK, "2026-04-09")
    seats = seats_nobody_told(TODAY)
    told = [tell_empty_desk(seat, at=NIGHT) for seat in seats]
    assert len({order.unit for order in told if order}) == 2
    assert seats_nobody_told(TODAY) == []


def test_a_desk_that_is_still_empty_after_the_answer_is_told_once_more(case: Case) -> None:
    leave(cast.SECTION, "2026-04-09")
    told = tell_empty_desk(waiting_seat(case).pk, at=NIGHT)
    assert told is not None
    answer_supervision(told.pk, "正在安排。", by=who(cast.BUREAU_HEAD), at=moment("2026-04-10 10:00"))
    assert seats_nobody_told(date(2026, 4, 15)) == [], "its days to answer are not over"
    assert seats_nobody_told(date(2026, 4, 16)) == [waiting_seat(case).pk]
    assert tell_empty_desk(waiting_seat(case).pk, at=moment("2026-04-16 00:20")) is not None


def test_the_last_day_is_a_day_there(case: Case) -> None:
    leave(cast.SECTION, "2026-04-10")
    assert seats_nobody_told(TODAY) == []


def test_a_substitute_fills_the_desk(case: Case) -> None:
    gone = leave(cast.SECTION, "2026-04-09")
    Holding.objects.create(
        desk=gone.desk, account=who(cast.BUREAU_HEAD), since=TODAY, until=TODAY, in_place_of=gone.account
    )
    assert seats_nobody_told(TODAY) == []


def test_who_stepped_aside_does_not_fill_it(case: Case) -> None:
    section = who(cast.SECTION)
    Recusal.objects.create(case=case, account=section, words="申请人是亲属。", by=section, at=NIGHT)
    assert seats_nobody_told(TODAY) == [waiting_seat(case).pk]
    other = case_at("section", own_claim(902, cast.OTHER_TRAINEE))
    assert waiting_seat(other).pk not in seats_nobody_told(TODAY)


def test_whose_duties_are_kept_apart_does_not_fill_it(case: Case) -> None:
    commit_to(case, who(cast.SECTION), Duty.HANDLE)
    (seat,) = seats_nobody_told(TODAY)
    assert seat == waiting_seat(case).pk
    told = tell_empty_desk(seat, at=NIGHT)
    assert told is not None
    assert "在岗的人都不能办理本件" in told.words


def test_a_duty_that_excludes_nothing_leaves_it_filled(case: Case) -> None:
    commit_to(case, who(cast.SECTION), Duty.ACCEPT)
    assert seats_nobody_told(TODAY) == []


def test_a_colleague_whom_nothing_keeps_away_fills_it(case: Case) -> None:
    commit_to(case, who(cast.SECTION), Duty.HANDLE)
    colleague(case, "section")
    assert seats_nobody_told(TODAY) == []


def test_whose_own_matter_it_is_does_not_fill_it(case: Case) -> None:
    represent(who(cast.SECTION), case.applicant, "self", since=SINCE, at=NIGHT)
    assert seats_nobody_told(TODAY) == [waiting_seat(case).pk]


def test_who_benefits_from_a_line_does_not_fill_it() -> None:
    case, section = case_at("section"), who(cast.SECTION)
    person = register_party("person", section.name, case.claims.latest("ordinal").beneficiary["number"], "410523")
    represent(section, person, "self", since=SINCE, at=NIGHT)
    assert seats_nobody_told(TODAY) == [waiting_seat(case).pk]


def test_an_account_out_of_use_does_not_fill_it(case: Case) -> None:
    Account.objects.filter(username=cast.SECTION).update(is_active=False)
    assert seats_nobody_told(TODAY) == [waiting_seat(case).pk]


def test_what_lies_in_the_hands_of_who_sits_there_no_more_waits_at_nobody(case: Case) -> None:
    seat = waiting_seat(case)
    Seat.objects.filter(pk=seat.pk).update(holder=who(cast.SECTION), held_since=NIGHT)
    assert seats_nobody_told(TODAY) == []
    Seat.objects.filter(pk=seat.pk).update(holder=who(cast.INTAKE), held_since=NIGHT)
    assert seats_nobody_told(TODAY) == [seat.pk]


def test_more_seats_take_no_more_statements(case: Case) -> None:
    commit_to(case, who(cast.SECTION), Duty.HANDLE)
    with CaptureQueriesContext(connection) as few:
        assert len(seats_nobody_told(TODAY)) == 1
    commit_to(case_at("section", own_claim(902, cast.OTHER_TRAINEE)), who(cast.SECTION), Duty.HANDLE)
    with CaptureQueriesContext(connection) as many:
        assert len(seats_nobody_told(TODAY)) == 2
    assert len(many) == len(few)
