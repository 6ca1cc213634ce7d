"""What time or a contribution can mend says from which day on, in words and as a date, and an example proves it."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from inspect import getsource
from pathlib import Path
from textwrap import dedent

import pytest
from django.conf import settings

from tests.processes.examples import assess, read_examples
from tests.processes.folders import EVERY_ITEM, SLUGS, conditions, situations
from tests.processes.test_examples import found_in
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Condition
from workflow_app.policy.exclusion import When
from workflow_app.policy.finding import Verdict
from workflow_app.policy.item import Item

EACH_ITEM = pytest.mark.parametrize("item", EVERY_ITEM, ids=SLUGS)
# What a person must do first (leave an employer, close a business) has no day that a rule could know.
# Folders of rules that items share, and the endings there that no day mends: the dead stay dead, a pension begun is drawn,
# who was not recognised in a month never was, months of a life are used up.
SHARED: dict[str, dict[str, int]] = {
    "processes": {"is_alive": 1},
    "processes/housing": {},
    "processes/insurance": {
        "is_recognised_in_the_month": 1,
        "is_within_the_ceiling": 1,
        "is_before_retirement": 1,
        "has_no_pension": 1,
    },
    "processes/loans": {},
    "processes/training": {},
}
SPEAKS_OF_TIME = ("最早", "年满", "届满后", "期满后", "个月后", "年后")


def says_when(condition: Condition[object]) -> bool:
    """Whether the rule, as written, gives a no an earliest day: the third word of not_met."""
    calls = (node for node in ast.walk(ast.parse(dedent(getsource(condition.rule)))) if isinstance(node, ast.Call))
    return any(getattr(call.func, "id", "") == "not_met" and len(call.args) > 2 for call in calls)


def mended_by_time(item: Item) -> Iterator[str]:
    """Conditions and exclusions of an item that know an earliest day."""
    yield from (each.key for each in conditions(item) if says_when(each))
    rows = item.edition_in_folder().exclusions
    yield from (each.key for each in rows if each.when in (When.WITHIN, When.OVERLAPPING, When.UNTIL_ENDED))


@EACH_ITEM
def test_every_condition_that_time_mends_has_an_example_with_its_day(item: Item) -> None:
    proved = {next(iter(each.expect)) for each in read_examples(item) if each.earliest is not None}
    assert set(mended_by_time(item)) - proved == set()


@EACH_ITEM
def test_a_remedy_that_speaks_of_time_knows_the_day(item: Item) -> None:
    for example in read_examples(item):
        for finding in found_in(assess(example, item)).values():
            timely = finding.verdict is Verdict.NOT_MET and any(word in finding.remedy for word in SPEAKS_OF_TIME)
            assert not timely or finding.earliest is not None, f"{example.says}: {finding.remedy}"


@EACH_ITEM
def test_a_day_written_in_a_remedy_is_the_earliest_day(item: Item) -> None:
    for example in read_examples(item):
        for finding in found_in(assess(example, item)).values():
            if finding.earliest is not None and "最早2" in finding.remedy:
                assert f"最早{spoken(finding.earliest)}" in finding.remedy, example.says


def dayless(folder: Path) -> Counter[str]:
    """How many endings of each function of a folder say no and know no day: {function: how many}."""
    found: Counter[str] = Counter()
    for file in sorted(folder.glob("*.py")):
        for rule in (node for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)):
            calls = (node for node in ast.walk(rule) if isinstance(node, ast.Call))
            found[rule.name] += sum(
                getattr(call.func, "id", "") == "not_met" and not knows_a_day(call) for call in calls
            )
    return +found


def knows_a_day(call: ast.Call) -> bool:
    return len(call.args) > 2 or any(word.arg == "earliest" for word in call.keywords)


@EACH_ITEM
def test_a_no_without_a_day_is_one_that_neither_time_nor_contributions_mend(item: Item) -> None:
    """Each is named beside the item's situations, so that a new one is thought about: does no day make it good?"""
    assert dict(dayless(item.folder)) == getattr(situations(item), "NEVER_MENDED", {})


@pytest.mark.parametrize(("folder", "never"), SHARED.items(), ids=list(SHARED))
def test_what_items_share_is_thought_about_too(folder: str, never: dict[str, int]) -> None:
    assert dict(dayless(settings.ROOT / folder)) == never


def test_every_folder_of_shared_rules_is_looked_at() -> None:
    folders = {
        file.parent.relative_to(settings.ROOT).as_posix() for file in (settings.ROOT / "processes").glob("*/*.py")
    }
    items = {item.folder.relative_to(settings.ROOT).as_posix() for item in EVERY_ITEM}
    assert folders - items <= set(SHARED)


def test_some_conditions_are_mended_by_time() -> None:
    """The reading of the source finds what it is looking for."""
    assert sum(1 for item in EVERY_ITEM for _ in mended_by_time(item)) > 20
