"""The forty loans of the family's table, asked of the item with its own policy: regime and figures by the day of disbursement."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from forms.answers import Answers
from processes.loans.calculation.periods import Period, Quarter
from processes.loans.calculation.terms import Course, Repaid, Terms
from processes.loans.startup_loan.item import ITEM
from processes.loans.startup_loan.tests.situations import quarter, wish
from processes.loans.tests.day_by_day import Line, lines, subsidy_of
from workflow_app.policy.facts import Facts, ParentFacts
from workflow_app.policy.standing import Standing

ONE_DAY = timedelta(days=1)
EDITION = ITEM.edition_in_folder()
APPLICATION, SUBSIDY = ITEM.procedure("application"), ITEM.procedure("interest_subsidy")
FORTY = lines()


def facts_of(line: Line) -> Facts:
    """The day after settlement the borrower asks the quarter's subsidy."""
    rate, lpr = (Decimal(each.numerator) / each.denominator / 100 for each in (line.rate, line.lpr))
    terms = Terms(line.principal, rate, lpr, line.disbursed_on, line.due_on)
    repaid = tuple(Repaid(on, fen, 0) for on, fen in line.repaid)
    overdue = tuple(Period(first, last + ONE_DAY) for first, last in line.overdue)
    course = Course(terms, repaid, overdue, line.extended_until)
    asked = Quarter(line.year, line.quarter)
    said = quarter()
    return Facts(
        on=asked.settled_on + ONE_DAY,
        filed_on=asked.settled_on + ONE_DAY,
        answers=Answers.from_json(SUBSIDY.questions, said["answers"] | {"quarter": str(asked)}),
        parent=ParentFacts("贷1", "approved", Answers.from_json(APPLICATION.questions, wish()["answers"]), None),
        life=said["life"] | {"course": course.as_json()},
    )


@pytest.mark.parametrize("line", FORTY, ids=[str(line.number) for line in FORTY])
def test_the_sum_is_that_of_the_table(line: Line) -> None:
    facts = facts_of(line)
    assessment = SUBSIDY.assess(facts, EDITION.on(facts.on))
    (claimed,) = assessment.lines
    assert claimed.amount
    assert claimed.amount.fen == subsidy_of(line) == line.subsidy
    assert claimed.amount.agrees
    assert len(claimed.amount.formula) <= 120
    assert claimed.amount.standing is Standing.MODELLED
    assert {used.key for used in claimed.amount.used} >= {"loan.subsidy.regime"}
