"""The worked examples of skill_training come out as written, and every condition stands on both its sides."""

from collections import defaultdict

import pytest

from processes.training.skill_training.claiming import OF_SCHOOL, OF_TRAINEE
from processes.training.skill_training.eligibility import OF_LINE
from processes.training.skill_training.item import FOLDER, ITEM
from processes.training.skill_training.recording import OF_CLASS_RECORD, OF_COURSE
from tests.processes.examples import Example, assess, read_examples
from workflow_app.policy.assessment import Assessment
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.money import yuan_text

EXAMPLES = read_examples(FOLDER / "examples.yaml")
CONDITIONS = (*OF_COURSE, *OF_CLASS_RECORD, *OF_SCHOOL, *OF_TRAINEE, *OF_LINE)
# The limit on residence was abolished by the opinion itself, so no value in force lets this condition fail.
ALWAYS_MET = {"residence_does_not_matter"}


def found_in(assessment: Assessment) -> dict[str, Finding]:
    """Findings by condition: of the whole, and of the first person."""
    of_first = assessment.lines[0].findings if assessment.lines else ()
    return {finding.condition: finding for finding in (*assessment.findings, *of_first)}


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.says for example in EXAMPLES])
def test_example(example: Example) -> None:
    assessment = assess(example, ITEM)
    found = found_in(assessment)
    assert {key: found[key].verdict.value for key in example.expect} == example.expect
    for key in list(example.expect)[:1]:
        check_first(example, found[key])
    if example.verdict is not None:
        assert assessment.verdict.value == example.verdict
    if example.yuan is not None:
        assert yuan_text(assessment.lines[0].amount.fen) == example.yuan
    if example.total is not None:
        assert yuan_text(assessment.total_fen) == example.total


def check_first(example: Example, finding: Finding) -> None:
    """What an example says in words is said of the first condition it names."""
    assert (example.words or "") in finding.words
    if example.remedy is not None:
        assert example.remedy in finding.remedy
        assert bool(example.remedy) == bool(finding.remedy)
    if example.earliest is not None:
        assert finding.earliest == example.earliest


def test_what_an_example_does_not_name_is_met() -> None:
    for example in EXAMPLES:
        if example.expect and example.verdict is None and not example.stored:
            others = [finding for key, finding in found_in(assess(example, ITEM)).items() if key not in example.expect]
            strange = {finding.condition for finding in others if finding.verdict is Verdict.NOT_MET}
            assert strange <= SIDE_EFFECTS.get(example.says, frozenset()), example.says


# One change may break two conditions; each such pair is named.
SIDE_EFFECTS = {
    "结业当天申领": frozenset({"certificate_follows_the_course"}),
    "结业前一天申领": frozenset({"certificate_follows_the_course"}),
}


def test_every_condition_stands_on_both_sides() -> None:
    sides = defaultdict(set)
    for example in EXAMPLES:
        for key, verdict in example.expect.items():
            sides[key].add(verdict == Verdict.MET)
    keys = {condition.key for condition in CONDITIONS}
    assert {key for key in keys if True not in sides[key]} == set()
    assert {key for key in keys if False not in sides[key]} == ALWAYS_MET
    assert set(sides) <= keys


def test_every_finding_says_why_and_every_no_has_a_law() -> None:
    for example in EXAMPLES:
        for finding in found_in(assess(example, ITEM)).values():
            assert finding.words.endswith("。")
            assert finding.citation.document
            assert not finding.remedy or finding.remedy.endswith("。")
            assert finding.verdict is not Verdict.UNDECIDED or finding.remedy


def test_every_sum_shows_its_arithmetic_and_its_standing() -> None:
    for example in EXAMPLES:
        for line in assess(example, ITEM).lines:
            assert line.amount
            assert line.amount.agrees
            assert line.amount.standing.value == "sample"
            assert any(value.key.startswith("trn.amount[") for value in line.amount.used)


def test_examples_have_names_of_their_own() -> None:
    assert len({example.says for example in EXAMPLES}) == len(EXAMPLES)
