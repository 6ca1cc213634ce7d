"""Cards: a warning that tells, yellow past the promise, red past the law; each once, none while the clock stands still."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import case_at, case_on_notice, own_claim
from workflow_app.commands.expire import expire, overdue
from workflow_app.commands.oversight.raise_cards import earning_cards, raise_card
from workflow_app.commands.withdraw import withdraw
from workflow_app.models import Case, Pause, Supervision

# Accepted on 7 April with 15 promised and 20 statutory working days: 28 April and 8 May (tests/clock/deadlines_by_hand.yaml).
BEFORE = moment("2026-04-22 00:20")  # eleven days of fifteen
WARNED = moment("2026-04-23 00:20")  # twelve
LAST_PROMISED = moment("2026-04-28 00:20")
YELLOW = moment("2026-04-29 00:20")
LAST_STATUTORY = moment("2026-05-08 00:20")
RED = moment("2026-05-09 00:20")


@pytest.fixture
def case() -> Case:
    return case_at("handle", own_claim())


def night(at: datetime) -> list[str]:
    """What the worker does in a night; the colours it raised."""
    for deadline in overdue(at.date()):
        expire(deadline, at=at)
    return [card.ground for case in earning_cards(at.date()) if (card := raise_card(case, at=at))]


@pytest.mark.parametrize(
    ("at", "colours"),
    [
        pytest.param(BEFORE, [], id="less than four fifths used"),
        pytest.param(WARNED, ["warning"], id="four fifths used"),
        pytest.param(LAST_PROMISED, ["warning"], id="the promised day itself"),
        pytest.param(YELLOW, ["yellow"], id="the day after the promise"),
        pytest.param(LAST_STATUTORY, ["yellow"], id="the statutory day itself"),
        pytest.param(RED, ["red"], id="the day after the law's limit"),
    ],
)
def test_the_card_of_the_night(case: Case, at: datetime, colours: list[str]) -> None:
    assert night(at) == colours


def test_a_case_nobody_touches_earns_each_colour_once(case: Case) -> None:
    nights = [night(at) for at in (WARNED, WARNED, LAST_PROMISED, YELLOW, YELLOW, LAST_STATUTORY, RED, RED)]
    assert nights == [["warning"], [], [], ["yellow"], [], [], ["red"], []]
    assert [card.get_ground_display() for card in case.supervisions.order_by("pk")] == ["预警", "黄牌", "红牌"]


def test_a_warning_asks_no_answer_yellow_and_red_ask_one_within_three_working_days(case: Case) -> None:
    for at in (WARNED, YELLOW, RED):
        night(at)
    due = {card.ground: card.due_on and card.due_on.isoformat() for card in case.supervisions.all()}
    assert due == {"warning": None, "yellow": "2026-05-07", "red": "2026-05-13"}  # 30 April, 6, 7 May; 11 to 13 May
    assert {card.unit for card in case.supervisions.all()} == {case.unit}


def test_a_card_is_the_systems_own_act_with_what_it_rests_on(case: Case) -> None:
    night(YELLOW)
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body["ground"], act.body["due_on"]) == ("raise_card", None, "yellow", "2026-04-28")
    assert "没有机关颁布" in act.body["basis"]
    assert act.body["answer_by"] == "2026-05-07"


def test_a_clock_that_stands_still_earns_nothing() -> None:
    case_on_notice(own_claim())
    assert night(YELLOW) == []
    assert night(moment("2026-06-30 00:20")) == []


def test_what_was_over_before_the_clock_stood_still_has_earned_its_card(case: Case) -> None:
    for deadline in overdue(YELLOW.date()):
        expire(deadline, at=YELLOW)
    Pause.objects.create(case=case, reason="review", since=YELLOW.date())
    assert night(moment("2026-05-20 00:20")) == ["yellow"], "the statutory limit stands still, the promise was broken"


def test_a_case_that_ended_or_was_not_accepted_earns_none(case: Case) -> None:
    withdraw(case.pk, by=who(cast.TRAINEE), at=BEFORE)
    own_claim(902, cast.OTHER_TRAINEE, at=BEFORE)
    assert earning_cards(RED.date()) == []
    assert raise_card(case.pk, at=RED) is None


def test_somebody_was_faster(case: Case) -> None:
    assert raise_card(case.pk, at=YELLOW)
    assert raise_card(case.pk, at=YELLOW) is None
    assert Supervision.objects.count() == 1
