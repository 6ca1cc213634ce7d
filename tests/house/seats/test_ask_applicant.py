"""请申请人补充 after acceptance: the seat waits for it, the clock does not, and it comes back to who asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.seats.asking import QUORUMS, asked, next_seat, seat_of, sits_at
from tests.situations import SIGNED, case_at, case_submitted, own_claim, waiting_seat
from workflow_app.approval.quorum import Beside
from workflow_app.approval.stance import Stance
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.commands.draft import put_answer
from workflow_app.commands.expire import UNSUPPLIED, expire
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.add_seat import add_seat, remove_seat
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.commands.seat.send_back import send_back
from workflow_app.commands.supply_correction import supply_correction
from workflow_app.commands.withdraw import withdraw
from workflow_app.models import Case, Deadline, Desk, Draft, IssuedDocument, Seat
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.applicant.case_view import case_view
from workflow_app.queries.audit.fsck import broken

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(hours=1)
POINTS = (("person", "电话打不通，请更正。"),)
A = Stance.APPROVE


def asked_of() -> tuple[Case, Seat, Draft]:
    """The section asked the trainee about their telephone."""
    case = case_at("section")
    seat = waiting_seat(case)
    ask_applicant(seat.pk, POINTS, by=who(cast.SECTION), at=SIGNED)
    return case, seat, Draft.objects.get(correcting=case)


def test_it_comes_back_to_who_asked_and_acceptance_and_clock_stand() -> None:
    case, seat, draft = asked_of()
    assert not Seat.objects.get(pk=seat.pk).waiting
    view = case_view(case.number, who(cast.TRAINEE), SIGNED.date(), PUBLISHED)
    assert view.defects == ["电话打不通，请更正。"]
    assert view.where == "审核中需要您补充材料，补充后继续审核。"
    put_answer(draft.pk, "person", "applicant_phone", "13900000009", by=who(cast.TRAINEE), at=LATER)
    supply_correction(draft.pk, by=who(cast.TRAINEE), at=LATER)
    case, seat = Case.objects.get(pk=case.pk), Seat.objects.get(pk=seat.pk)
    assert (case.state, case.step, seat.waiting) == ("accepted", "section", True)
    assert case.filings.latest("ordinal").answers["applicant_phone"] == "13900000009"
    assert Deadline.objects.filter(case=case, kind="promised", state="armed").exists()
    assert not Deadline.objects.filter(case=case, kind="correction", state="armed").exists()
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    assert not list(broken())


def test_the_paper_says_what_is_asked_and_that_nothing_is_withdrawn_by_silence() -> None:
    case, _, _ = asked_of()
    paper = IssuedDocument.objects.get(case=case, kind="supplement")
    assert [each["words"] for each in paper.data["defects"]] == ["电话打不通，请更正。"]
    assert paper.data["accepted_on"] == SIGNED.date().isoformat()
    assert record.last(f"case:{case.number}").verb == "ask_applicant"


def test_silence_withdraws_nothing_and_who_asked_goes_on_without() -> None:
    case, seat, _ = asked_of()
    deadline = Deadline.objects.get(case=case, kind="correction")
    assert expire(deadline.pk, at=SIGNED + timedelta(days=40))
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body["basis"]) == ("remove_seat", None, UNSUPPLIED)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.step) == ("accepted", "section")
    assert not Seat.objects.filter(round__case=case, desk=None, waiting=True).exists()
    assert not Draft.objects.exists()
    seat.refresh_from_db()
    assert seat.waiting
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=SIGNED + timedelta(days=41))
    assert not list(broken())


@pytest.mark.parametrize("quorum", QUORUMS)
def test_others_of_a_joint_step_go_on_meanwhile(quorum: str) -> None:
    case = asked(QUORUMS[quorum])
    seat = next_seat(case)
    ask_applicant(seat.pk, POINTS, by=sits_at(case, seat.desk.role), at=SIGNED)
    for other in Seat.objects.filter(round__case=case, waiting=True, desk__isnull=False):
        if Seat.objects.filter(pk=other.pk, waiting=True).exists():
            give_opinion(other.pk, A, by=sits_at(case, other.desk.role), at=LATER)
    assert not list(broken())
    if Case.objects.get(pk=case.pk).step == "section":
        supply_correction(Draft.objects.get(correcting=case).pk, by=who(cast.TRAINEE), at=LATER)
        assert Seat.objects.get(pk=seat.pk).waiting
    assert not list(broken())


@pytest.mark.parametrize("quorum", ["all heard", "all", "two of three"])
def test_whoever_is_done_without_takes_the_applicant_they_asked_with_them(quorum: str) -> None:
    """What an applicant supplies is never a voice that decides a step."""
    case = asked(QUORUMS[quorum])
    mine, section = seat_of(case, "section"), sits_at(case, "section")
    desk = Desk.objects.get(unit=case.unit, role="insurance")
    added = add_seat(mine.pk, desk.pk, Beside.TOGETHER, "请把关。", by=section, at=SIGNED)
    ask_applicant(added.pk, POINTS, by=sits_at(case, "insurance"), at=SIGNED)
    remove_seat(added.pk, by=section, at=LATER)
    assert not Draft.objects.exists()
    assert not Seat.objects.filter(round__case=case, desk=None, removed_at=None).exists()
    assert not list(broken())


def test_once_the_applicant_answered_who_asked_is_not_done_without() -> None:
    case = asked(QUORUMS["all heard"])
    mine, section = seat_of(case, "section"), sits_at(case, "section")
    desk = Desk.objects.get(unit=case.unit, role="insurance")
    added = add_seat(mine.pk, desk.pk, Beside.TOGETHER, "请把关。", by=section, at=SIGNED)
    ask_applicant(added.pk, POINTS, by=sits_at(case, "insurance"), at=SIGNED)
    draft = Draft.objects.get(correcting=case)
    put_answer(draft.pk, "person", "applicant_phone", "13900000009", by=who(cast.TRAINEE), at=LATER)
    supply_correction(draft.pk, by=who(cast.TRAINEE), at=LATER)
    with pytest.raises(NotPossibleNow, match="请由它签署"):
        remove_seat(added.pk, by=section, at=LATER)
    assert not list(broken())


def test_a_case_that_leaves_the_step_forgets_what_was_asked() -> None:
    case, _, _ = asked_of()
    withdraw(case.pk, by=who(cast.TRAINEE), at=LATER)
    assert not Draft.objects.exists()
    other = asked(QUORUMS["all"], own_claim(902, cast.OTHER_TRAINEE))
    seat = next_seat(other)
    ask_applicant(seat.pk, POINTS, by=sits_at(other, seat.desk.role), at=SIGNED)
    colleague = next(s for s in Seat.objects.filter(round__case=other, waiting=True, desk__isnull=False))
    send_back(colleague.pk, "handle", "再核。", by=sits_at(other, colleague.desk.role), at=LATER)
    assert not Draft.objects.exists()
    assert not list(broken())


def test_whose_and_which_claims_they_are_is_not_supplied() -> None:
    case = case_at("section", case_submitted())
    ask_applicant(waiting_seat(case).pk, (("trainees", "第1行姓名有误。"),), by=who(cast.SECTION), at=SIGNED)
    draft = Draft.objects.get(correcting=case)
    section = next(slug for slug, answers in draft.answers.items() if "roster" in answers)
    put_answer(draft.pk, section, "roster", draft.answers[section]["roster"][1:], by=who(cast.AGENT), at=LATER)
    with pytest.raises(NotPossibleNow, match="不能增减人员"):
        supply_correction(draft.pk, by=who(cast.AGENT), at=LATER)
    assert case.claims.count() == 10


def test_when_it_cannot_be_asked() -> None:
    submitted = own_claim()
    with pytest.raises(NotPossibleNow, match="只有在审核环节"):
        ask_applicant(waiting_seat(submitted).pk, POINTS, by=who(cast.INTAKE), at=SIGNED)
    seat = waiting_seat(case_at("section", own_claim(902, cast.OTHER_TRAINEE)))
    with pytest.raises(NotUnderstood, match="至少写明一处"):
        ask_applicant(seat.pk, (), by=who(cast.SECTION), at=SIGNED)
    ask_applicant(seat.pk, POINTS, by=who(cast.SECTION), at=SIGNED)
    with pytest.raises(NotPossibleNow):
        ask_applicant(seat.pk, POINTS, by=who(cast.SECTION), at=SIGNED)


def test_another_office_asks_through_the_one_that_decides() -> None:
    case = send_back(waiting_seat(case_at("section")).pk, "handle", "再核。", by=who(cast.SECTION), at=SIGNED)
    with pytest.raises(NotAllowed, match="由承办单位办理"):
        ask_applicant(waiting_seat(case, cast.RURAL_CHECK).pk, POINTS, by=who(cast.RURAL_CHECK), at=SIGNED)
