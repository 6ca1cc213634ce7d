"""Conditions of a claim for one quarter's interest subsidy (贴息), and its sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms.answers import Answers
from forms.characters import compact
from forms.fields import yuan_text
from processes.decree import IN_FORCE_SINCE, UNENACTED
from processes.loans.calculation.debt import debt
from processes.loans.calculation.periods import Quarter
from processes.loans.calculation.subsidy import Subsidy, subsidy
from processes.loans.startup_loan import FUND_MEASURES
from processes.loans.startup_loan.lent import Lent, lent, rule_of
from workflow_app.clock.spoken import spoken
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.refusals import NotUnderstood

BORROWER, BANK = "借款人", "经办银行"  # as policy.yaml calls who is paid
NO_LOAN = "没有找到已经放款的这笔贷款。"
NAME_THE_LOAN = "请填写贷款决定通知书上的办件编号。"


@dataclass(frozen=True, slots=True)
class Asked:
    """A quarter of a loan that somebody asks the subsidy of. `quarter` is None when what was written is none."""

    facts: Facts
    loan: Lent | None
    quarter: Quarter | None

    @property
    def answers(self) -> Answers:
        return self.facts.answers

    @property
    def key(self) -> str:
        return f"{self.loan.number if self.loan else self.answers.loan_number}/{self.quarter or self.answers.quarter}"

    @property
    def name(self) -> str:
        """The borrower's."""
        return self.loan.name if self.loan else ""

    @property
    def over_on(self) -> date | None:
        """The day from which its interest is known: the settlement day, or that of an earlier end."""
        if self.quarter is None or self.loan is None:
            return None
        return min(day for day in (self.quarter.settled_on, self.loan.settled_on) if day)


def asked(facts: Facts) -> Asked:
    """Read the claim from the answers and what the rows of the loan say."""
    try:
        quarter = Quarter.read(facts.answers.quarter)
    except NotUnderstood:
        quarter = None
    return Asked(facts, lent(facts), quarter)


def amount(claim: Asked, policy: PolicyOnDate) -> AmountLine | None:
    """The line, in fen; None where there is no loan or no quarter to reckon."""
    if claim.loan is None or claim.quarter is None:
        return None
    then = policy.afresh()
    found = subsidy(claim.loan.course, rule_of(claim.loan, then), claim.quarter)
    caption = f"创业担保贷款贴息：{claim.quarter.title}，{found.days}天"
    return AmountLine.reckon(caption, found.formula, FUND_MEASURES, then.used)


def reckoned(claim: Asked, policy: PolicyOnDate) -> Subsidy | None:
    """The same with its days."""
    if claim.loan is None or claim.quarter is None:
        return None
    return subsidy(claim.loan.course, rule_of(claim.loan, policy), claim.quarter)


@condition("贷款已经发放", FUND_MEASURES, since=IN_FORCE_SINCE)
def loan_was_disbursed(claim: Asked, policy: PolicyOnDate) -> Ruling:
    if claim.loan is None:
        return not_met(NO_LOAN, NAME_THE_LOAN)
    return met(f"{spoken(claim.loan.course.terms.disbursed_on)}由{claim.loan.lender}放款。")


@condition("申请人是借款人或者放款的银行", UNENACTED, since=IN_FORCE_SINCE)
def filer_is_a_party_to_the_loan(claim: Asked, policy: PolicyOnDate) -> Ruling:
    if claim.loan is None:
        return undecided(NO_LOAN, NAME_THE_LOAN)
    answers, loan = claim.answers, claim.loan
    own = answers.applicant_id if answers.filed_as == "person" else answers.credit_code
    if own not in (loan.borrower, loan.lender_code) or answers.borrower_id != loan.borrower:
        return not_met("申请人或者填写的借款人与这笔贷款不一致。", "请核对贷款申请编号和借款人身份证号。")
    return met("申请人与这笔贷款的当事人一致。")


@condition("评审会决定给予贴息", FUND_MEASURES, since=IN_FORCE_SINCE)
def loan_is_subsidised(claim: Asked, policy: PolicyOnDate) -> Ruling:
    if claim.loan is None:
        return undecided(NO_LOAN, NAME_THE_LOAN)
    if claim.loan.subsidised:
        return met("评审会决定给予财政贴息。")
    return not_met("评审会决定这笔贷款不给予财政贴息。")


@condition("季度已经结息", FUND_MEASURES, since=IN_FORCE_SINCE)
def quarter_is_over(claim: Asked, policy: PolicyOnDate) -> Ruling:
    if claim.quarter is None:
        return not_met(f"“{claim.answers.quarter}”不是一个季度。", "请写成 2026Q1 的样子。")
    over_on = claim.over_on or claim.quarter.settled_on
    if over_on <= claim.facts.filed_on:
        return met(f"{claim.quarter.title}已于{spoken(over_on)}结息。")
    words = f"{claim.quarter.title}到{spoken(over_on)}才结息。"
    return not_met(words, f"结息后可以申请，最早{spoken(over_on)}。", over_on)


@condition("本季度有应当贴息的天数", FUND_MEASURES, since=IN_FORCE_SINCE)
def some_days_count(claim: Asked, policy: PolicyOnDate) -> Ruling:
    """Days overdue or extended bring nothing, and neither do days before the loan or after its end."""
    found = reckoned(claim, policy)
    if found is None:
        return undecided(NO_LOAN, NAME_THE_LOAN)
    if policy.at(claim.facts.filed_on).flag("loan.subsidy.overdue_counts"):
        return undecided("现行规定对逾期和展期的天数另有规定。", "请对照规定核算天数。")
    left_out = f"，逾期或者展期的{found.left_out}天不计" if found.left_out else ""
    if found.fen:
        return met(f"计贴息{found.days}天{left_out}。")
    return not_met(f"本季度没有可以贴息的天数{left_out}。")


@condition("本季度利息已经付清", UNENACTED, since=IN_FORCE_SINCE)
def interest_was_paid(claim: Asked, policy: PolicyOnDate) -> Ruling:
    """先付后贴: asked only where the borrower is the one who is paid back."""
    if claim.loan is None or claim.quarter is None:
        return undecided(NO_LOAN, NAME_THE_LOAN)
    if _payee(claim.loan, policy) == BANK:
        return met("贴息由银行从利息中扣减，不以付清为条件。")
    owed = debt(claim.loan.course, min(claim.quarter.settled_on, claim.facts.on)).due_interest_fen
    if not owed:
        return met("截至结息日的利息已经付清。")
    return not_met(
        f"截至结息日还欠利息{yuan_text(owed)}元。", f"付清所欠利息{yuan_text(owed)}元以后就可以申请。", claim.facts.on
    )


@condition("收款账户是规定的收款人", UNENACTED, since=IN_FORCE_SINCE)
def payee_is_the_one_policy_names(claim: Asked, policy: PolicyOnDate) -> Ruling:
    if claim.loan is None:
        return undecided(NO_LOAN, NAME_THE_LOAN)
    to_bank = _payee(claim.loan, policy) == BANK
    wanted = claim.loan.lender if to_bank else claim.loan.name
    if compact(claim.answers.payee_name) == compact(wanted):
        return met(f"收款人为{'经办银行' if to_bank else '借款人本人'}。")
    whom = "经办银行，由经办银行申请" if to_bank else "借款人本人，由借款人申请"
    return not_met("收款账户不是规定的收款人。", f"这笔贷款的贴息拨给{whom}。")


def _payee(loan: Lent, policy: PolicyOnDate) -> str:
    return policy.at(loan.course.terms.disbursed_on).one_of("loan.subsidy.payee", (BORROWER, BANK))


OF_SUBSIDY = (
    loan_was_disbursed,
    filer_is_a_party_to_the_loan,
    loan_is_subsidised,
    quarter_is_over,
    some_days_count,
    interest_was_paid,
    payee_is_the_one_policy_names,
)
