"""A register that answers garbage leaves the case undecided for a person, never wedged, and is asked again the same day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from processes.insurance.flexible_employment.item import ITEM
from processes.insurance.flexible_employment.play import CLAIM, PAID, RECOGNISED_BEFORE
from processes.insurance.recognised import RECOGNITION
from workflow_app.commands.ask_registers import ask_registers
from workflow_app.commands.reassess import reassess
from workflow_app.management import acting
from workflow_app.management.stage import HOUR, Stage
from workflow_app.models import Case, RegisterRecord
from workflow_app.policy import catalogue
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.register import Register
from workflow_app.queries.law.predicates import last_assessment
from workflow_app.registers import played, world

GARBAGE: tuple[dict[str, Any], ...] = (
    {},
    {"months": [{}], "licences": [{}], "died_on": "soon", "retired_on": 2026, "since": "2026"},
    {"months": None, "licences": None, "died_on": [], "retired_on": {}, "employer": 1},
    {"months": "2026-01", "licences": {"name": 1}, "died_on": "", "retired_on": "2026-02-30", "unemployed_since": True},
    {"months": [[], None, 7], "licences": ["x"], "died_on": "9999-12-31", "retired_on": "0001-01-01"},
)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def stage(city: None, settings: Any, tmp_path: Path) -> Iterator[Stage]:
    """The played registers answer, as in the demonstration. Where nobody recognises anybody there is nothing to play."""
    if catalogue.ungranted(ITEM):
        pytest.skip("nobody grants what the item leans on")
    settings.REGISTER_WORLD = tmp_path / "registers.json"
    with played.serving(settings.REGISTER_WORLD) as address:
        settings.REGISTERS = address
        yield Stage(ITEM)


@pytest.fixture
def case(stage: Stage) -> Case:
    """Filed while every register answered as it should."""
    stage.endow()
    stage.granted_elsewhere(RECOGNITION, PAID, stage.begin - RECOGNISED_BEFORE)
    return stage.file(CLAIM, PAID, stage.begin)


def asked_of(case: Case) -> list[RegisterRecord]:
    """What was asked at the filing, one of each register."""
    return list(RegisterRecord.objects.filter(case=case).order_by("pk")[:5])


def found(case: Case) -> set[Finding]:
    said = last_assessment(Case.objects.get(pk=case.pk))
    return {each for line in said.lines for each in line.findings} | set(said.findings)


def page(case: Case, at: datetime) -> str:
    """As the desk at which the case stands has it."""
    client, (seat, *_) = Client(), acting.waiting_seats(case)
    client.force_login(acting.holder(seat, at.date()))
    answer = client.get(f"/desk/cases/{case.number}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("garbage", GARBAGE, ids=["nothing", "half", "null", "other kinds", "beyond reckoning"])
def test_garbage_is_no_answer_and_the_next_asking_heals(
    stage: Stage, case: Case, garbage: dict[str, Any], settings: Any
) -> None:
    asked = asked_of(case)
    settings.REGISTER_WORLD.unlink(missing_ok=True)
    for row in asked:
        world.tell(settings.REGISTER_WORLD, row.subject, Register(row.register), garbage)
    at = stage.begin + ONE_DAY
    assert ask_registers(case.pk, at=at) == len(asked)
    late = RegisterRecord.objects.filter(case=case, asked_at=at)
    assert {(row.content, "读不懂" in row.failure) for row in late} == {(None, True)}
    undecided = {each.condition for each in found(case) if each.verdict is Verdict.UNDECIDED}
    assert {"is_alive", "has_no_pension", "contributions_were_paid"} <= undecided
    assert "读不懂" in page(case, at)
    settings.REGISTER_WORLD.unlink()
    assert ask_registers(case.pk, at=at + HOUR) == len(asked)
    assert "is_alive" not in {each.condition for each in found(case) if each.verdict is Verdict.UNDECIDED}


@pytest.mark.parametrize("garbage", GARBAGE, ids=["nothing", "half", "null", "other kinds", "beyond reckoning"])
def test_garbage_kept_before_anybody_looked_at_shapes_wedges_nothing(
    stage: Stage, case: Case, garbage: dict[str, Any]
) -> None:
    at = stage.begin + ONE_DAY
    for row in asked_of(case):
        row.pk, row.key, row.content = None, f"{row.key[:60]}late", garbage
        row.asked_at = row.answered_at = at
        row.save(force_insert=True)
    reassess(case.pk, by=None, at=at)
    undecided = {each.condition for each in found(case) if each.verdict is Verdict.UNDECIDED}
    assert {"is_alive", "has_no_pension", "contributions_were_paid"} <= undecided
    assert "读不懂" in page(case, at)
    assert ask_registers(case.pk, at=at + HOUR) == 5
    assert "is_alive" not in {each.condition for each in found(case) if each.verdict is Verdict.UNDECIDED}
