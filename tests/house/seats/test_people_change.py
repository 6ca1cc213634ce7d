"""Whoever leaves, is away or steps aside in the middle of an act: the case goes on in other hands, and theirs do nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house.seats.asking import colleague
from tests.situations import (
    DETERMINED,
    SIGNED,
    awaiting_correction,
    case_at,
    case_on_notice,
    case_to_confirm,
    waiting_seat,
)
from workflow_app.approval.quorum import Beside
from workflow_app.approval.stance import Stance
from workflow_app.commands.draft import put_answer
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.establish import represent
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.add_seat import add_seat, remove_seat
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.commands.seat.claim import claim
from workflow_app.commands.seat.delegate import delegate, recall
from workflow_app.commands.seat.recuse import recuse
from workflow_app.commands.seat.send_back import send_back
from workflow_app.commands.seat.send_copy import send_copy
from workflow_app.commands.seat.take_back import take_back
from workflow_app.commands.seat.transfer import transfer
from workflow_app.commands.stand_in import substitute
from workflow_app.commands.supply_correction import supply_correction
from workflow_app.management import acting
from workflow_app.management.acting import SINCE
from workflow_app.models import Case, Deadline, Desk, Draft, Holding, NoticeLine, Opinion, Seat
from workflow_app.policy.refusals import NotAllowed, SeparationOfDuties
from workflow_app.queries.audit.fsck import broken
from workflow_app.queries.scope import desks_of, visible_cases

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
GONE = SIGNED.date() - timedelta(days=1)
POINTS = (("person", "电话打不通，请更正。"),)
A = Stance.APPROVE


def leaves(username: str) -> None:
    Holding.objects.filter(account=who(username)).update(until=GONE)


def at_section() -> tuple[Case, Seat]:
    case = case_at("section")
    return case, waiting_seat(case)


def acts(case: Case, seat: Seat) -> dict[str, Callable[[], object]]:
    by, other = who(cast.SECTION), colleague(case, "section")
    desk = Desk.objects.get(unit=case.unit, role="employment")
    return {
        "claim": lambda: claim(seat.pk, by=by, at=LATER),
        "transfer": lambda: transfer(seat.pk, other, "外出。", by=by, at=LATER),
        "delegate": lambda: delegate(seat.pk, who(cast.INTAKE), "请核对。", by=by, at=LATER),
        "add": lambda: add_seat(seat.pk, desk.pk, Beside.AFTER, "请把关。", by=by, at=LATER),
        "ask": lambda: ask_applicant(seat.pk, POINTS, by=by, at=LATER),
        "back": lambda: send_back(seat.pk, "handle", "再核。", by=by, at=LATER),
    }


@pytest.mark.parametrize("act", ["claim", "transfer", "delegate", "add", "ask", "back"])
def test_who_stepped_aside_does_nothing_more_with_the_seat(act: str) -> None:
    case, seat = at_section()
    recuse(case.pk, who(cast.SECTION), "亲属。", by=who(cast.SECTION), at=SIGNED)
    with pytest.raises(SeparationOfDuties, match="已经回避"):
        acts(case, seat)[act]()


@pytest.mark.parametrize("act", ["claim", "transfer", "delegate", "add"])
def test_whose_own_matter_it_is_does_nothing_with_the_seat(act: str) -> None:
    case, seat = at_section()
    represent(who(cast.SECTION), case.applicant, "agent", since=SINCE, at=SIGNED)
    with pytest.raises(SeparationOfDuties, match="您本人或您所代表一方的事项"):
        acts(case, seat)[act]()


def test_who_stepped_aside_or_left_takes_no_word_back() -> None:
    case, seat = at_section()
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=SIGNED)
    holdings = list(Holding.objects.filter(account=who(cast.SECTION)).values_list("pk", flat=True))
    leaves(cast.SECTION)
    with pytest.raises(NotAllowed, match="已经不在“职业能力建设股”这个岗位上"):
        take_back(seat.pk, by=who(cast.SECTION), at=LATER)
    Holding.objects.filter(pk__in=holdings).update(until=None)
    recuse(case.pk, who(cast.SECTION), "亲属。", by=who(cast.SECTION), at=LATER)
    with pytest.raises(SeparationOfDuties):
        take_back(seat.pk, by=who(cast.SECTION), at=LATER)


def test_a_substitute_goes_on_with_what_the_absent_took_up() -> None:
    _, seat = at_section()
    claim(seat.pk, by=who(cast.SECTION), at=SIGNED)
    desks = list(desks_of(who(cast.SECTION), SIGNED.date()))
    until = SIGNED.date() + timedelta(days=3)
    substitute(who(cast.SECTION), who(cast.BUREAU_HEAD), desks, SIGNED.date(), until, by=who(cast.SECTION), at=SIGNED)
    give_opinion(seat.pk, A, by=who(cast.BUREAU_HEAD), at=LATER)
    assert Opinion.objects.get(seat=seat).in_place_of == who(cast.SECTION)
    assert not list(broken())


def test_a_successor_does_without_an_answer_somebody_gone_had_asked_for() -> None:
    case, seat = at_section()
    second = colleague(case, "section")
    lent = delegate(seat.pk, who(cast.INTAKE), "请核对。", by=who(cast.SECTION), at=SIGNED)
    leaves(cast.SECTION)
    recall(lent.pk, by=second, at=LATER)
    claim(seat.pk, by=second, at=LATER)
    give_opinion(seat.pk, A, by=second, at=LATER)
    assert not list(broken())


def test_a_successor_does_without_an_applicant_somebody_gone_had_asked() -> None:
    case, seat = at_section()
    second = colleague(case, "section")
    applicant = ask_applicant(seat.pk, POINTS, by=who(cast.SECTION), at=SIGNED)
    with pytest.raises(NotAllowed, match="只有加签的人"):
        remove_seat(applicant.pk, by=second, at=LATER)
    leaves(cast.SECTION)
    remove_seat(applicant.pk, by=second, at=LATER)
    claim(seat.pk, by=second, at=LATER)
    give_opinion(seat.pk, A, by=second, at=LATER)
    assert not list(broken())


def test_a_copy_opens_nothing_once_its_reader_has_no_desk() -> None:
    case, _ = at_section()
    head = who(cast.BUREAU_HEAD)
    send_copy(case.pk, [head], by=who(cast.SECTION), at=SIGNED)
    leaves(cast.BUREAU_HEAD)
    assert not visible_cases(head, SIGNED.date()).exists()


def test_what_is_sent_back_behind_its_notice_goes_before_the_public_again() -> None:
    case = case_to_confirm()
    send_back(waiting_seat(case).pk, "deputy_head", "第1行要再看。", by=who(cast.DEPUTY_HEAD), at=DETERMINED)
    assert set(NoticeLine.objects.values_list("state", flat=True)) == {"void"}
    case = acting.sign_until(case, "notice", at=DETERMINED)
    notice = case_on_notice(case)
    end_notice(notice.pk, at=DETERMINED + timedelta(days=30))
    assert Case.objects.get(pk=case.pk).step == "confirm"
    assert not list(broken())


def test_what_the_applicant_answered_is_not_due_again_when_the_word_is_taken_back() -> None:
    case, seat = at_section()
    ask_applicant(seat.pk, POINTS, by=who(cast.SECTION), at=SIGNED)
    draft = Draft.objects.get(correcting=case)
    put_answer(draft.pk, "person", "applicant_phone", "13900000009", by=who(cast.TRAINEE), at=LATER)
    supply_correction(draft.pk, by=who(cast.TRAINEE), at=LATER)
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    take_back(seat.pk, by=who(cast.SECTION), at=LATER)
    assert not Deadline.objects.filter(case=case, kind="correction", state="armed").exists()
    assert not list(broken())


def test_a_correction_before_acceptance_is_nobodys_to_remove() -> None:
    case = awaiting_correction()
    applicant = Seat.objects.get(round__case=case, waiting=True)
    with pytest.raises(NotAllowed, match="流程规定的"):
        remove_seat(applicant.pk, by=who(cast.INTAKE), at=LATER)
