"""收回: a word unsaid before anybody acted on it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.seats.asking import at_section, chain, colleague
from tests.situations import (
    DETERMINED,
    SIGNED,
    case_at,
    case_on_notice,
    case_to_confirm,
    own_claim,
    waiting_seat,
)
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.send_back import send_back
from workflow_app.commands.seat.take_back import take_back
from workflow_app.models import Opinion
from workflow_app.policy.refusals import (
    NotAllowed,
    NotPossibleNow,
)
from workflow_app.queries.audit.fsck import broken

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(minutes=5)
A, R, B = Stance.APPROVE, Stance.REFUSE, Stance.RETURN


def test_sending_back_from_behind_a_notice_is_not_unsaid() -> None:
    case = case_to_confirm(own_claim())
    seat = waiting_seat(case)
    send_back(seat.pk, "section", "再核。", by=who(cast.DEPUTY_HEAD), at=DETERMINED)
    with pytest.raises(NotPossibleNow, match="公示已经撤下，不能收回"):
        take_back(seat.pk, by=who(cast.DEPUTY_HEAD), at=DETERMINED)
    assert list(broken()) == []


def test_an_acceptance_is_not_unsaid() -> None:
    case = case_at("handle")
    word = Opinion.objects.get(seat__round__case=case, seat__round__step="receive")
    with pytest.raises(NotPossibleNow, match="已经对外产生效力"):
        take_back(word.seat_id, by=who(cast.INTAKE), at=LATER)


def test_what_stands_on_notice_is_not_unsaid() -> None:
    notice = case_on_notice(own_claim())
    case = notice.lines.get().claim.case
    word = Opinion.objects.get(seat__round__case=case, seat__round__step="deputy_head")
    with pytest.raises(NotPossibleNow, match="进入公示"):
        take_back(word.seat_id, by=who(cast.DEPUTY_HEAD), at=LATER)


def test_nobody_takes_back_anothers_word_nor_ones_own_twice() -> None:
    case, seat = at_section()
    give_opinion(seat.pk, A, by=who(cast.SECTION), at=SIGNED)
    with pytest.raises(NotAllowed, match="没有您可以收回的意见"):
        take_back(seat.pk, by=colleague(case, "section"), at=LATER)
    take_back(seat.pk, by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotAllowed, match="没有您可以收回的意见"):
        take_back(seat.pk, by=who(cast.SECTION), at=LATER)
    assert record.last(chain(case)).verb == "take_back"


def test_a_case_sent_back_by_mistake_is_fetched_again() -> None:
    case, seat = at_section()
    send_back(seat.pk, "handle", "点错了。", by=who(cast.SECTION), at=LATER)
    case = take_back(seat.pk, by=who(cast.SECTION), at=LATER)
    assert (case.step, waiting_seat(case).holder) == ("section", who(cast.SECTION))
