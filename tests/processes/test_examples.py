"""The worked examples of every item come out as written, and every condition stands on both its sides."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.processes.examples import Example, assess, read_examples
from tests.processes.folders import EVERY_ITEM, SLUGS, always_met, conditions, side_effects
from workflow_app.policy.assessment import Assessment
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.item import Item
from workflow_app.policy.money import yuan_text

EXAMPLES = [(item, example) for item in EVERY_ITEM for example in read_examples(item)]
EACH_ITEM = pytest.mark.parametrize("item", EVERY_ITEM, ids=SLUGS)


def found_in(assessment: Assessment) -> dict[str, Finding]:
    """Findings by condition: of the whole, and of the first line."""
    of_first = assessment.lines[0].findings if assessment.lines else ()
    return {finding.condition: finding for finding in (*assessment.findings, *of_first)}


@pytest.mark.parametrize(("item", "example"), EXAMPLES, ids=[f"{item.slug} {each.says}" for item, each in EXAMPLES])
def test_example(item: Item, example: Example) -> None:
    assessment = assess(example, item)
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


def by_number(others: tuple[str, ...]) -> str:
    """As somebody reads it who may see every case."""
    return "、".join(f"{number}号办件" for number in others)


def check_first(example: Example, finding: Finding) -> None:
    """What an example says in words is said of the first condition it names."""
    assert (example.words or "") in finding.told(by_number).words
    if example.remedy is not None:
        assert example.remedy in finding.remedy
        assert bool(example.remedy) == bool(finding.remedy)
    if example.earliest is not None:
        assert finding.earliest == example.earliest


@EACH_ITEM
def test_what_an_example_does_not_name_is_met(item: Item) -> None:
    for example in read_examples(item):
        if example.expect and example.verdict is None and not example.stored:
            others = [finding for key, finding in found_in(assess(example, item)).items() if key not in example.expect]
            strange = {finding.condition for finding in others if finding.verdict is Verdict.NOT_MET}
            assert strange <= side_effects(item).get(example.says, frozenset()), example.says


@EACH_ITEM
def test_every_condition_stands_on_both_sides(item: Item) -> None:
    sides = defaultdict(set)
    for example in read_examples(item):
        for key, verdict in example.expect.items():
            sides[key].add(verdict == Verdict.MET)
    keys = {condition.key for condition in conditions(item)}
    keys |= {exclusion.key for exclusion in item.edition_in_folder().exclusions}
    assert {key for key in keys if True not in sides[key]} == set()
    assert {key for key in keys if False not in sides[key]} == always_met(item)
    assert set(sides) <= keys


@EACH_ITEM
def test_every_finding_says_why_and_every_no_has_a_law(item: Item) -> None:
    for example in read_examples(item):
        for finding in found_in(assess(example, item)).values():
            assert finding.words.endswith("。")
            assert finding.citation.document
            assert not finding.remedy or finding.remedy.endswith("。")
            assert finding.verdict is not Verdict.UNDECIDED or finding.remedy


@EACH_ITEM
def test_what_time_can_mend_says_from_which_day(item: Item) -> None:
    """Where a finding knows the earliest day, its remedy says so in words, and the day lies after the filing."""
    for example in read_examples(item):
        for finding in found_in(assess(example, item)).values():
            if finding.earliest is not None:
                assert finding.verdict is Verdict.NOT_MET
                assert finding.remedy, example.says


@EACH_ITEM
def test_every_sum_shows_its_arithmetic(item: Item) -> None:
    for example in read_examples(item):
        for line in assess(example, item).lines:
            assert line.amount is None or line.amount.agrees, example.says


@EACH_ITEM
def test_examples_have_names_of_their_own(item: Item) -> None:
    examples = read_examples(item)
    assert len({example.says for example in examples}) == len(examples)
