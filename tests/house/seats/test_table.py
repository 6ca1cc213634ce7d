"""Act × quorum × moment: whatever was done with a seat, the round still decides, the case still comes to its end, nothing hangs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house.seats.asking import QUORUMS, STEP, THEN, asked, colleague, next_seat, sits_at
from tests.situations import SIGNED
from workflow_app.approval.quorum import Beside
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.add_seat import add_seat, remove_seat
from workflow_app.commands.seat.claim import claim, release
from workflow_app.commands.seat.delegate import answer, delegate, recall
from workflow_app.commands.seat.recuse import recuse
from workflow_app.commands.seat.send_back import send_back
from workflow_app.commands.seat.send_copy import send_copy
from workflow_app.commands.seat.take_back import take_back
from workflow_app.commands.seat.transfer import transfer
from workflow_app.commands.withdraw import withdraw
from workflow_app.models import Account, Case, Desk, Opinion, Round, RoundState, Seat
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.audit.fsck import broken

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
Act = Callable[[Case, Seat, Account], None]


def claims(case: Case, seat: Seat, by: Account) -> None:
    claim(seat.pk, by=by, at=LATER)


def claims_and_releases(case: Case, seat: Seat, by: Account) -> None:
    claim(seat.pk, by=by, at=LATER)
    release(seat.pk, by=by, at=LATER)


def transfers(case: Case, seat: Seat, by: Account) -> None:
    transfer(seat.pk, colleague(case, seat.desk.role), "出差。", by=by, at=LATER)


def delegates_and_hears(case: Case, seat: Seat, by: Account) -> None:
    asked_for = delegate(seat.pk, who(cast.INTAKE), "请核对名单。", by=by, at=LATER)
    answer(asked_for.pk, "名单一致。", by=who(cast.INTAKE), at=LATER)


def delegates_and_recalls(case: Case, seat: Seat, by: Account) -> None:
    asked_for = delegate(seat.pk, who(cast.INTAKE), "请核对名单。", by=by, at=LATER)
    recall(asked_for.pk, by=by, at=LATER)


def adds(how: Beside) -> Act:
    def act(case: Case, seat: Seat, by: Account) -> None:
        desk = Desk.objects.get(unit=case.unit, role="other_deputy_head")
        add_seat(seat.pk, desk.pk, how, "请一并把关。", by=by, at=LATER)

    return act


def adds_and_removes(case: Case, seat: Seat, by: Account) -> None:
    adds(Beside.TOGETHER)(case, seat, by)
    added = Seat.objects.get(round__case=case, added_by=by, removed_at=None)
    remove_seat(added.pk, by=by, at=LATER)


def sends_copies(case: Case, seat: Seat, by: Account) -> None:
    send_copy(case.pk, [who(cast.INTAKE), who(cast.BUREAU_HEAD)], by=by, at=LATER)


def steps_aside(case: Case, seat: Seat, by: Account) -> None:
    """A colleague at the desk is there to sign instead."""
    colleague(case, seat.desk.role)
    recuse(case.pk, by, "申请人是我的亲属。", by=by, at=LATER)


KEEP_THE_STEP: dict[str, Act] = {
    "签收": claims,
    "签收后退回": claims_and_releases,
    "转办": transfers,
    "委派并交回": delegates_and_hears,
    "委派并收回": delegates_and_recalls,
    "前加签": adds(Beside.BEFORE),
    "后加签": adds(Beside.AFTER),
    "并加签": adds(Beside.TOGETHER),
    "加签后减签": adds_and_removes,
    "抄送": sends_copies,
    "回避": steps_aside,
}
MOMENTS = ("before anybody spoke", "while others have spoken")


def at_moment(quorum: str, moment: str) -> Case:
    case = asked(QUORUMS[quorum])
    if moment != MOMENTS[0] and quorum != "any":  # the first word of 或签 decides it
        seat = next_seat(case)
        give_opinion(seat.pk, Stance.APPROVE, by=sits_at(case, seat.desk.role), at=SIGNED)
    return case


def everyone_agrees(case: Case) -> Case:
    """Whoever waits signs: in whose hands the seat is, else somebody at the desk whom nothing keeps away."""
    while Case.objects.get(pk=case.pk).step == STEP:
        seat = next_seat(case)
        sitting = [row.account for row in seat.desk.holdings.order_by("pk")]
        aside = {row.account_id for row in case.recusals.all()}
        by = seat.holder or next(person for person in sitting if person.pk not in aside)
        give_opinion(seat.pk, Stance.APPROVE, by=by, at=LATER)
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("quorum", QUORUMS)
@pytest.mark.parametrize("act", KEEP_THE_STEP)
def test_an_act_on_a_seat_loses_nothing(act: str, quorum: str, moment: str) -> None:
    case = at_moment(quorum, moment)
    seat = next_seat(case)
    KEEP_THE_STEP[act](case, seat, sits_at(case, seat.desk.role))
    assert not list(broken())
    case = everyone_agrees(case)
    assert case.step == THEN
    assert Round.objects.get(case=case, step=STEP).state == RoundState.APPROVED
    assert not list(broken())


@pytest.mark.parametrize("quorum", QUORUMS)
@pytest.mark.parametrize("act", [name for name in KEEP_THE_STEP if name not in ("抄送", "回避")])
def test_nothing_is_done_with_a_seat_once_its_round_has_decided(act: str, quorum: str) -> None:
    case = asked(QUORUMS[quorum])
    everyone_agrees(case)
    seat = Seat.objects.filter(round__case=case, round__step=STEP).earliest("pk")
    with pytest.raises(NotPossibleNow):
        KEEP_THE_STEP[act](case, seat, sits_at(case, seat.desk.role))
    assert not list(broken())


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("quorum", QUORUMS)
def test_a_case_is_sent_back_out_of_a_joint_step_and_comes_again(quorum: str, moment: str) -> None:
    case = at_moment(quorum, moment)
    seat = next_seat(case)
    back = send_back(seat.pk, "handle", "名单要重新核对。", by=sits_at(case, seat.desk.role), at=LATER)
    assert (back.step, back.state) == ("handle", "accepted")
    assert not Seat.objects.filter(round__step=STEP, waiting=True).exists()
    assert not list(broken())


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("quorum", QUORUMS)
def test_an_applicant_withdraws_out_of_any_round(quorum: str, moment: str) -> None:
    case = at_moment(quorum, moment)
    assert withdraw(case.pk, by=who(cast.TRAINEE), at=LATER).state == "withdrawn"
    assert not list(broken())


UNSAID_WHILE_OPEN = [name for name in QUORUMS if name != "any"]


@pytest.mark.parametrize("quorum", UNSAID_WHILE_OPEN)
def test_a_word_is_taken_back_while_the_round_is_open(quorum: str) -> None:
    case = asked(QUORUMS[quorum])
    seat = next_seat(case)
    by = sits_at(case, seat.desk.role)
    give_opinion(seat.pk, Stance.APPROVE, by=by, at=SIGNED)
    take_back(seat.pk, by=by, at=LATER)
    again = Seat.objects.get(round__case=case, place=seat.place, removed_at=None, round__step=STEP)
    assert (again.waiting, again.holder) == (True, by)
    assert Opinion.objects.filter(seat=seat).exists()
    assert not list(broken())
    assert everyone_agrees(case).step == THEN


@pytest.mark.parametrize("quorum", QUORUMS)
def test_the_word_that_decided_is_taken_back_before_the_next_acts(quorum: str) -> None:
    case = everyone_agrees(asked(QUORUMS[quorum]))
    word = Opinion.objects.filter(seat__round__case=case, seat__round__step=STEP).latest("pk")
    others = Opinion.objects.filter(seat__round=word.seat.round, seat__removed_at=None).exclude(pk=word.pk).count()
    case = take_back(word.seat_id, by=word.by, at=LATER)
    assert (case.step, case.state) == (STEP, "accepted")
    opened = Round.objects.get(case=case, state=RoundState.OPEN)
    assert Opinion.objects.filter(seat__round=opened, seat__removed_at=None).count() == others
    assert not list(broken())
    assert everyone_agrees(case).step == THEN
    assert not list(broken())


@pytest.mark.parametrize("quorum", QUORUMS)
def test_the_word_stands_once_the_next_has_acted(quorum: str) -> None:
    case = everyone_agrees(asked(QUORUMS[quorum]))
    word = Opinion.objects.filter(seat__round__case=case, seat__round__step=STEP).latest("pk")
    claim(next_seat(case).pk, by=who(cast.BUREAU_FINANCE), at=LATER)
    with pytest.raises(NotPossibleNow, match="在您之后办理本件"):
        take_back(word.seat_id, by=word.by, at=LATER)


@pytest.mark.parametrize("quorum", [name for name in QUORUMS if "sequence" in name])
def test_a_word_stands_once_the_next_of_its_sequence_spoke(quorum: str) -> None:
    case = asked(QUORUMS[quorum])
    for _ in range(2):
        seat = next_seat(case)
        give_opinion(seat.pk, Stance.APPROVE, by=sits_at(case, seat.desk.role), at=SIGNED)
    first = Seat.objects.filter(round__case=case, round__step=STEP).earliest("pk")
    with pytest.raises(NotPossibleNow, match="在您之后签署"):
        take_back(first.pk, by=first.opinion.by, at=LATER)
