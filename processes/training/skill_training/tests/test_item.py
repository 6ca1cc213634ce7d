"""What only 职业培训补贴 does: its price list, its papers, its gist, its way through the offices."""

from datetime import date

import pytest

from forms.answers import Answers
from processes.training.skill_training import route as source
from processes.training.skill_training.item import ITEM
from processes.training.skill_training.papers import class_facts
from processes.training.skill_training.questions import LEVEL_NAMES
from processes.training.skill_training.tests.situations import PROCEDURE, SITUATIONS, class_record
from tests.processes.examples import assess, read_examples
from workflow_app.approval.route import Step
from workflow_app.approval.stance import Outcome
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.citation import Citation
from workflow_app.policy.facts_file import read_facts
from workflow_app.policy.finding import Verdict
from workflow_app.policy.refusals import NotInForce

EDITION = ITEM.edition_in_folder()
POLICY = EDITION.on(date(2026, 3, 2))


def answers(situation: str) -> Answers:
    procedure = ITEM.procedure(PROCEDURE[situation])
    return read_facts(SITUATIONS[situation](), ITEM, procedure, date(2026, 3, 2)).answers


@pytest.mark.parametrize("trade_class", ["A", "B", "C"])
@pytest.mark.parametrize("level", list(LEVEL_NAMES))
@pytest.mark.parametrize("day", [date(2015, 11, 20), date(2023, 12, 31), date(2024, 1, 1)])
def test_the_price_list_has_every_class_and_level(trade_class: str, level: str, day: date) -> None:
    assert EDITION.on(day).table("trn.amount")[trade_class, level] > 0


def test_every_listed_occupation_has_a_class() -> None:
    occupations = EDITION.on(date(2026, 1, 1)).table("trn.occupations")
    assert {occupations[name] for name in occupations.rows} == {"A", "B", "C"}


def test_online_filing_has_no_receipt_clock_before_the_ordinance() -> None:
    assert EDITION.on(date(2021, 12, 1)).days("clock.receipt") == 1
    with pytest.raises(NotInForce):
        EDITION.on(date(2021, 11, 30)).days("clock.receipt")


def test_the_name_of_the_item() -> None:
    assert ITEM.title_on(date(2015, 11, 20)) == "职业培训补贴"
    assert ITEM.principal.slug == "claim"
    assert ITEM.procedure("claim").parent == "class_record"


@pytest.mark.parametrize(
    ("size", "verdict"),
    [(9, Verdict.NOT_MET), (10, Verdict.MET), (60, Verdict.MET), (61, Verdict.NOT_MET)],
)
def test_a_class_is_neither_too_small_nor_too_large(size: int, verdict: Verdict) -> None:
    record, on = ITEM.procedure("class_record"), date(2025, 11, 20)
    facts = read_facts(class_record(size), ITEM, record, on)
    found = {each.condition: each for each in record.assess(facts, EDITION.on(on)).findings}
    assert found["class_size_is_within_limits"].verdict is verdict


def test_the_class_record_paper_shows_the_course_and_masks_everyone() -> None:
    shown = class_facts(answers("class_record"))
    assert (shown["count"], shown["course"]["level"], shown["course"]["hours"]) == (10, "五级/初级工", 60)
    assert all("×" in line["name"] and line["identity"].startswith("*" * 14) for line in shown["lines"])
    assert all("****" in line["phone"] for line in shown["lines"])


def test_the_gist_of_a_class_record_claims_for_nobody() -> None:
    gist = ITEM.procedure("class_record").gist(answers("class_record"))
    assert (gist.applicant_kind, gist.region, gist.subjects) == ("organisation", "410523", ())


def test_the_gist_of_a_schools_claim_names_its_record_and_its_payee() -> None:
    gist = ITEM.procedure("claim").gist(answers("school_claim"))
    assert (gist.parent_number, gist.region) == ("备1", "")
    assert gist.payee
    assert gist.payee.name == gist.name
    assert all(subject.evidence for subject in gist.subjects)


def test_the_gist_of_a_trainees_claim_is_about_themself() -> None:
    gist = ITEM.procedure("claim").gist(answers("own_claim"))
    assert (gist.applicant_kind, gist.region, gist.parent_number) == ("person", "410523", "")
    assert [subject.number for subject in gist.subjects] == [gist.number]


def test_the_claim_passes_every_desk_in_order() -> None:
    step: Step = source.CLAIM.steps["receive"]
    seen = [step.name]
    while (edge := step.leave(Outcome.APPROVED, {"sum_above_meeting_threshold": True})).to != "end":
        step = source.CLAIM.steps[edge.to]
        seen.append(step.name)
    chain = "receive handle section bureau_finance deputy_head meeting notice confirm request_funds"
    assert seen == chain.split()


@pytest.mark.parametrize(
    ("yuan", "above"),
    [pytest.param("50000.00", False, id="the threshold itself"), pytest.param("50000.01", True, id="one fen more")],
)
def test_only_above_the_threshold_does_the_meeting_hear_it(yuan: str, above: bool) -> None:
    amount = AmountLine.reckon("补贴", yuan, Citation("示例"), ())
    case = Assessment((), (LineAssessment("k", "b", "甲", (), amount),), date(2026, 3, 2), "")
    predicate = ITEM.procedure("claim").predicates["sum_above_meeting_threshold"]
    assert predicate(case, POLICY) is above


def test_every_sum_is_of_the_price_list_and_says_so() -> None:
    for example in read_examples(ITEM):
        for line in assess(example, ITEM).lines:
            assert line.amount
            assert line.amount.standing.value == "sample"
            assert any(value.key.startswith("trn.amount[") for value in line.amount.used)
