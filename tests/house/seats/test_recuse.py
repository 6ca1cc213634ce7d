"""回避: who stepped aside does nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.seats.asking import at_section, chain
from tests.situations import (
    SIGNED,
)
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.claim import claim
from workflow_app.commands.seat.recuse import recuse
from workflow_app.models import Seat
from workflow_app.policy.refusals import (
    AlreadyDone,
    NotAllowed,
    SeparationOfDuties,
)

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
A, R, B = Stance.APPROVE, Stance.REFUSE, Stance.RETURN


def test_who_stepped_aside_reads_why_and_the_seat_is_free_again() -> None:
    case, seat = at_section()
    claim(seat.pk, by=who(cast.SECTION), at=LATER)
    recuse(case.pk, who(cast.SECTION), "申请人是我弟弟。", by=who(cast.SECTION), at=LATER)
    assert Seat.objects.get(pk=seat.pk).holder is None
    with pytest.raises(SeparationOfDuties, match=r"您对办件 .* 已经回避，不能再办理"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    with pytest.raises(AlreadyDone, match="已经回避"):
        recuse(case.pk, who(cast.SECTION), "同上。", by=who(cast.SECTION), at=LATER)
    assert record.last(chain(case)).verb == "recuse"


def test_who_leads_the_unit_decides_on_a_recusal_and_nobody_else() -> None:
    case, _ = at_section()
    with pytest.raises(NotAllowed, match="由其所在单位的负责人决定"):
        recuse(case.pk, who(cast.SECTION), "有亲属关系。", by=who(cast.HANDLER), at=LATER)
    recuse(case.pk, who(cast.SECTION), "有亲属关系。", by=who(cast.BUREAU_HEAD), at=LATER)
