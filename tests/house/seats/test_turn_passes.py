"""A seat whose turn passes while its step goes on: whoever was asked because of it is asked no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house.seats.asking import ONE, QUORUMS, THREE, TWO, asked, seat_of, sits_at
from tests.situations import SIGNED
from workflow_app.approval.quorum import Quorum
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.commands.seat.delegate import answer, delegate
from workflow_app.commands.seat.take_back import take_back
from workflow_app.models import Case, Deadline, Delegation, Draft, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import AlreadyDone
from workflow_app.queries.audit.fsck import broken

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
EITHER_AND_A_THIRD = Quorum("all", (Quorum("any", (ONE, TWO)), THREE))


def agrees(case: Case, role: str) -> Seat:
    seat = seat_of(case, role)
    give_opinion(seat.pk, Stance.APPROVE, by=sits_at(case, role), at=LATER)
    return seat


def lends(case: Case, role: str) -> Delegation:
    return delegate(seat_of(case, role).pk, who(cast.INTAKE), "请核对名单。", by=sits_at(case, role), at=LATER)


def asks(case: Case, role: str) -> None:
    first = catalogue.procedure(case.item, case.procedure).questions.sections[0].slug
    ask_applicant(seat_of(case, role).pk, ((first, "请补一份证明。"),), by=sits_at(case, role), at=LATER)


def asked_of_nobody(case: Case) -> bool:
    armed = Deadline.objects.filter(case=case, kind="correction", state="armed")
    return not (Draft.objects.filter(correcting=case).exists() or armed.exists() or list(broken()))


def test_who_was_asked_to_look_is_not_needed_once_the_other_has_spoken() -> None:
    case = asked(EITHER_AND_A_THIRD)
    lent = lends(case, ONE.desk)
    agrees(case, TWO.desk)
    with pytest.raises(AlreadyDone):
        answer(lent.pk, "名单一致。", by=who(cast.INTAKE), at=LATER)
    assert not list(broken())


def test_nor_once_the_word_before_was_taken_back() -> None:
    case = asked(QUORUMS["in sequence"])
    said = agrees(case, ONE.desk)
    lent = lends(case, TWO.desk)
    take_back(said.pk, by=sits_at(case, ONE.desk), at=LATER)
    assert Delegation.objects.get(pk=lent.pk).ended_at == LATER
    assert not list(broken())


def test_an_applicant_is_asked_no_more_once_the_other_has_spoken() -> None:
    case = asked(EITHER_AND_A_THIRD)
    asks(case, ONE.desk)
    agrees(case, TWO.desk)
    assert asked_of_nobody(case)


def test_nor_once_the_word_before_the_question_was_taken_back() -> None:
    case = asked(QUORUMS["in sequence"])
    said = agrees(case, ONE.desk)
    asks(case, TWO.desk)
    take_back(said.pk, by=sits_at(case, ONE.desk), at=LATER)
    assert asked_of_nobody(case)
    for role in (ONE.desk, TWO.desk, THREE.desk):
        agrees(case, role)
    assert Case.objects.get(pk=case.pk).step != case.step
