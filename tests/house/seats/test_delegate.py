"""委派: a colleague looks, who delegated signs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.seats.asking import QUORUMS, asked, at_section, chain, colleague, seat_of, sits_at
from tests.situations import (
    SIGNED,
    case_at,
    waiting_seat,
)
from workflow_app.approval.quorum import Beside
from workflow_app.approval.stance import Stance
from workflow_app.commands.establish import represent
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.add_seat import add_seat
from workflow_app.commands.seat.claim import release
from workflow_app.commands.seat.delegate import answer, delegate, recall
from workflow_app.commands.seat.transfer import transfer
from workflow_app.management.acting import SINCE
from workflow_app.models import Delegation, Desk, Holding, Opinion
from workflow_app.policy.refusals import (
    AlreadyDone,
    NotAllowed,
    NotFound,
    NotPossibleNow,
    NotUnderstood,
)
from workflow_app.queries.scope import visible_cases

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
A, R, B = Stance.APPROVE, Stance.REFUSE, Stance.RETURN


def test_who_delegated_signs_after_the_answer_came_back() -> None:
    case, seat = at_section()
    lent = delegate(seat.pk, who(cast.INTAKE), "请到学校核对签到表。", by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotPossibleNow, match=f"已委派{who(cast.INTAKE).name}办理，还没有交回"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    answer(lent.pk, "签到表与名单一致。", by=who(cast.INTAKE), at=LATER)
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    assert record.verbs(chain(case))[-3:] == ["delegate", "answer_delegation", "give_opinion"]
    assert Opinion.objects.get(seat=seat).by == who(cast.SECTION)


def test_a_delegate_sees_the_case_and_nobody_else_answers() -> None:
    case = case_at("handle")
    seat = waiting_seat(case, cast.RURAL_CHECK)
    helper = colleague(case, "employment")
    Holding.objects.filter(account=helper).update(desk=seat.desk)
    lent = delegate(seat.pk, helper, "请核对。", by=who(cast.RURAL_CHECK), at=LATER)
    assert visible_cases(helper, LATER.date()).filter(pk=case.pk).exists()
    with pytest.raises(NotFound, match="没有找到这件委派"):
        answer(lent.pk, "一致。", by=who(cast.HANDLER), at=LATER)
    with pytest.raises(NotUnderstood, match="请写明办理结果"):
        answer(lent.pk, " ", by=helper, at=LATER)


def test_an_answer_that_came_too_late_is_told_so() -> None:
    _, seat = at_section()
    lent = delegate(seat.pk, who(cast.INTAKE), "请核对。", by=who(cast.SECTION), at=LATER)
    recall(lent.pk, by=who(cast.SECTION), at=LATER)
    with pytest.raises(AlreadyDone, match="已经收回"):
        answer(lent.pk, "一致。", by=who(cast.INTAKE), at=LATER)
    with pytest.raises(AlreadyDone):
        recall(lent.pk, by=who(cast.SECTION), at=LATER)
    assert Delegation.objects.get().answer == ""


def test_a_delegation_ends_with_its_step() -> None:
    """In 或签 a colleague's word decides while somebody else still looks."""
    case = asked(QUORUMS["any"])
    lent = delegate(seat_of(case, "section").pk, who(cast.INTAKE), "请核对。", by=who(cast.SECTION), at=LATER)
    other = seat_of(case, "employment")
    give_opinion(other.pk, A, by=sits_at(case, "employment"), at=LATER)
    with pytest.raises(AlreadyDone, match="本件已到别的环节"):
        answer(lent.pk, "一致。", by=who(cast.INTAKE), at=LATER)


@pytest.mark.parametrize(
    ("to", "refusal"), [(cast.SECTION, "本单位在岗的其他人"), (cast.RURAL_CHECK, "本单位在岗的其他人")]
)
def test_one_delegates_to_another_person_of_the_unit(to: str, refusal: str) -> None:
    _, seat = at_section()
    with pytest.raises(NotUnderstood, match=refusal):
        delegate(seat.pk, who(to), "请核对。", by=who(cast.SECTION), at=LATER)


def test_nobody_delegates_to_whose_matter_it_is() -> None:
    case, seat = at_section()
    represent(who(cast.INTAKE), case.applicant, "agent", since=SINCE, at=SIGNED)
    with pytest.raises(NotAllowed, match="应当回避本件，不能委派"):
        delegate(seat.pk, who(cast.INTAKE), "请核对。", by=who(cast.SECTION), at=LATER)


def test_a_delegated_seat_is_neither_lent_again_nor_passed_on_nor_added_to_nor_given_back() -> None:
    case, seat = at_section()
    second, by = colleague(case, "section"), who(cast.SECTION)
    delegate(seat.pk, who(cast.INTAKE), "请核对。", by=by, at=LATER)
    desk = Desk.objects.get(unit=case.unit, role="employment")
    for act in (
        lambda: delegate(seat.pk, who(cast.HANDLER), "请核对。", by=by, at=LATER),
        lambda: transfer(seat.pk, second, "外出。", by=by, at=LATER),
        lambda: add_seat(seat.pk, desk.pk, Beside.AFTER, "请看。", by=by, at=LATER),
        lambda: release(seat.pk, by=by, at=LATER),
    ):
        with pytest.raises(NotPossibleNow, match="委派"):
            act()
