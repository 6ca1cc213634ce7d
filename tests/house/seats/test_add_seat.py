"""加签 and 减签: another desk signs along, and is done without."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house.seats.asking import at_section, colleague, seat_of, sits_at
from tests.situations import (
    SIGNED,
    case_at,
    case_submitted,
    waiting_seat,
)
from workflow_app.approval.quorum import Beside
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.add_seat import MOST, add_seat, remove_seat
from workflow_app.commands.seat.send_back import send_back
from workflow_app.commands.seat.take_back import take_back
from workflow_app.models import Case, Desk, Holding, Seat
from workflow_app.policy.refusals import (
    NotAllowed,
    NotFound,
    NotPossibleNow,
    NotUnderstood,
)
from workflow_app.queries.audit.fsck import broken

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
A, R, B = Stance.APPROVE, Stance.REFUSE, Stance.RETURN


def desk_of(case: Case, role: str) -> int:
    return Desk.objects.get(unit=case.unit, role=role).pk


def test_an_added_seat_is_asked_and_its_no_counts() -> None:
    case, seat = at_section()
    added = add_seat(seat.pk, desk_of(case, "employment"), Beside.BEFORE, "请先把关。", by=who(cast.SECTION), at=LATER)
    assert (Seat.objects.get(pk=added.pk).waiting, Seat.objects.get(pk=seat.pk).waiting) == (True, False)
    give_opinion(added.pk, R, "名单与登记不符。", by=sits_at(case, "employment"), at=LATER)
    assert Case.objects.get(pk=case.pk).step == "refuse"


def test_only_who_added_a_seat_takes_it_out_and_only_while_it_is_silent() -> None:
    case, seat = at_section()
    added = add_seat(seat.pk, desk_of(case, "employment"), Beside.TOGETHER, "请把关。", by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotAllowed, match="只有加签的人"):
        remove_seat(added.pk, by=colleague(case, "section"), at=LATER)
    give_opinion(added.pk, A, by=sits_at(case, "employment"), at=LATER)
    with pytest.raises(NotPossibleNow, match="已经签署、已经减签"):
        remove_seat(added.pk, by=who(cast.SECTION), at=LATER)


def test_a_seat_is_removed_from_beside_several_that_were_added_since() -> None:
    """Everybody left moves up by one, and nobody onto the place of somebody who has not moved yet."""
    case, seat = at_section()
    desks = [Desk.objects.get(unit=case.unit, role=role) for role in ("other_deputy_head", "employment", "insurance")]
    hows = (Beside.TOGETHER, Beside.AFTER, Beside.BEFORE)
    added = [
        add_seat(seat.pk, desk.pk, how, "请一并把关。", by=who(cast.SECTION), at=LATER)
        for desk, how in zip(desks, hows, strict=True)
    ]
    remove_seat(added[0].pk, by=who(cast.SECTION), at=LATER)
    left = Seat.objects.filter(round=seat.round, removed_at=None).order_by("place")
    assert [row.desk.role for row in left] == ["insurance", "section", "employment"]
    assert not list(broken())


@pytest.mark.parametrize("how", [Beside.AFTER, Beside.TOGETHER])
def test_the_last_seat_that_is_asked_is_not_removed_before_ones_own_word_is_taken_back(how: Beside) -> None:
    """Otherwise the round would be decided and open for ever: nobody is asked there any more."""
    case, seat = at_section()
    desk = Desk.objects.get(unit=case.unit, role="other_deputy_head")
    added = add_seat(seat.pk, desk.pk, how, "请一并把关。", by=who(cast.SECTION), at=LATER)
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotPossibleNow, match="请先收回您的意见"):
        remove_seat(added.pk, by=who(cast.SECTION), at=LATER)
    take_back(seat.pk, by=who(cast.SECTION), at=LATER)
    remove_seat(added.pk, by=who(cast.SECTION), at=LATER)
    assert give_opinion(seat_of(case, "section").pk, A, by=who(cast.SECTION), at=LATER).step != "section"


def test_a_desk_signs_once_and_an_empty_one_never() -> None:
    case, seat = at_section()
    with pytest.raises(NotUnderstood, match="已经在本环节签署"):
        add_seat(seat.pk, seat.desk_id, Beside.AFTER, "请把关。", by=who(cast.SECTION), at=LATER)
    Holding.objects.filter(desk__role="employment").update(until=SIGNED.date() - timedelta(days=1))
    with pytest.raises(NotUnderstood, match="没有人在岗"):
        add_seat(seat.pk, desk_of(case, "employment"), Beside.AFTER, "请把关。", by=who(cast.SECTION), at=LATER)


def test_a_strangers_desk_is_not_added() -> None:
    _, seat = at_section()
    elsewhere = Desk.objects.get(unit__region="410581", unit__kind="hrss", role="section")
    with pytest.raises(NotFound, match="不能参加本件的会签"):
        add_seat(seat.pk, elsewhere.pk, Beside.AFTER, "请把关。", by=who(cast.SECTION), at=LATER)


def test_somebody_adds_five_seats_and_no_more() -> None:
    case, seat = at_section()
    roles = list(Desk.objects.filter(unit=case.unit).exclude(pk=seat.desk_id).values_list("role", flat=True))
    assert len(roles) > MOST
    for role in roles[:MOST]:
        add_seat(seat.pk, desk_of(case, role), Beside.AFTER, "请把关。", by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotPossibleNow, match=f"已经加签{MOST}个"):
        add_seat(seat.pk, desk_of(case, roles[MOST]), Beside.AFTER, "请把关。", by=who(cast.SECTION), at=LATER)


def test_a_meeting_takes_in_nobody_and_sends_back_by_its_votes_alone() -> None:
    case = case_at("meeting", case_submitted(size=51))
    seat = waiting_seat(case, cast.OTHER_DEPUTY)
    with pytest.raises(NotPossibleNow, match="会议的成员由会议规则确定"):
        add_seat(seat.pk, desk_of(case, "section"), Beside.AFTER, "请看。", by=who(cast.OTHER_DEPUTY), at=LATER)
    with pytest.raises(NotPossibleNow, match="会议以表决作出决定"):
        send_back(seat.pk, "handle", "再核。", by=who(cast.OTHER_DEPUTY), at=LATER)
