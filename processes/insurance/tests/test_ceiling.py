"""The ceiling of a life: 36 months, or every month to retirement for who had less than five years left when first approved."""

from __future__ import annotations

from datetime import date

import pytest

from forms.answers import Answers
from forms.questionnaire import Questionnaire
from processes.insurance.ceiling import SUBSIDY, Ceiling, ceiling
from workflow_app.policy.edition import Edition
from workflow_app.policy.facts import EarlierClaim, Facts

POLICY = """
item: example
parameters:
  sis.term_max:
    says: 月数
    unit: months
    governing: filing
    values: {2015-11-20: {value: "36", standing: sample, source: {document: 示例参数（未颁布）}}}
  sis.term_to_retirement:
    says: 年数
    unit: table_of_numbers
    governing: filing
    values: {2015-11-20: {value: {年: "5"}, standing: sample, source: {document: 示例参数（未颁布）}}}
"""
PERSON = "11010519491231002X"
RETIRES = date(2031, 4, 10)
ON = Edition.read(POLICY, "example").on(date(2026, 4, 10))


def had(decided_on: date, state: str = "paid", person: str = PERSON) -> EarlierClaim:
    return EarlierClaim(SUBSIDY, "2024-01", person, 70_000, "补1", state, decided_on)


def found(filed_on: date, *earlier: EarlierClaim) -> Ceiling:
    facts = Facts(on=filed_on, filed_on=filed_on, answers=Answers(Questionnaire("q", 1, ()), {}), earlier=earlier)
    return ceiling(facts, PERSON, RETIRES, ON)


@pytest.mark.parametrize(
    ("filed_on", "earlier", "months"),
    [
        pytest.param(date(2026, 4, 10), (), 36, id="exactly five years left"),
        pytest.param(date(2026, 4, 11), (), None, id="a day less than five"),
        pytest.param(date(2030, 4, 10), (had(date(2026, 4, 10)),), 36, id="first approved with five years left"),
        pytest.param(date(2030, 4, 10), (had(date(2026, 4, 11)),), None, id="first approved with a day less"),
        pytest.param(
            date(2030, 4, 10), (had(date(2028, 1, 1)), had(date(2026, 4, 10))), 36, id="the first of two approvals"
        ),
        pytest.param(date(2030, 4, 10), (had(date(2026, 4, 10), "claimed"),), None, id="never approved yet"),
        pytest.param(date(2030, 4, 10), (had(date(2026, 4, 10), "struck_off"),), None, id="struck off"),
        pytest.param(date(2030, 4, 10), (had(date(2026, 4, 10), person="别人"),), None, id="somebody else's"),
    ],
)
def test_the_age_at_first_approval_decides(
    filed_on: date, earlier: tuple[EarlierClaim, ...], months: int | None
) -> None:
    assert found(filed_on, *earlier).months == months


@pytest.mark.parametrize(("place", "holds"), [(1, True), (36, True), (37, False)])
def test_a_life_has_so_many_months(place: int, holds: bool) -> None:
    assert Ceiling(36, RETIRES).holds(place, "2026-01") is holds


@pytest.mark.parametrize(("month", "holds"), [("2031-03", True), ("2031-04", True), ("2031-05", False)])
def test_to_retirement_no_number_counts(month: str, holds: bool) -> None:
    assert Ceiling(None, RETIRES).holds(200, month) is holds
