"""What the bank and the guarantee institution record on a loan: it works, it is refused with a sentence, it stands in the chain."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction

from processes.loans.commands.ask_back import ask_back
from processes.loans.commands.extend_loan import extend_loan
from processes.loans.commands.mark_overdue import mark_overdue
from processes.loans.commands.open_loan import open_loan
from processes.loans.commands.record_recovery import record_recovery
from processes.loans.commands.record_repayment import record_repayment, settle
from processes.loans.models import Loan, Repayment
from processes.loans.queries.life import life
from processes.loans.startup_loan import play
from processes.loans.startup_loan.tests.conftest import moment
from tests.papers.every_paper import COMPARED
from tests.papers.leaves import differences
from tests.papers.print_of import not_said
from workflow_app.management import acting
from workflow_app.management.stage import Stage
from workflow_app.models import Account, Action, ClaimState, IssuedDocument
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.audit.verify import breaks

# 150,000 at 3.50 % from 2026-03-28: 84 days to 2026-06-20 are 1,225.00; 92 to 2026-09-20 are 1,341.67.
FIRST_FEN = 1_225_00
JUNE, SEPTEMBER = date(2026, 6, 20), date(2026, 9, 20)


def fresh(loan: Loan) -> Loan:
    return Loan.objects.get(pk=loan.pk)


def verbs(loan: Loan) -> list[str]:
    return list(Action.objects.filter(stream=loan.stream).order_by("ordinal").values_list("verb", flat=True))


def test_interest_due_is_paid_first(loan: Loan, bank: Account) -> None:
    row = record_repayment(loan.pk, FIRST_FEN + 500_00, JUNE, "凭证1", by=bank, at=moment("2026-06-20"))
    assert (row.ordinal, row.interest, row.principal) == (1, Decimal("1225.00"), Decimal("500.00"))
    assert fresh(loan).state == "performing"
    assert verbs(loan) == ["open_loan", "record_repayment"]
    assert not list(breaks())


def test_a_payment_larger_than_the_debt_is_refused(loan: Loan, bank: Account) -> None:
    with pytest.raises(NotUnderstood, match=r"多于2026-06-20结清所需的151225\.00元"):
        record_repayment(loan.pk, 151_225_01, JUNE, "凭证1", by=bank, at=moment("2026-06-20"))
    assert not loan.repayments.exists()


def test_a_payment_dated_before_the_loan_is_refused(loan: Loan, bank: Account) -> None:
    with pytest.raises(NotUnderstood, match="早于放款日期2026-03-28"):
        record_repayment(loan.pk, 100, date(2026, 3, 27), "凭证1", by=bank, at=moment("2026-06-20"))
    record_repayment(loan.pk, 100, date(2026, 3, 28), "凭证1", by=bank, at=moment("2026-06-20"))


def test_a_payment_of_tomorrow_or_out_of_order_is_refused(loan: Loan, bank: Account) -> None:
    with pytest.raises(NotUnderstood, match="还没有到"):
        record_repayment(loan.pk, 100, date(2026, 6, 21), "凭证1", by=bank, at=moment("2026-06-20"))
    record_repayment(loan.pk, 100, JUNE, "凭证1", by=bank, at=moment("2026-06-20"))
    with pytest.raises(NotUnderstood, match="按先后登记"):
        record_repayment(loan.pk, 100, date(2026, 6, 19), "凭证2", by=bank, at=moment("2026-06-20"))


def test_a_voucher_counts_once(loan: Loan, bank: Account) -> None:
    record_repayment(loan.pk, 100, JUNE, "凭证1", by=bank, at=moment("2026-06-20"))
    with pytest.raises(AlreadyDone, match="凭证1已经登记过"):
        record_repayment(loan.pk, 100, JUNE, "凭证1", by=bank, at=moment("2026-06-20"))
    with pytest.raises(NotUnderstood, match="凭证号"):
        record_repayment(loan.pk, 100, JUNE, " ", by=bank, at=moment("2026-06-20"))
    with pytest.raises(NotUnderstood, match="大于0"):
        record_repayment(loan.pk, 0, JUNE, "凭证2", by=bank, at=moment("2026-06-20"))


@pytest.mark.parametrize(
    "again", ["凭证１", "凭证1\u3000", " 凭证 1", "凭\u200b证1"], ids=["wide", "after", "between", "unseen"]
)
def test_a_voucher_in_another_spelling_is_the_same(loan: Loan, bank: Account, again: str) -> None:
    record_repayment(loan.pk, 100, JUNE, "凭证1", by=bank, at=moment("2026-06-20"))
    with pytest.raises(AlreadyDone, match="凭证1已经登记过"):
        record_repayment(loan.pk, 100, JUNE, again, by=bank, at=moment("2026-06-20"))
    assert loan.repayments.count() == 1


@pytest.mark.parametrize(
    ("voucher", "words"),
    [("凭" * 41, "凭证号最多40个字，现在有41个字"), ("凭\u202e证", "看不见也印不出"), ("\u200b", "请填写还款凭证号")],
    ids=["too long", "a mark of direction", "nothing to see"],
)
def test_words_no_column_keeps_are_refused(loan: Loan, bank: Account, voucher: str, words: str) -> None:
    with pytest.raises(NotUnderstood, match=words):
        record_repayment(loan.pk, 100, JUNE, voucher, by=bank, at=moment("2026-06-20"))
    record_repayment(loan.pk, 100, JUNE, "凭" * 40, by=bank, at=moment("2026-06-20"))


def test_a_loan_is_not_opened_on_words_no_column_keeps(stage: Stage) -> None:
    case = play.granted(stage, play.REPAYS, stage.begin)[0]
    paid_out = SimpleNamespace(receipt_number="借" * 41)
    with pytest.raises(NotUnderstood, match="借据编号最多40个字，现在有41个字"):
        open_loan(case.pk, paid_out, ("示例银行", ""), True, (), by=None, at=moment("2026-06-20"))  # type: ignore[arg-type]
    with pytest.raises(NotUnderstood, match="放款银行最多100个字，现在有101个字"):
        open_loan(case.pk, paid_out, ("行" * 101, ""), True, (), by=None, at=moment("2026-06-20"))  # type: ignore[arg-type]


@pytest.mark.parametrize("username", ["wang", "tangyin.guarantee", "linzhou.disburse", "tangyin.deputy"])
def test_only_the_lending_bank_records_payments(loan: Loan, username: str) -> None:
    with pytest.raises(NotAllowed, match="放款银行"):
        record_repayment(loan.pk, 100, JUNE, "凭证1", by=acting.account(username), at=moment("2026-06-20"))


def test_what_settles_ends_the_loan_and_what_its_case_granted(loan: Loan, bank: Account) -> None:
    settle(loan.pk, date(2026, 5, 1), "结清", by=bank, at=moment("2026-05-01"))
    row = loan.repayments.get()
    assert (row.principal, row.interest) == (Decimal("150000.00"), Decimal("495.83"))
    assert (fresh(loan).state, fresh(loan).settled_on) == ("settled", date(2026, 5, 1))
    assert loan.case.claims.get().state == ClaimState.ENDED
    with pytest.raises(NotPossibleNow, match="结清"):
        record_repayment(loan.pk, 100, JUNE, "凭证2", by=bank, at=moment("2026-06-20"))
    assert not list(breaks())


def test_a_loan_behind_catches_up(loan: Loan, bank: Account) -> None:
    with pytest.raises(NotPossibleNow, match="都已还清"):
        mark_overdue(loan.pk, by=bank, at=moment("2026-06-20"))
    mark_overdue(loan.pk, by=bank, at=moment("2026-06-25"))
    assert (fresh(loan).state, fresh(loan).behind_since) == ("overdue", JUNE)
    with pytest.raises(AlreadyDone, match="已经登记为逾期"):
        mark_overdue(loan.pk, by=bank, at=moment("2026-06-25"))
    record_repayment(loan.pk, 100_00, date(2026, 6, 28), "凭证1", by=bank, at=moment("2026-06-28"))
    assert fresh(loan).state == "overdue"
    record_repayment(loan.pk, 1_125_00, date(2026, 6, 30), "凭证2", by=bank, at=moment("2026-06-30"))
    assert (fresh(loan).state, fresh(loan).behind_since) == ("performing", None)
    delay = loan.delays.get()
    assert (delay.since, delay.until) == (date(2026, 6, 21), date(2026, 6, 30))
    assert life(loan.case_id)["course"]["overdue"] == [["2026-06-21", "2026-06-30"]]


def test_an_extension_is_made_once_in_time_and_in_writing(loan: Loan, bank: Account) -> None:
    at = moment("2026-06-01")
    with pytest.raises(NotUnderstood, match="应晚于2028-03-28"):
        extend_loan(loan.pk, date(2028, 3, 28), "函1", by=bank, at=at)
    with pytest.raises(NotUnderstood, match="不晚于2030-03-29"):
        extend_loan(loan.pk, date(2099, 12, 31), "函1", by=bank, at=at)
    with pytest.raises(NotUnderstood, match="书面同意"):
        extend_loan(loan.pk, date(2028, 9, 28), "", by=bank, at=at)
    extend_loan(loan.pk, date(2028, 9, 28), "函1", by=bank, at=at)
    assert (fresh(loan).state, fresh(loan).extended_until) == ("extended", date(2028, 9, 28))
    with pytest.raises(AlreadyDone, match="只能展期一次"):
        extend_loan(loan.pk, date(2029, 3, 28), "函2", by=bank, at=at)


def test_no_extension_of_a_loan_behind_or_over(loan: Loan, bank: Account) -> None:
    with pytest.raises(NotPossibleNow, match="不能再展期"):
        extend_loan(loan.pk, date(2028, 9, 28), "函1", by=bank, at=moment("2028-03-29"))
    with pytest.raises(NotPossibleNow, match="2026-06-20到期、没有还清"):
        extend_loan(loan.pk, date(2028, 9, 28), "函1", by=bank, at=moment("2026-06-25"))
    mark_overdue(loan.pk, by=bank, at=moment("2026-06-25"))
    with pytest.raises(NotPossibleNow, match="没有还清"):
        extend_loan(loan.pk, date(2028, 9, 28), "函1", by=bank, at=moment("2026-06-25"))


def test_a_delay_in_an_extended_term_ends_there(loan: Loan, bank: Account) -> None:
    extend_loan(loan.pk, date(2028, 9, 28), "函1", by=bank, at=moment("2026-06-01"))
    mark_overdue(loan.pk, by=bank, at=moment("2026-06-25"))
    record_repayment(loan.pk, FIRST_FEN, date(2026, 6, 26), "凭证1", by=bank, at=moment("2026-06-26"))
    assert fresh(loan).state == "extended"


def test_recoveries_are_shared_as_the_loss_was(stage: Stage, loan: Loan) -> None:
    guarantor = play.guarantor()
    with pytest.raises(NotPossibleNow, match="不在追偿中"):
        record_recovery(loan.pk, 100, JUNE, "追回1", "无", by=guarantor, at=moment("2026-06-20"))
    since = play.behind(loan)
    play.paid_by_the_fund(stage, loan.case, loan, since + play.CLAIM_AFTER)
    paid = fresh(loan)
    assert (paid.state, paid.compensated) == ("claimed", Decimal("122100.00"))
    with pytest.raises(NotAllowed, match="担保机构"):
        record_recovery(loan.pk, 100, date(2026, 10, 9), "追回1", "无", by=play.bank(), at=moment("2026-10-09"))
    with pytest.raises(NotUnderstood, match="没有追回的152625"):
        record_recovery(loan.pk, 152_625_01, date(2026, 10, 9), "追回1", "无", by=guarantor, at=moment("2026-10-09"))
    with pytest.raises(NotUnderstood, match="代偿日2026-09-24"):
        record_recovery(loan.pk, 100, date(2026, 9, 23), "追回1", "无", by=guarantor, at=moment("2026-10-09"))
    for voucher, words, refused in (
        ("追" * 41, "无", "凭证号最多40个字"),
        ("追回1", "无" * 501, "追偿情况最多500个字，现在有501个字"),
        (" \u200b", "无", "请填写追回款的凭证号"),
    ):
        with pytest.raises(NotUnderstood, match=refused):
            record_recovery(loan.pk, 1, date(2026, 10, 9), voucher, words, by=guarantor, at=moment("2026-10-09"))
    row = record_recovery(loan.pk, 1, date(2026, 10, 9), "追回1", "无", by=guarantor, at=moment("2026-10-09"))
    assert (row.to_fund, row.to_bank, fresh(loan).state) == (Decimal("0.01"), Decimal("0.00"), "recovering")
    with pytest.raises(AlreadyDone, match="追回1"):
        record_recovery(loan.pk, 1, date(2026, 10, 9), "追回１ ", "无", by=guarantor, at=moment("2026-10-09"))
    with pytest.raises(NotPossibleNow):
        record_repayment(loan.pk, 100, date(2026, 10, 9), "凭证1", by=play.bank(), at=moment("2026-10-09"))
    assert verbs(loan) == ["open_loan", "mark_overdue", "compensate", "ask_back", "record_recovery"]
    on, at = date(2026, 10, 9), moment("2026-10-09")
    for n in range(2, 22):
        record_recovery(loan.pk, 1, on, f"追回{n}", "无", by=guarantor, at=at)
    record_recovery(loan.pk, 152_625_00 - 21, on, "追回余款", "无", by=guarantor, at=at)
    assert sum(each.to_fund for each in loan.recoveries.all()) == Decimal(
        "122100.00"
    )  # twenty-one single fen drift nowhere


def test_recovery_begins_with_a_letter_to_the_borrower(stage: Stage, loan: Loan) -> None:
    play.paid_by_the_fund(stage, loan.case, loan, play.behind(loan) + play.CLAIM_AFTER)
    letter = IssuedDocument.objects.get(kind="recourse")
    assert (letter.case, letter.unit, letter.internal) == (loan.case, loan.guarantor, False)
    for paper in (letter, IssuedDocument.objects.get(kind="fund_decision")):
        assert list(differences(paper.data, COMPARED[paper.sheet](paper))) == []
        assert not_said(paper) == []
    assert (letter.data["owed_fen"], letter.data["paid_fen"], letter.data["rest_fen"]) == (
        152_625_00,
        122_100_00,
        30_525_00,
    )
    assert not list(breaks())


def test_nobody_is_asked_for_what_the_fund_has_not_paid(loan: Loan) -> None:
    with pytest.raises(NotPossibleNow, match="不是刚代偿"):
        ask_back(loan.pk, "凭证1", "sample", by=play.guarantor(), at=moment("2026-06-20"))
    assert not IssuedDocument.objects.filter(kind="recourse").exists()


def test_repayments_are_appended_and_never_changed(loan: Loan, bank: Account) -> None:
    record_repayment(loan.pk, 100, JUNE, "凭证1", by=bank, at=moment("2026-06-20"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Repayment.objects.update(interest=Decimal("2.00"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Repayment.objects.all().delete()
