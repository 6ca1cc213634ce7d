"""中止: nobody signs meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house.seats.asking import at_section
from tests.situations import (
    SIGNED,
)
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.models import Pause
from workflow_app.policy.refusals import (
    NotPossibleNow,
)

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
A, R, B = Stance.APPROVE, Stance.REFUSE, Stance.RETURN


def test_nobody_signs_while_the_case_is_suspended() -> None:
    case, seat = at_section()
    Pause.objects.create(case=case, reason="suspension", since=SIGNED.date(), words="等法院判决。")
    with pytest.raises(NotPossibleNow, match="已经中止办理"):
        give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
    Pause.objects.update(until=SIGNED.date())
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=LATER)
