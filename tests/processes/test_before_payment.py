"""Every procedure that pays asks whether who is paid lives: once it is filed, and once more on the day of payment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from tests.conftest import SHANGHAI
from tests.processes.folders import EVERY_PROCEDURE, facts_of, situations
from workflow_app.commands.ask_registers import authorised
from workflow_app.policy.asking import ask_before_payment, ask_rules
from workflow_app.policy.assessment import LineAssessment
from workflow_app.policy.facts import Facts
from workflow_app.policy.facts_file import read_facts
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.register import Register, RegisterAnswer

PAYING = [(item, procedure) for item, procedure in EVERY_PROCEDURE if procedure.pays]
SITUATIONS = [
    (item, procedure, name)
    for item, procedure in PAYING
    for name, slug in situations(item).PROCEDURE.items()
    if slug == procedure.slug
]
NAMES = [f"{item.slug} {name}" for item, _, name in SITUATIONS]
EACH_SITUATION = pytest.mark.parametrize(("item", "procedure", "name"), SITUATIONS, ids=NAMES)
A_MONTH_LATER = timedelta(days=30)
ALIVE = "is_alive"


def filed(item: Item, procedure: Procedure, name: str) -> Facts:
    return read_facts(facts_of(item, name), item, procedure, date.fromisoformat(situations(item).FILED_ON[name]))


def answered(facts: Facts, died: str | None, silent: bool = False) -> Facts:
    """The same, where the register of deaths says that of everybody, or answers nothing."""
    others = tuple(each for each in facts.registers if each.register is not Register.DEATH)
    at = datetime.combine(facts.filed_on, time(9), SHANGHAI)
    content = None if silent else {"died_on": died}
    people = {each.subject for each in facts.registers if each.register is Register.DEATH}
    said = tuple(RegisterAnswer(Register.DEATH, person, at, "", content) for person in people)
    return replace(facts, registers=(*others, *said))


def of_life(line: LineAssessment) -> Iterator[Finding]:
    return (finding for finding in line.findings if finding.condition == ALIVE)


def test_something_is_paid() -> None:
    assert {procedure.slug for _, procedure in PAYING} == {procedure.slug for _, procedure, _ in SITUATIONS}
    assert PAYING


@EACH_SITUATION
def test_whoever_is_paid_for_is_asked_about_on_an_answer_of_the_filing(
    item: Item, procedure: Procedure, name: str
) -> None:
    facts = filed(item, procedure, name)
    asked = authorised(facts.answers, procedure.queries(facts.answers))
    dead = {query.subject for query in asked if query.register is Register.DEATH}
    assert {subject.number for subject in procedure.gist(facts.answers).subjects} == dead


@EACH_SITUATION
def test_without_that_answer_nobody_is_asked_about(item: Item, procedure: Procedure, name: str) -> None:
    answers = filed(item, procedure, name).answers
    for query in procedure.queries(answers):
        refused = {each: answers[each] for each in answers.questionnaire.names} | {query.authorised_by: None}
        assert query not in set(authorised(refused, procedure.queries(answers)))


@EACH_SITUATION
def test_who_died_before_the_filing_is_not_paid(item: Item, procedure: Procedure, name: str) -> None:
    facts = answered(filed(item, procedure, name), "2015-01-01")
    said = ask_rules(procedure, facts, item.edition_in_folder(), facts.filed_on)
    assert said.lines
    for line in said.lines:
        assert [each.verdict for each in of_life(line)] == [Verdict.NOT_MET]
        assert line.fen == 0


@EACH_SITUATION
def test_a_silent_register_leaves_it_to_a_person(item: Item, procedure: Procedure, name: str) -> None:
    facts = answered(filed(item, procedure, name), None, silent=True)
    for line in ask_rules(procedure, facts, item.edition_in_folder(), facts.filed_on).lines:
        assert [each.verdict for each in of_life(line)] == [Verdict.UNDECIDED]


@EACH_SITUATION
def test_who_died_between_filing_and_payment_is_noticed(item: Item, procedure: Procedure, name: str) -> None:
    facts = answered(filed(item, procedure, name), (filed(item, procedure, name).filed_on + A_MONTH_LATER).isoformat())
    edition = item.edition_in_folder()
    on_the_day = replace(facts, on=facts.filed_on + A_MONTH_LATER)
    day_before = replace(facts, on=on_the_day.on - timedelta(days=1))
    for line in ask_before_payment(procedure, on_the_day, edition, facts.filed_on).lines:
        assert Verdict.NOT_MET in {each.verdict for each in of_life(line)}
    for line in ask_before_payment(procedure, day_before, edition, facts.filed_on).lines:
        assert {each.verdict for each in of_life(line)} == {Verdict.MET}


@EACH_SITUATION
def test_where_no_register_was_ever_asked_nothing_new_is_found_before_payment(
    item: Item, procedure: Procedure, name: str
) -> None:
    facts, edition = replace(filed(item, procedure, name), registers=()), item.edition_in_folder()
    later = replace(facts, on=facts.filed_on + A_MONTH_LATER)
    first, then = (
        [list(of_life(line)) for line in ask_before_payment(procedure, each, edition, facts.filed_on).lines]
        for each in (facts, later)
    )
    assert first == then
