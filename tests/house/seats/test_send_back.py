"""退回: along the case's own way, with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.seats.asking import at_section, chain
from tests.situations import (
    SIGNED,
    case_at,
    waiting_seat,
)
from workflow_app.approval.stance import Stance
from workflow_app.commands.seat.send_back import send_back
from workflow_app.management import acting
from workflow_app.models import Deadline, Opinion
from workflow_app.policy.refusals import (
    NotAllowed,
    NotPossibleNow,
    NotUnderstood,
)
from workflow_app.queries.law.returnable import returnable

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
A, R, B = Stance.APPROVE, Stance.REFUSE, Stance.RETURN


def test_a_case_is_sent_back_over_several_steps_and_the_reason_goes_along() -> None:
    case = case_at("deputy_head")
    seat = waiting_seat(case)
    back = send_back(seat.pk, "handle", "第1行证书要再核。", by=who(cast.DEPUTY_HEAD), at=LATER)
    assert (back.step, back.state) == ("handle", "accepted")
    word = Opinion.objects.get(seat=seat)
    assert (word.stance, word.back_to, word.words) == ("return", "handle", "第1行证书要再核。")
    assert record.last(chain(case)).body["to"] == "handle"
    assert not Deadline.objects.filter(round__step="deputy_head", state="armed").exists()


@pytest.mark.parametrize("to", ["receive", "correct", "confirm", "section", "nowhere", ""])
def test_a_case_goes_only_where_it_has_been_since_its_acceptance(to: str) -> None:
    _, seat = at_section()
    with pytest.raises(NotPossibleNow, match="不能退回到这个环节"):
        send_back(seat.pk, to, "再核。", by=who(cast.SECTION), at=LATER)


def test_another_office_says_its_word_and_does_not_pull_the_case_out() -> None:
    case = case_at("section")
    case = send_back(waiting_seat(case).pk, "handle", "再核。", by=who(cast.SECTION), at=LATER)
    seat = waiting_seat(case, cast.RURAL_CHECK)
    with pytest.raises(NotAllowed, match="退回到前面的环节由承办单位办理"):
        send_back(seat.pk, "section", "不清楚。", by=who(cast.RURAL_CHECK), at=LATER)


@pytest.mark.parametrize("ahead", ["section", "bureau_finance", "deputy_head"])
def test_what_a_case_sent_back_has_before_it_again_is_not_behind_it(ahead: str) -> None:
    case = case_at("deputy_head")
    case = send_back(waiting_seat(case).pk, "handle", "再核。", by=who(cast.DEPUTY_HEAD), at=LATER)
    assert returnable(case) == []
    seat = waiting_seat(case, cast.HANDLER)
    with pytest.raises(NotPossibleNow, match="没有经过它"):
        send_back(seat.pk, ahead, "不用再看。", by=who(cast.HANDLER), at=LATER)


def test_sent_back_once_and_come_on_again_what_was_passed_lies_behind() -> None:
    case = case_at("deputy_head")
    case = send_back(waiting_seat(case).pk, "handle", "再核。", by=who(cast.DEPUTY_HEAD), at=LATER)
    case = acting.sign_until(case, "bureau_finance", at=LATER)
    assert [step for step, _ in returnable(case)] == ["handle", "section"]


def test_a_case_is_not_sent_back_without_a_reason() -> None:
    _, seat = at_section()
    with pytest.raises(NotUnderstood, match="请写明退回的原因"):
        send_back(seat.pk, "handle", "  ", by=who(cast.SECTION), at=LATER)
