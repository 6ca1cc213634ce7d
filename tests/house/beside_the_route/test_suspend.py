"""中止 and special procedures: the clock stands still, the applicant is told why, and on resuming every limit moves."""

from __future__ import annotations

from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.seats.asking import QUORUMS, asked, seat_of, sits_at
from tests.situations import SIGNED, case_at, case_to_confirm, endowed, own_claim, waiting_seat
from workflow_app.approval.quorum import Beside
from workflow_app.approval.stance import Stance
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.clock.limit import PauseReason
from workflow_app.commands.beside_the_route.resume import resume
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.expire import expire, overdue
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.add_seat import add_seat, remove_seat
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.commands.withdraw import withdraw
from workflow_app.flow import door, limits
from workflow_app.models import Case, Deadline, Desk, IssuedDocument, Pause, Seat
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.applicant.case_view import case_view
from workflow_app.queries.applicant.my_cases import home

# Accepted on 7 April: promised until the 28th. Stood still from the 10th to the 17th it is 8 May (deadlines_by_hand.yaml).
FROM = moment("2026-04-10 10:00")
UNTIL = moment("2026-04-17 16:00")
POINTS = (("person", "电话打不通，请更正。"),)
WORDS = "登记机关正在更正申请人的身份信息"


@pytest.fixture
def case() -> Case:
    return case_at("handle", own_claim())


def still(case: Case, reason: str = "suspension", days: int = 0, by: str = cast.HANDLER) -> Pause:
    return suspend(case.pk, reason, WORDS, days, by=who(by), at=FROM)


def due(case: Case, kind: str) -> str:
    return Deadline.objects.get(case=case, kind=kind).due_on.isoformat()


@pytest.mark.parametrize(
    ("reason", "days", "kind"),
    [
        ("suspension", 0, "suspension"),
        ("review", 10, "special_procedure"),
        ("site_check", 3, "special_procedure"),
        ("assistance", 5, "special_procedure"),
    ],
)
def test_the_applicant_is_told_in_writing_why_it_stands_still(case: Case, reason: str, days: int, kind: str) -> None:
    row = still(case, reason, days)
    assert (row.since, row.until, row.words, row.by) == (date(2026, 4, 10), None, WORDS, who(cast.HANDLER))
    paper = IssuedDocument.objects.get(case=case, kind=kind)
    assert paper.data["reason"] == f"{WORDS}。"
    assert paper.data.get("days", 0) == days
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.body) == ("suspend", {"pause": row.pk, "why": reason, "days": days})
    assert act.personal


def test_resumed_every_limit_moves_by_the_days_that_did_not_count(case: Case) -> None:
    row = resume(still(case).pk, "已经更正", by=who(cast.HANDLER), at=UNTIL)
    assert row.until == date(2026, 4, 17)
    assert (due(case, "promised"), due(case, "statutory")) == ("2026-05-08", "2026-05-14")
    act = record.last(f"case:{case.number}")
    assert {"kind": "promised", "before": "2026-04-28", "after": "2026-05-08"} in act.body["moved"]
    paper = IssuedDocument.objects.get(case=case, kind="resumption")
    assert (paper.data["promised"], paper.data["until"]) == ("2026-05-08", "2026-04-17")


def test_a_seat_waits_as_long_as_nobody_may_sign_from_it(case: Case) -> None:
    assert waiting_seat(case, cast.HANDLER).due_on == date(2026, 4, 14)  # five working days
    resume(still(case).pk, by=who(cast.HANDLER), at=UNTIL)
    assert waiting_seat(case, cast.HANDLER).due_on == date(2026, 4, 21)  # 8, 9, 10, then 20 and 21
    assert Deadline.objects.get(case=case, kind="seat", state="armed").due_on == date(2026, 4, 21)


def test_a_special_procedure_does_not_stop_the_seat(case: Case) -> None:
    before = waiting_seat(case, cast.HANDLER).due_on
    resume(still(case, "review", 5).pk, by=who(cast.HANDLER), at=UNTIL)
    assert waiting_seat(case, cast.HANDLER).due_on == before


# A department's seat has three days of its own beside the five of its step. Of 7 April on, suspended from the 8th to the 17th:
# the 8th, then 20 and 21; the step's five go on to the 23rd.
@pytest.mark.parametrize(
    ("reason", "own", "of_the_step"),
    [("suspension", "2026-04-21", "2026-04-23"), ("review", "2026-04-10", "2026-04-14")],
)
def test_a_seat_with_a_limit_of_its_own_waits_by_its_own_days(
    case: Case, reason: str, own: str, of_the_step: str
) -> None:
    def days() -> tuple[str, str]:
        seats = (waiting_seat(case, username) for username in (cast.RURAL_CHECK, cast.HANDLER))
        one, other = (str(seat.due_on) for seat in seats)
        return one, other

    assert days() == ("2026-04-10", "2026-04-14")
    row = suspend(case.pk, reason, WORDS, 5, by=who(cast.HANDLER), at=moment("2026-04-08 10:00"))
    resume(row.pk, by=who(cast.HANDLER), at=UNTIL)
    assert days() == (own, of_the_step)
    moved = [each["after"] for each in record.last(f"case:{case.number}").body["moved"] if each["kind"] == "seat"]
    both = [of_the_step, own, own]  # the step's, and two departments are asked
    assert moved == (both if reason == "suspension" else [])


def test_its_own_days_go_with_a_seat_that_was_put_behind_an_added_one(case: Case) -> None:
    seat = waiting_seat(case, cast.RURAL_CHECK)
    desk = seat.desk.unit.desks.exclude(pk=seat.desk_id).first() or Desk.objects.get(unit=case.unit, role="section")
    added = add_seat(seat.pk, desk.pk, Beside.BEFORE, "请先看。", by=who(cast.RURAL_CHECK), at=SIGNED)
    remove_seat(added.pk, by=who(cast.RURAL_CHECK), at=SIGNED)
    add_seat(seat.pk, desk.pk, Beside.TOGETHER, "请一并看。", by=who(cast.RURAL_CHECK), at=SIGNED)
    row = suspend(case.pk, "suspension", WORDS, by=who(cast.HANDLER), at=moment("2026-04-08 10:00"))
    resume(row.pk, by=who(cast.HANDLER), at=UNTIL)
    assert str(waiting_seat(case, cast.RURAL_CHECK).due_on) == "2026-04-21"


def test_what_the_applicant_was_asked_to_supply_waits_as_long() -> None:
    """Suspended from the 10th to the 17th by a colleague of who asked: five working days do not count."""
    case = asked(QUORUMS["all"], own_claim())
    ask_applicant(seat_of(case, "section").pk, POINTS, by=who(cast.SECTION), at=SIGNED)
    supplement = Deadline.objects.get(case=case, kind="correction")
    before = supplement.due_on
    row = suspend(case.pk, "suspension", WORDS, by=sits_at(case, "employment"), at=FROM)
    view = case_view(case.number, who(cast.TRAINEE), FROM.date(), PUBLISHED)
    assert view.until is not None
    assert (view.until.kind, view.until_stands_still) == ("correction", True)
    assert view.where.startswith("已中止办理")
    assert [each.due_on for each in home(who(cast.TRAINEE), FROM.date()).todo] == [None]
    assert supplement.pk not in overdue(date(2026, 6, 30))
    assert not expire(supplement.pk, at=moment("2026-06-30 09:00"))
    resume(row.pk, by=who(cast.BUREAU_HEAD), at=UNTIL)
    supplement.refresh_from_db()
    assert PUBLISHED.between(before, supplement.due_on) == 5
    assert Seat.objects.get(round__case=case, desk=None).due_on == supplement.due_on
    assert [each.due_on for each in home(who(cast.TRAINEE), UNTIL.date()).todo] == [supplement.due_on]
    paper = IssuedDocument.objects.get(case=case, kind="resumption")
    assert paper.data["supplement"] == supplement.due_on.isoformat()


def test_while_it_stands_still_no_limit_runs_out(case: Case) -> None:
    row = suspend(case.pk, "suspension", WORDS, by=who(cast.HANDLER), at=moment("2026-04-09 10:00"))
    assert overdue(date(2026, 6, 30)) == []
    resume(row.pk, by=who(cast.HANDLER), at=UNTIL)
    assert len(overdue(date(2026, 6, 30))) == 3


@pytest.mark.parametrize(
    ("reason", "late"), [(reason, {"seat"} if reason != "suspension" else set()) for reason in PauseReason]
)
def test_whatever_the_reason_handling_stands_still_and_a_seat_only_while_nobody_signs(
    case: Case, reason: PauseReason, late: set[str]
) -> None:
    Pause.objects.create(case=case, reason=reason, since=SIGNED.date())
    assert {Deadline.objects.get(pk=pk).kind for pk in overdue(date(2026, 6, 30))} == late
    Pause.objects.update(until=date(2026, 4, 17))
    with door.held(case.pk) as held:
        moved = {each["kind"] for each in limits.move(held)}
    assert moved == {"promised", "statutory"} | ({"seat"} if reason == "suspension" else set())


def test_two_reasons_at_once_and_days_under_both_count_once(case: Case) -> None:
    first, second = still(case), still(case, "assistance", 5)
    resume(first.pk, by=who(cast.HANDLER), at=moment("2026-04-14 10:00"))
    assert due(case, "promised") == "2026-04-28", "it still stands still for the other reason"
    assert IssuedDocument.objects.get(case=case, kind="resumption").data["still"] is True
    resume(second.pk, by=who(cast.HANDLER), at=UNTIL)
    assert due(case, "promised") == "2026-05-08"


def test_a_limit_that_was_over_stays_over(case: Case) -> None:
    late = moment("2026-04-30 10:00")
    for deadline in overdue(late.date()):
        expire(deadline, at=late)
    row = suspend(case.pk, "suspension", WORDS, by=who(cast.HANDLER), at=late)
    resume(row.pk, by=who(cast.HANDLER), at=moment("2026-05-12 10:00"))
    assert due(case, "promised") == "2026-04-28"
    assert due(case, "statutory") == "2026-05-15"


def test_a_decision_ends_a_special_procedure_nobody_ended() -> None:
    endowed()
    case = case_to_confirm(own_claim())
    row = suspend(case.pk, "assistance", WORDS, 5, by=who(cast.DEPUTY_HEAD), at=moment("2026-04-16 09:00"))
    give_opinion(waiting_seat(case).pk, Stance.APPROVE, by=who(cast.DEPUTY_HEAD), at=moment("2026-04-17 09:00"))
    assert Case.objects.get(pk=case.pk).state == "approved"
    assert Pause.objects.get(pk=row.pk).until == date(2026, 4, 17)


def test_a_withdrawal_ends_it_too(case: Case) -> None:
    still(case)
    withdraw(case.pk, by=who(cast.TRAINEE), at=UNTIL)
    assert not Pause.objects.filter(until=None).exists()


@pytest.mark.parametrize("username", [cast.SECTION, cast.BUREAU_HEAD, cast.HANDLER_ELSEWHERE, cast.TRAINEE])
def test_only_whom_the_case_waits_for_stops_its_clock(case: Case, username: str) -> None:
    with pytest.raises(NotAllowed, match="不在您的岗位上"):
        still(case, by=username)


def test_another_department_does_not_stop_the_clock_of_the_deciding_unit() -> None:
    case = case_at("handle", own_claim())
    with pytest.raises(NotAllowed, match="承办单位"):
        still(case, by=cast.RURAL_CHECK)


def test_before_acceptance_there_is_no_clock_to_stop() -> None:
    with pytest.raises(NotPossibleNow, match="没有在计算"):
        suspend(own_claim().pk, "suspension", WORDS, by=who(cast.INTAKE), at=SIGNED)


@pytest.mark.parametrize(
    ("reason", "words", "days", "why"),
    [
        pytest.param("notice", WORDS, 0, "请选择暂停的原因", id="a reason that is the house's own"),
        pytest.param("", WORDS, 0, "请选择暂停的原因", id="no reason"),
        pytest.param("suspension", " ", 0, "请写明原因", id="no words"),
        pytest.param("review", WORDS, 0, "预计需要的工作日", id="no days"),
        pytest.param("review", WORDS, 61, "1至60天", id="too many days"),
    ],
)
def test_reason_words_and_days_are_said(case: Case, reason: str, words: str, days: int, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why):
        suspend(case.pk, reason, words, days, by=who(cast.HANDLER), at=FROM)


def test_the_second_click_is_told_since_when(case: Case) -> None:
    row = still(case)
    with pytest.raises(AlreadyDone, match="2026年4月10日起因“中止”暂停"):
        still(case)
    resume(row.pk, by=who(cast.HANDLER), at=UNTIL)
    with pytest.raises(AlreadyDone, match="已于2026年4月17日恢复办理"):
        resume(row.pk, by=who(cast.HANDLER), at=UNTIL)
    assert IssuedDocument.objects.filter(case=case, kind="resumption").count() == 1


def test_the_head_may_resume_a_stranger_may_not(case: Case) -> None:
    row = still(case)
    for username in (cast.SECTION, cast.HANDLER_ELSEWHERE, cast.TRAINEE):
        with pytest.raises(NotAllowed, match="单位负责人"):
            resume(row.pk, by=who(username), at=UNTIL)
    resume(row.pk, by=who(cast.BUREAU_HEAD), at=UNTIL)


def test_what_the_house_paused_it_resumes_itself(case: Case) -> None:
    own = Pause.objects.create(case=case, reason="notice", since=FROM.date())
    with pytest.raises(NotPossibleNow, match="自动恢复"):
        resume(own.pk, by=who(cast.HANDLER), at=UNTIL)
    with pytest.raises(NotFound, match="没有这次暂停"):
        resume(999, by=who(cast.HANDLER), at=UNTIL)
