"""Conditions of a claim on the guarantee fund (代偿): the bank asks after the borrower has not paid for long enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from forms.fields import yuan_text
from processes.decree import IN_FORCE_SINCE, UNENACTED
from processes.loans.startup_loan import GUARANTEE
from processes.loans.startup_loan.lent import Lent, lent
from processes.loans.startup_loan.subsidising import NAME_THE_LOAN, NO_LOAN
from workflow_app.clock.months import add_months
from workflow_app.clock.spoken import spoken
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.money import yuan_text as plain
from workflow_app.policy.on_date import PolicyOnDate


@dataclass(frozen=True, slots=True)
class Defaulted:
    """A loan the bank claims on, as it stands on the day of filing."""

    facts: Facts
    loan: Lent | None

    @property
    def key(self) -> str:
        return f"{self.loan.number if self.loan else self.facts.answers.loan_number}/claim"

    @property
    def owed_fen(self) -> int:
        """Principal and interest on the day of filing: what the fund shares."""
        return self.loan.debt_on(self.facts.filed_on).to_settle_fen if self.loan else 0


def defaulted(facts: Facts) -> Defaulted:
    """Read the claim from what the rows of the loan say."""
    return Defaulted(facts, lent(facts))


def compensation(claim: Defaulted, policy: PolicyOnDate) -> AmountLine | None:
    """The fund's share of what is owed; paid from the fund's own account and not by the treasury."""
    if claim.loan is None:
        return None
    then = policy.afresh()
    share = then.number("loan.claim.fund_share")
    formula = f"{plain(claim.owed_fen)} × {(share * 100).normalize():f}%"
    return AmountLine.reckon("担保基金代偿：结欠本息", formula, GUARANTEE, then.used)


@condition("申请人是放款的银行", UNENACTED, since=IN_FORCE_SINCE)
def claimant_is_the_lender(claim: Defaulted, policy: PolicyOnDate) -> Ruling:
    if claim.loan is None:
        return not_met(NO_LOAN, NAME_THE_LOAN)
    if claim.facts.answers.credit_code == claim.loan.lender_code:
        return met(f"{claim.loan.lender}是这笔贷款的放款银行。")
    return not_met("申请人不是这笔贷款的放款银行。", "请由放款银行申请代偿。")


@condition("逾期超过规定的天数", UNENACTED, since=IN_FORCE_SINCE)
def is_overdue_long_enough(claim: Defaulted, policy: PolicyOnDate) -> Ruling:
    if claim.loan is None:
        return undecided(NO_LOAN, NAME_THE_LOAN)
    if claim.loan.state != "overdue" or claim.loan.behind_since is None:
        return not_met("这笔贷款没有登记为逾期。", "确已逾期的，请先登记逾期。")
    least, since = policy.days("loan.claim.after_days"), claim.loan.behind_since
    days = (claim.facts.filed_on - since).days
    if days > least:
        return met(f"{spoken(since)}应还未还，已逾期{days}天。")
    earliest = since + timedelta(days=least + 1)
    return not_met(f"已逾期{days}天，没有超过{least}天。", f"仍未还款的，最早{spoken(earliest)}可以申请。", earliest)


@condition("在保证期间以内", GUARANTEE, since=IN_FORCE_SINCE)
def is_within_the_guarantee_period(claim: Defaulted, policy: PolicyOnDate) -> Ruling:
    """民法典第六百九十二条、第六百九十三条: after the period printed in the letter the guarantor owes nothing."""
    if claim.loan is None:
        return undecided(NO_LOAN, NAME_THE_LOAN)
    last = guarantee_until(claim.loan, policy)
    if claim.facts.filed_on <= last:
        return met(f"保证期间到{spoken(last)}。")
    return not_met(f"保证期间已于{spoken(last)}届满。")


@condition("代偿金额没有超过基金应承担的部分", UNENACTED, since=IN_FORCE_SINCE)
def payment_is_within_the_share(claim: Defaulted, policy: PolicyOnDate) -> Ruling:
    """Asked once the guarantee institution has paid."""
    paid = claim.facts.told["compensation"].compensated_fen
    line = compensation(claim, policy)
    if line is None:
        return undecided(NO_LOAN, NAME_THE_LOAN)
    if paid == line.fen:
        return met(f"代偿{yuan_text(paid)}元，与应承担的部分一致。")
    return not_met(f"代偿{yuan_text(paid)}元，应承担{yuan_text(line.fen)}元。", "请对照转账凭证更正代偿金额。")


def guarantee_until(loan: Lent, policy: PolicyOnDate) -> date:
    """The last day of the guarantee, as its letter prints it."""
    months = policy.at(loan.course.terms.disbursed_on).whole("loan.guarantee.months")
    return add_months(loan.course.due_on, months)


OF_CLAIM = (claimant_is_the_lender, is_overdue_long_enough, is_within_the_guarantee_period)
OF_PAYMENT = (payment_is_within_the_share,)
