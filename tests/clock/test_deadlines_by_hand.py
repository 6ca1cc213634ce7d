"""The table a lawyer can check against a wall calendar (deadlines_by_hand.yaml) and the clock say the same days."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from workflow_app.clock.holidays import PUBLISHED
from workflow_app.clock.limit import DayKind, Pause, PauseReason, TimeLimit

TABLE = yaml.safe_load(Path(__file__).with_name("deadlines_by_hand.yaml").read_text(encoding="utf-8"))
ROWS = [pytest.param(row, id=f"{chapter} {place}") for chapter, rows in TABLE.items() for place, row in enumerate(rows)]
KINDS = {"个工作日": DayKind.WORKING, "日": DayKind.CALENDAR}


def limit(row: dict[str, Any]) -> TimeLimit:
    count, kind = re.fullmatch(r"(\d+)(.+)", row["期限"]).groups()  # type: ignore[union-attr]
    return TimeLimit(int(count) + row.get("延长", 0), KINDS[kind])


def pause(words: str) -> Pause:
    since, until = words.split("—")
    return Pause(PauseReason.NOTICE, date.fromisoformat(since), date.fromisoformat(until) if until else None)


@pytest.mark.parametrize("row", ROWS)
def test_the_last_day_is_the_one_counted_by_hand(row: dict[str, Any]) -> None:
    due = limit(row).due(row["起算"], PUBLISHED, [pause(words) for words in row.get("暂停", ())])
    assert due == (None if row["到期"] == "暂停中" else row["到期"]), row["说明"]
    if due is not None:
        assert PUBLISHED.is_estimated(due) == (row.get("推算") == "是")


def test_there_are_sixty_of_them_and_each_says_how_it_was_counted() -> None:
    rows = [row for chapter in TABLE.values() for row in chapter]
    assert len(rows) >= 60
    assert all(row["说明"] for row in rows)
