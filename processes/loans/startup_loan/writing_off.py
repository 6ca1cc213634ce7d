"""Conditions of writing a loss off (核销): the fund has paid, recovery was tried for long enough, and nothing more can be had."""

from __future__ import annotations

from dataclasses import dataclass

from forms.fields import yuan_text
from processes.decree import IN_FORCE_SINCE, UNENACTED
from processes.loans.startup_loan.lent import Lent, lent
from processes.loans.startup_loan.questions import GROUNDS
from processes.loans.startup_loan.subsidising import NAME_THE_LOAN, NO_LOAN
from workflow_app.clock.months import add_months
from workflow_app.clock.spoken import spoken
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate

GROUND_NAMES = {each.value: each.label for each in GROUNDS}
# Death and bankruptcy end what waiting could bring.
WITHOUT_WAITING = frozenset({"died", "bankrupt"})
RECOVERABLE = ("claimed", "recovering")


@dataclass(frozen=True, slots=True)
class Lost:
    """What the fund paid and did not get back."""

    facts: Facts
    loan: Lent | None

    @property
    def key(self) -> str:
        return f"{self.loan.number if self.loan else self.facts.answers.loan_number}/loss"

    @property
    def lost_fen(self) -> int:
        return max(self.loan.compensated_fen - self.loan.recovered_fen, 0) if self.loan else 0


def lost(facts: Facts) -> Lost:
    """Read the loss from what the rows of the loan say."""
    return Lost(facts, lent(facts))


def loss(claim: Lost) -> AmountLine:
    """Nothing is paid when a loss is written off."""
    return AmountLine.reckon("担保基金核销", "0.00", UNENACTED, ())


@condition("担保基金已经代偿", UNENACTED, since=IN_FORCE_SINCE)
def fund_has_paid(claim: Lost, policy: PolicyOnDate) -> Ruling:
    if claim.loan is None:
        return not_met(NO_LOAN, NAME_THE_LOAN)
    if claim.loan.state in RECOVERABLE and claim.loan.claimed_on:
        return met(f"{spoken(claim.loan.claimed_on)}代偿{yuan_text(claim.loan.compensated_fen)}元。")
    return not_met("这笔贷款没有代偿，或者已经结清、核销。", "只有代偿以后追偿不回的，才能申请核销。")


@condition("还有没有追回的代偿款", UNENACTED, since=IN_FORCE_SINCE)
def something_is_lost(claim: Lost, policy: PolicyOnDate) -> Ruling:
    if claim.loan is None:
        return undecided(NO_LOAN, NAME_THE_LOAN)
    if claim.lost_fen:
        return met(f"还有{yuan_text(claim.lost_fen)}元没有追回。")
    return not_met("代偿款已经全部追回。")


@condition("追偿了规定的时间或者没有追偿的可能", UNENACTED, since=IN_FORCE_SINCE)
def recovery_was_tried(claim: Lost, policy: PolicyOnDate) -> Ruling:
    if claim.loan is None or claim.loan.claimed_on is None:
        return undecided("没有代偿日期。", NAME_THE_LOAN)
    ground = claim.facts.answers.ground
    if ground in WITHOUT_WAITING:
        return met(f"{GROUND_NAMES[ground]}，没有继续追偿的可能。")
    months = policy.whole("loan.write_off.after_months")
    earliest = add_months(claim.loan.claimed_on, months)
    if earliest <= claim.facts.filed_on:
        return met(f"代偿后已追偿满{months}个月。")
    return not_met(f"代偿后追偿不满{months}个月。", f"继续追偿仍不能收回的，最早{spoken(earliest)}可以申请。", earliest)


@condition("有证明文件", UNENACTED, since=IN_FORCE_SINCE)
def ground_is_proved(claim: Lost, policy: PolicyOnDate) -> Ruling:
    if claim.facts.answers.ground_proof:
        return met(f"已交“{GROUND_NAMES[claim.facts.answers.ground]}”的证明文件。")
    return not_met(
        "没有证明文件。", "请补交死亡证明、破产裁定、终结执行裁定等证明文件，补交后即可申请。", claim.facts.filed_on
    )


OF_LOSS = (fund_has_paid, something_is_lost, recovery_was_tried, ground_is_proved)
