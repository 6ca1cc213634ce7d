"""Attempts are counted for all web processes together, in the database."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta

import pytest

from tests.conftest import moment
from workflow_app.commands.count_attempt import count_attempt, forget_attempts, forget_past_attempts, refuse_if_spent
from workflow_app.models import Attempts
from workflow_app.policy.refusals import TooOften

NOON = moment("2026-04-20 12:00")
QUARTER = timedelta(minutes=15)


def tried(who: str = "wang", at: object = NOON, most: int = 3, kind: str = "sign_in") -> None:
    count_attempt(kind, who, most=most, within=QUARTER, at=at)


def test_beyond_the_most_one_reads_from_when_it_may_be_tried_again() -> None:
    for _ in range(3):
        tried()
    with pytest.raises(TooOften, match="请在12:16以后再试"):
        tried(at=NOON + timedelta(minutes=5))


def test_trying_on_does_not_prolong_the_window() -> None:
    for minute in range(14):
        with pytest.raises(TooOften) if minute >= 3 else nullcontext():
            tried(at=NOON + timedelta(minutes=minute))
    tried(at=NOON + QUARTER)
    assert Attempts.objects.get().count == 1


def test_others_and_other_things_are_counted_by_themselves() -> None:
    for _ in range(3):
        tried()
    tried("li")
    tried(kind="progress")
    assert Attempts.objects.count() == 3


def test_after_a_success_the_count_begins_again() -> None:
    for _ in range(3):
        tried()
    forget_attempts("sign_in", "wang")
    tried()


def test_a_look_counts_nothing() -> None:
    for _ in range(5):
        refuse_if_spent("sign_in", "wang", most=1, at=NOON)
    tried()
    with pytest.raises(TooOften):
        refuse_if_spent("sign_in", "wang", most=1, at=NOON)
    refuse_if_spent("sign_in", "wang", most=1, at=NOON + QUARTER)


def test_no_name_and_no_address_lies_in_the_table() -> None:
    tried("192.0.2.7")
    assert "192" not in Attempts.objects.get().who


def test_counters_whose_time_is_over_are_thrown_away() -> None:
    tried("wang")
    tried("li", at=NOON + timedelta(minutes=10))
    assert forget_past_attempts(at=NOON + QUARTER) == 1
    assert Attempts.objects.count() == 1
