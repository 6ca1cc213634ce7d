"""转办: within the desk, with a reason, both named."""

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
from workflow_app.commands.seat.recuse import recuse
from workflow_app.commands.seat.transfer import transfer
from workflow_app.models import Opinion
from workflow_app.policy.refusals import (
    NotAllowed,
    NotUnderstood,
    SeparationOfDuties,
)

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
A, R, B = Stance.APPROVE, Stance.REFUSE, Stance.RETURN


def test_the_opinion_names_both_who_passed_it_on_and_who_signed() -> None:
    case, seat = at_section()
    second = colleague(case, "section")
    transfer(seat.pk, second, "今天外出。", by=who(cast.SECTION), at=LATER)
    assert record.last(chain(case)).body == {"seat": seat.pk, "to": second.pk, "reason": "今天外出。"}
    with pytest.raises(NotAllowed, match=f"已由{second.name}签收"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    give_opinion(seat.pk, A, by=second, at=LATER)
    word = Opinion.objects.get(seat=seat)
    assert (word.by, word.in_place_of) == (second, who(cast.SECTION))


@pytest.mark.parametrize(
    ("to", "words", "refusal"),
    [
        pytest.param(cast.HANDLER, "外出。", "只能转给“职业能力建设股”这个岗位上的其他人", id="another desk"),
        pytest.param(cast.SECTION, "外出。", "岗位上的其他人", id="oneself"),
        pytest.param(cast.HANDLER, " ", "请写明转办的原因", id="without a reason"),
    ],
)
def test_a_seat_is_passed_on_within_its_desk_and_with_a_reason(to: str, words: str, refusal: str) -> None:
    _, seat = at_section()
    with pytest.raises(NotUnderstood, match=refusal):
        transfer(seat.pk, who(to), words, by=who(cast.SECTION), at=LATER)


def test_a_seat_is_not_passed_to_whom_the_case_is_barred() -> None:
    case, seat = at_section()
    second = colleague(case, "section")
    recuse(case.pk, second, "亲属。", by=second, at=LATER)
    with pytest.raises(SeparationOfDuties, match=f"不能转给{second.name}：对方对本件已经回避"):
        transfer(seat.pk, second, "外出。", by=who(cast.SECTION), at=LATER)
