"""签收: a seat in one's own hands, and given back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.seats.asking import at_section, chain, colleague
from tests.situations import (
    SIGNED,
)
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.claim import claim, release
from workflow_app.models import Holding, Seat
from workflow_app.policy.refusals import (
    NotAllowed,
)

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
A, R, B = Stance.APPROVE, Stance.REFUSE, Stance.RETURN


def test_what_one_has_claimed_another_does_not_sign() -> None:
    case, seat = at_section()
    second = colleague(case, "section")
    claim(seat.pk, by=second, at=LATER)
    with pytest.raises(NotAllowed, match=f"已由{second.name}签收"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotAllowed, match="签收"):
        claim(seat.pk, by=who(cast.SECTION), at=LATER)
    give_opinion(seat.pk, A, by=second, at=LATER)
    assert record.verbs(chain(case))[-2:] == ["claim", "give_opinion"]


def test_claiming_twice_is_once() -> None:
    case, seat = at_section()
    for _ in range(2):
        claim(seat.pk, by=who(cast.SECTION), at=LATER)
    assert record.verbs(chain(case)).count("claim") == 1


def test_a_seat_in_the_hands_of_who_left_the_desk_is_taken_over() -> None:
    case, seat = at_section()
    second = colleague(case, "section")
    claim(seat.pk, by=second, at=LATER)
    Holding.objects.filter(account=second).update(until=SIGNED.date() - timedelta(days=1))
    with pytest.raises(NotAllowed, match="已不在这个岗位；请先签收到您名下"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    claim(seat.pk, by=who(cast.SECTION), at=LATER)
    assert record.last(chain(case)).body == {"seat": seat.pk, "from": second.pk}
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)


@pytest.mark.parametrize("username", [cast.HANDLER, cast.TRAINEE, cast.HANDLER_ELSEWHERE])
def test_nobody_claims_what_is_not_their_desks(username: str) -> None:
    _, seat = at_section()
    with pytest.raises(NotAllowed, match="您不在这个岗位上"):
        claim(seat.pk, by=who(username), at=LATER)


def test_only_who_holds_it_gives_it_back() -> None:
    case, seat = at_section()
    with pytest.raises(NotAllowed, match="不在您名下"):
        release(seat.pk, by=who(cast.SECTION), at=LATER)
    claim(seat.pk, by=who(cast.SECTION), at=LATER)
    release(seat.pk, by=who(cast.SECTION), at=LATER)
    assert Seat.objects.get(pk=seat.pk).holder is None
    give_opinion(seat.pk, A, by=colleague(case, "section"), at=LATER)
