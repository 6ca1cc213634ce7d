"""Determine: what stood on notice unopposed becomes owed, and the money for it is set aside."""

from decimal import Decimal

import pytest

from tests import cast
from tests.conftest import moment
from tests.house import record
from tests.house.budget.indicators import entered
from tests.situations import (
    BUDGET,
    DETERMINED,
    ITEM,
    LINE,
    case_determined,
    case_submitted,
    case_to_confirm,
    endowed,
    own_claim,
    waiting_seat,
)
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.management import acts
from workflow_app.models import Appropriation, Case, Claim, IssuedDocument, OutboxEntry, Posting, Unit
from workflow_app.policy.refusals import BudgetExhausted, NotEligible


def confirmed(case: Case, at: object = DETERMINED) -> Case:
    return give_opinion(waiting_seat(case).pk, Stance.APPROVE, by=cast.who(cast.DEPUTY_HEAD), at=at)


def test_the_claims_are_owed_and_the_money_is_set_aside() -> None:
    case = case_determined(case_submitted())
    assert (case.state, case.step, case.amount) == ("approved", "request_funds", 10_000)
    assert set(case.claims.values_list("state", flat=True)) == {"determined"}
    budget = Appropriation.objects.get()
    assert (budget.reserved, budget.posted) == (Decimal("10000.00"), Decimal(0))
    assert Posting.objects.filter(source="available", target="reserved", amount=LINE).count() == 10


def test_the_paper_says_for_whom_how_much_on_which_arithmetic() -> None:
    case = case_determined(own_claim())
    paper = IssuedDocument.objects.get(case=case, kind="determination")
    assert paper.data["total_fen"] == 100_000
    assert paper.data["lines"][0]["formula"] == "取较小值(1000.00；1500.00) × 1"
    assert paper.data["notice"]["result"] == "公示期间没有收到异议"


@pytest.mark.parametrize("yuan", [pytest.param("999.99", id="a fen short"), pytest.param("0.01", id="next to nothing")])
def test_an_exhausted_budget_refuses_with_a_sentence_and_changes_nothing(yuan: str) -> None:
    endowed(Decimal(yuan))
    case = case_to_confirm(own_claim())
    before = (record.length(f"case:{case.number}"), IssuedDocument.objects.count(), OutboxEntry.objects.count())
    with pytest.raises(BudgetExhausted, match=rf"本次需要 1,000\.00 元，可用余额 {yuan} 元"):
        confirmed(case)
    case = Case.objects.get()
    assert (case.state, case.step) == ("deciding", "confirm")
    assert (record.length(f"case:{case.number}"), IssuedDocument.objects.count(), OutboxEntry.objects.count()) == before
    assert not Posting.objects.exclude(claim=None).exists()
    assert Appropriation.objects.get().reserved == 0
    assert waiting_seat(case)


def test_the_last_fen_of_a_budget_may_be_used() -> None:
    endowed(LINE)
    case_determined(own_claim())
    assert Appropriation.objects.get().reserved == LINE


def test_a_second_indicator_carries_what_the_first_cannot() -> None:
    first = endowed(Decimal("999.00"))
    acts.endow(Unit.objects.get(kind="hrss", region=first.region), ITEM, 2026, LINE, DETERMINED)
    case_determined(own_claim())
    assert list(Appropriation.objects.order_by("id").values_list("reserved", flat=True)) == [0, LINE]


@pytest.mark.parametrize("year", [2025, 2027])
def test_money_of_another_year_pays_nothing(year: int) -> None:
    entered(year=year, yuan=BUDGET)
    with pytest.raises(BudgetExhausted, match="2026年度本项资金指标不足"):
        confirmed(case_to_confirm(own_claim()))


def test_the_year_is_that_of_shanghai() -> None:
    entered(year=2027, yuan=BUDGET)
    confirmed(case_to_confirm(own_claim()), at=moment("2027-01-01 00:30"))
    assert Case.objects.get().state == "approved"


def test_money_of_another_county_pays_nothing() -> None:
    entered(region="410581", yuan=BUDGET)
    with pytest.raises(BudgetExhausted):
        confirmed(case_to_confirm(own_claim()))


@pytest.mark.tampered
def test_whatever_the_rules_overlooked_nobody_is_determined_twice() -> None:
    first, second = case_to_confirm(own_claim()), case_to_confirm(own_claim(902, cast.OTHER_TRAINEE))
    owed = Claim.objects.get(case=first)
    Claim.objects.filter(case=second).update(beneficiary_index=owed.beneficiary_index, key=owed.key)
    endowed()
    confirmed(first)
    with pytest.raises(NotEligible, match="刚在另一办件中核定"):
        confirmed(second)
    assert Claim.objects.get(case=second).state == "claimed"
    assert Appropriation.objects.get().reserved == LINE


def test_a_procedure_without_money_only_gets_its_paper() -> None:
    case = case_submitted()
    assert case.parent.papers.filter(kind="class_recorded").count() == 1
    assert not Posting.objects.exclude(claim=None).exists()
