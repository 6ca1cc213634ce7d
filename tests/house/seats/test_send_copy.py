"""抄送: told once, read when."""

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
from workflow_app.commands.seat.send_copy import read_copy, send_copy
from workflow_app.models import CarbonCopy
from workflow_app.policy.refusals import (
    NotFound,
    NotUnderstood,
)
from workflow_app.queries.scope import visible_cases

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
A, R, B = Stance.APPROVE, Stance.REFUSE, Stance.RETURN


def test_a_copy_is_sent_once_and_says_when_it_was_read() -> None:
    case, _ = at_section()
    head = who(cast.BUREAU_HEAD)
    assert send_copy(case.pk, [head, head], "请知悉。", by=who(cast.SECTION), at=LATER) == 1
    assert send_copy(case.pk, [head], by=who(cast.SECTION), at=LATER) == 0
    assert record.verbs(chain(case)).count("send_copy") == 1
    assert read_copy(case, by=head, at=LATER)
    assert not read_copy(case, by=head, at=LATER + timedelta(days=1))
    assert CarbonCopy.objects.get().read_at == LATER


@pytest.mark.parametrize("to", [cast.HANDLER_ELSEWHERE, cast.BATCH_RELEASE, cast.STRANGER])
def test_a_copy_goes_to_nobody_who_has_nothing_to_do_with_the_case(to: str) -> None:
    case, _ = at_section()
    with pytest.raises(NotUnderstood, match="不能抄送"):
        send_copy(case.pk, [who(to)], by=who(cast.SECTION), at=LATER)
    assert not visible_cases(who(to), LATER.date()).filter(pk=case.pk).exists()


def test_a_stranger_sends_no_copies() -> None:
    case, _ = at_section()
    with pytest.raises(NotFound):
        send_copy(case.pk, [who(cast.BUREAU_HEAD)], by=who(cast.HANDLER_ELSEWHERE), at=LATER)
