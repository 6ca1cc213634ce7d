"""Pauses hold a limit back by exactly the days they cover."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.clock.holidays import PUBLISHED
from workflow_app.clock.limit import ClockState, DayKind, Pause, PauseReason, TimeLimit, clock_state

TWENTY = TimeLimit(20, DayKind.WORKING)
ACCEPTED = date(2026, 3, 2)


def pause(start: str, end: str | None, reason: PauseReason = PauseReason.NOTICE) -> Pause:
    return Pause(reason, date.fromisoformat(start), date.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        pytest.param([], "2026-03-30", id="no pause"),
        pytest.param([pause("2026-03-09", "2026-03-16")], "2026-04-07", id="five days of notice, then over Qingming"),
        pytest.param([pause("2026-03-09", "2026-03-09")], "2026-03-30", id="lifted the same day costs nothing"),
        pytest.param([pause("2026-03-13", "2026-03-15")], "2026-03-30", id="a weekend costs nothing"),
        pytest.param(
            [pause("2026-03-09", "2026-03-11"), pause("2026-03-10", "2026-03-12", PauseReason.OBJECTION)],
            "2026-04-02",
            id="days under two pauses count once",
        ),
        pytest.param([pause("2026-04-20", "2026-04-24")], "2026-03-30", id="a pause after the end changes nothing"),
        pytest.param([pause("2026-04-20", None)], "2026-03-30", id="nor an open one"),
    ],
)
def test_due(pauses: list[Pause], due: str) -> None:
    assert TWENTY.due(ACCEPTED, PUBLISHED, pauses) == date.fromisoformat(due)


def test_an_open_pause_leaves_no_due_date() -> None:
    assert TWENTY.due(ACCEPTED, PUBLISHED, [pause("2026-03-09", None)]) is None


def test_calendar_days_are_held_back_by_calendar_days() -> None:
    limit = TimeLimit(10, DayKind.CALENDAR)
    assert limit.due(ACCEPTED, PUBLISHED, [pause("2026-03-05", "2026-03-09")]) == date(2026, 3, 16)


@given(st.integers(1, 40), st.integers(0, 60), st.integers(0, 30))
def test_a_pause_moves_the_end_by_the_working_days_it_covers(count: int, begins: int, lasts: int) -> None:
    start = ACCEPTED + timedelta(days=begins)
    one = Pause(PauseReason.REVIEW, start, start + timedelta(days=lasts))
    limit = TimeLimit(count, DayKind.WORKING)
    plain = limit.due(ACCEPTED, PUBLISHED)
    paused = limit.due(ACCEPTED, PUBLISHED, [one])
    cost = PUBLISHED.between(one.start, one.end) if start < plain else 0
    assert PUBLISHED.between(plain, paused) == cost


@pytest.mark.parametrize(
    ("on", "state"),
    [
        pytest.param("2026-03-08", ClockState.RUNNING, id="before the pause"),
        pytest.param("2026-03-09", ClockState.PAUSED, id="the day it begins"),
        pytest.param("2026-03-15", ClockState.PAUSED, id="inside"),
        pytest.param("2026-03-16", ClockState.RUNNING, id="the evening it ends"),
        pytest.param("2026-03-20", ClockState.STOPPED, id="decided"),
    ],
)
def test_how_the_clock_stands(on: str, state: ClockState) -> None:
    pauses = [pause("2026-03-09", "2026-03-16")]
    assert clock_state(date.fromisoformat(on), pauses, stopped_on=date(2026, 3, 20)) is state


def test_a_limit_reads_in_words() -> None:
    assert str(TWENTY) == "20个工作日"
    assert str(TimeLimit(30, DayKind.CALENDAR)) == "30日"
    assert [reason.label for reason in PauseReason] == ["公示", "评审", "实地核查", "异议处理", "协查", "中止"]
