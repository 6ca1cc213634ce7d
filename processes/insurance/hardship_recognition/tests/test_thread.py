"""On rows: a recognition that pays nothing, its paper, giving it back, who was hired meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from processes.insurance.hardship_recognition.item import ITEM
from processes.insurance.hardship_recognition.play import RECOGNISED, RECOGNITION, REMOVAL, STORIES
from workflow_app.management.journey import standing_open
from workflow_app.management.stage import HOUR, MONTH, Stage
from workflow_app.models import Claim, Deadline, IssuedDocument, Posting
from workflow_app.policy.register import Register
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.law.predicates import last_assessment
from workflow_app.registers import played


@pytest.fixture
def stage(city: None, settings: Any, tmp_path: Path) -> Iterator[Stage]:
    """The played registers answer, as in the demonstration."""
    settings.REGISTER_WORLD = tmp_path / "registers.json"
    with played.serving(settings.REGISTER_WORLD) as address:
        settings.REGISTERS = address
        yield Stage(ITEM)


def test_a_recognition_is_a_claim_with_a_validity_and_no_money(stage: Stage) -> None:
    case = stage.to_its_end(stage.file(RECOGNITION, RECOGNISED, stage.begin), stage.begin + HOUR)
    claim = Claim.objects.get(case=case)
    assert (case.state, case.step) == ("approved", "")
    assert (claim.kind, claim.key, claim.state) == (
        "hardship_recognition",
        "long_unemployed/2026-03-02",
        "determined",
    )
    assert (claim.since, claim.until, claim.amount) == (date(2026, 3, 2), date(2027, 3, 1), 0)
    assert not Posting.objects.exists()
    paper = IssuedDocument.objects.get(case=case, kind="recognised")
    assert paper.data["valid"] == {"since": "2026-03-02", "until": "2027-03-01", "standing": "sample"}
    assert list(breaks()) == []


def test_it_is_decided_within_seven_working_days(stage: Stage) -> None:
    case = stage.file(RECOGNITION, RECOGNISED, stage.begin)
    stage.approved(case, stage.begin + HOUR)
    statutory = Deadline.objects.get(case=case, kind="statutory")
    assert statutory.due_on == date(2026, 3, 11)


def test_the_category_is_on_no_list(stage: Stage) -> None:
    """残疾 and the like are told to the person alone (domain practice of masking)."""
    case = stage.file(RECOGNITION, RECOGNISED, stage.begin)
    assert case.summary == "就业困难人员认定"
    assert "失业" not in Claim.objects.get(case=case).caption


def test_who_gives_it_back_may_be_recognised_again(stage: Stage) -> None:
    case = stage.to_its_end(stage.file(RECOGNITION, RECOGNISED, stage.begin), stage.begin + HOUR)
    again = stage.file(RECOGNITION, RECOGNISED, stage.begin + MONTH)
    unmet = [finding.condition for finding in last_assessment(again).unmet]
    assert unmet == ["has_no_valid_recognition"]
    stage.withdrawn(again, stage.begin + MONTH)
    back = stage.file(REMOVAL, RECOGNISED, stage.begin + MONTH, parent=case)
    assert stage.to_its_end(back, stage.begin + MONTH + HOUR).state == "approved"
    later = stage.file(RECOGNITION, RECOGNISED, stage.begin + 2 * MONTH)
    assert last_assessment(later).unmet == ()


def test_who_was_hired_is_not_recognised(stage: Stage) -> None:
    hired = {"employer": "91410599000000019G", "employer_name": "示例物流有限公司", "since": "2025-12-01"}
    stage.registered(RECOGNISED, Register.EMPLOYMENT, hired | {"contract_until": None, "unemployed_since": None})
    case = stage.file(RECOGNITION, RECOGNISED, stage.begin)
    unmet = {finding.condition for finding in last_assessment(case).unmet}
    assert unmet == {"has_no_employer", "is_registered_unemployed", "has_been_unemployed_long_enough"}


def test_every_story_comes_to_its_end(stage: Stage) -> None:
    for number, story in enumerate(STORIES):
        story(Stage(ITEM, serial=1000 * number))
    assert list(standing_open()) == []
    assert list(breaks()) == []
