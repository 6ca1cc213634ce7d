"""What may happen only once happens once: a payment at the same instant, a quarter's subsidy asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
from django.db import connection

from processes.loans.commands.mark_overdue import mark_overdue
from processes.loans.commands.record_repayment import record_repayment
from processes.loans.models import Delay, Loan, Repayment
from processes.loans.startup_loan import play
from processes.loans.startup_loan.tests.conftest import granted, moment
from tests.founding import found
from workflow_app.management import acting
from workflow_app.management.bench.racing import race
from workflow_app.management.stage import BEGIN, Stage
from workflow_app.models import triggers
from workflow_app.policy.finding import Verdict
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.law.predicates import last_assessment

JUNE = date(2026, 6, 20)
AT = moment("2026-06-25")


@pytest.fixture
def raced(transactional_db: None) -> Iterator[Loan]:
    """A loan whose rows are really written, so that threads can meet at it; afterwards the rows prove themselves."""
    found(BEGIN)
    yield granted()
    try:
        assert not list(breaks())
    finally:
        triggers.lift(connection)


@pytest.mark.postgresql
def test_of_two_payments_that_each_settle_one_counts(raced: Loan) -> None:
    settles = [partial(record_repayment, raced.pk, 151_225_00, JUNE, f"凭证{n}", by=play.bank(), at=AT) for n in (1, 2)]
    results = race(settles)
    assert sum(isinstance(each, NotPossibleNow) for each in results) == 1
    assert Repayment.objects.count() == 1


@pytest.mark.postgresql
def test_the_same_voucher_twice_at_once_counts_once(raced: Loan) -> None:
    pays = partial(record_repayment, raced.pk, 100_00, JUNE, "凭证1", by=play.bank(), at=AT)
    results = race([pays] * 3)
    assert sum(isinstance(each, AlreadyDone) for each in results) == 2
    assert Repayment.objects.count() == 1


@pytest.mark.postgresql
def test_two_say_at_once_that_it_is_behind(raced: Loan) -> None:
    results = race([partial(mark_overdue, raced.pk, by=play.bank(), at=AT)] * 2)
    assert sum(isinstance(each, AlreadyDone) for each in results) == 1
    assert Delay.objects.count() == 1


@pytest.mark.postgresql
def test_together_no_more_is_paid_than_is_owed(raced: Loan) -> None:
    pays = [partial(record_repayment, raced.pk, 100_000_00, JUNE, f"凭证{n}", by=play.bank(), at=AT) for n in (1, 2)]
    results = race(pays)
    assert sum(isinstance(each, NotUnderstood) for each in results) == 1
    assert Repayment.objects.count() == 1


def test_a_quarter_asked_twice_is_told_of_the_first_and_never_agreed_to(stage: Stage, loan: Loan) -> None:
    stage.endow()
    paid = play.pay_what_is_due(loan, 1)
    first, second = (stage.file(play.SUBSIDY, play.REPAYS, paid + n * play.DAY, parent=loan.case) for n in (2, 3))
    found = {each.condition: each for each in last_assessment(second).unmet}["quarter_was_not_claimed_before"]
    assert found.verdict is Verdict.NOT_MET
    assert found.others == (first.number,)
    acting.sign_all(second, at=paid + 4 * play.DAY)
    with pytest.raises(NotPossibleNow, match="待处理"):
        acting.sign_all(second, at=paid + 4 * play.DAY)
    stage.to_its_end(first, paid + 5 * play.DAY)
    third = stage.file(play.SUBSIDY, play.REPAYS, paid + 80 * play.DAY, parent=loan.case)
    again = {each.condition: each for each in last_assessment(third).unmet}["quarter_was_not_claimed_before"]
    assert (again.verdict, again.others) == (Verdict.NOT_MET, (first.number, second.number))
