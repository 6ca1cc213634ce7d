"""Cards: warned at four fifths, yellow past the promise, red past the law."""

from datetime import date

import pytest

from workflow_app.clock.card import Card, card
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.clock.limit import DayKind, Pause, PauseReason, TimeLimit

START = date(2026, 3, 2)
PROMISED = TimeLimit(10, DayKind.WORKING).due(START, PUBLISHED)
STATUTORY = TimeLimit(20, DayKind.WORKING).due(START, PUBLISHED)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-03-02", Card.NONE, id="the first day"),
        pytest.param("2026-03-11", Card.NONE, id="seven days of ten"),
        pytest.param("2026-03-12", Card.WARNING, id="eight days of ten"),
        pytest.param("2026-03-16", Card.WARNING, id="the promised day itself"),
        pytest.param("2026-03-17", Card.YELLOW, id="the day after the promise"),
        pytest.param("2026-03-30", Card.YELLOW, id="the statutory day itself"),
        pytest.param("2026-03-31", Card.RED, id="the day after the law's limit"),
    ],
)
def test_card_of_the_day(now: str, expected: Card) -> None:
    assert card(date.fromisoformat(now), PROMISED, STATUTORY, START, PUBLISHED) is expected


def test_a_paused_clock_earns_nothing() -> None:
    assert card(date(2026, 6, 1), None, None, START, PUBLISHED) is Card.NONE


def test_a_pause_does_not_bring_the_warning_nearer() -> None:
    pauses = [Pause(PauseReason.NOTICE, date(2026, 3, 9), date(2026, 3, 20))]
    promised = TimeLimit(10, DayKind.WORKING).due(START, PUBLISHED, pauses)
    assert card(date(2026, 3, 20), promised, None, START, PUBLISHED, pauses) is Card.NONE
    assert card(date(2026, 3, 25), promised, None, START, PUBLISHED, pauses) is Card.WARNING


def test_cards_have_their_official_names() -> None:
    assert [each.label for each in Card] == ["正常", "预警", "黄牌", "红牌"]
