"""What the training subsidy asks: complete applications are understood, the two ways of the claim keep apart."""

from __future__ import annotations

import json

import pytest

from forms.fields import Roster
from forms.questionnaire import Questionnaire
from forms.roster.read import read_roster
from forms.roster.write import template_xlsx
from processes.training.skill_training.questions import CLAIM, CLASS_RECORD
from processes.training.skill_training.tests.situations import SITUATIONS, school_claim

COMPLETE = [(CLASS_RECORD, "class_record"), (CLAIM, "school_claim"), (CLAIM, "own_claim")]
ROSTERS = [field for asks in (CLASS_RECORD, CLAIM) for field in asks.asked({"applicant_kind": "organisation"}) if isinstance(field, Roster)]  # fmt: skip


@pytest.mark.parametrize(("asks", "situation"), COMPLETE, ids=[situation for _, situation in COMPLETE])
def test_a_complete_application_is_understood_and_keeps_its_words(asks: Questionnaire, situation: str) -> None:
    given = SITUATIONS[situation]()["answers"]
    found = asks.read_json(given)
    assert found.corrections == ()
    assert found.answers is not None
    assert json.loads(found.answers.canonical()) == given


@pytest.mark.parametrize(("asks", "situation"), COMPLETE, ids=[situation for _, situation in COMPLETE])
def test_each_required_answer_is_missed_by_its_own_name(asks: Questionnaire, situation: str) -> None:
    given = SITUATIONS[situation]()["answers"]
    for field in asks.asked(given):
        left_out = {name: value for name, value in given.items() if name != field.name}
        said = [each.where for each in asks.read_json(left_out).corrections]
        assert (field.name in said) is field.required


@pytest.mark.parametrize(
    ("kind", "pages"),
    [
        ("organisation", ["applicant", "organisation", "trainees", "basic_account", "service", "declarations"]),
        (
            "person",
            ["applicant", "person", "own_training", "own_certificate", "social_card", "service", "declarations"],
        ),
    ],
)
def test_school_and_trainee_fill_in_different_pages(kind: str, pages: list[str]) -> None:
    assert [section.slug for section in CLAIM.sections_asked({"applicant_kind": kind})] == pages


def test_the_same_certificate_twice_in_one_claim_is_noticed_on_entry() -> None:
    given = school_claim()["answers"]
    given["roster"][1]["certificate_number"] = given["roster"][0]["certificate_number"]
    found = CLAIM.read_json(given)
    assert [(each.where, each.row, each.column) for each in found.corrections] == [("roster", 3, "证书编号")]


@pytest.mark.parametrize("roster", ROSTERS, ids=lambda roster: f"{roster.label} {len(roster.columns)} columns")
def test_every_roster_has_a_template_whose_headings_it_reads(roster: Roster) -> None:
    found = read_roster(template_xlsx(roster), "模板.xlsx", roster)
    assert [each.words for each in found.corrections] == [f"{roster.label}至少1人，现在是0人，请补充"]


def test_a_trainees_class_may_not_end_before_it_begins() -> None:
    given = SITUATIONS["own_claim"]()["answers"] | {"ends_on": "2025-11-01"}
    assert [each.where for each in CLAIM.read_json(given).corrections] == ["ends_on"]
