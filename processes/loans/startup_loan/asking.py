"""Conditions of what is asked for: other loans, loans had before, amount, term, counter-guarantee."""

from __future__ import annotations

from datetime import date, timedelta

from forms.fields import yuan_text
from processes.decree import IN_FORCE_SINCE, UNENACTED
from processes.loans.startup_loan import HENAN_GUIDE, OPINION
from processes.loans.startup_loan.borrower import Borrower
from processes.loans.startup_loan.questions import COUNTER_GUARANTEES, OTHER_LOANS
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.on_date import PolicyOnDate

LOAN_NAMES = {each.value: each.label for each in OTHER_LOANS}
COUNTER_NAMES = {each.value: each.label for each in COUNTER_GUARANTEES}
LIMITED_SINCE = date(2018, 1, 1)  # before it neither a number of loans nor a limit on consumer loans was found
ONE_DAY = timedelta(days=1)


@condition("没有规定以外的其他贷款", HENAN_GUIDE, since=IN_FORCE_SINCE)
def has_no_other_loans(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    """Applicant and spouse together; study, housing, car, micro-credit of the lifted-out-of-poverty do not count."""
    kinds = borrower.answers.other_loans or ()
    told = borrower.facts.told.get("credit")
    if "business" in kinds:
        remedy = "请先结清，结清后凭结清证明即可申请。"
        return not_met("本人或者配偶有其他经营性贷款或者商业贷款。", remedy, borrower.filed_on)
    if told is not None and told.other_loans_found == "yes":
        return undecided("征信报告里有申报以外的贷款。", "请申请人说明，并核对是否属于允许保留的贷款。")
    kept = "、".join(LOAN_NAMES[each] for each in kinds if each != "none")
    return met(f"只有允许保留的贷款：{kept}。" if kept else "申报没有其他贷款。")


@condition("小额消费贷款没有超过限额", UNENACTED, since=LIMITED_SINCE)
def consumer_loans_are_small(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    most, owed = policy.money_fen("loan.consumer_loans_max"), borrower.answers.consumer_fen or 0
    if owed <= most:
        return met(f"小额消费贷款和信用卡余额{yuan_text(owed)}元，不超过{yuan_text(most)}元。")
    words = f"小额消费贷款和信用卡余额{yuan_text(owed)}元，超过{yuan_text(most)}元。"
    remedy = f"请把余额还到{yuan_text(most)}元以下（含），还款后凭余额证明即可申请。"
    return not_met(words, remedy, borrower.filed_on)


@condition("没有超过享受的次数", UNENACTED, since=LIMITED_SINCE)
def is_within_the_number_of_loans(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    most = policy.whole("loan.times_max")
    if borrower.times < most:
        return met(f"这是第{borrower.times + 1}次，每人最多{most}次。")
    return not_met(f"已经享受过{borrower.times}次，每人最多{most}次。")


@condition("申请额度在最高额度以内", OPINION, since=IN_FORCE_SINCE)
def amount_is_within_the_ceiling(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    """The ceiling of the day of disbursement decides in the end; here that of the day of filing warns in time."""
    ceiling, wished = policy.money_fen("loan.person.max"), borrower.answers.wished_fen
    if wished <= ceiling:
        return met(f"申请{yuan_text(wished)}元，个人最高{yuan_text(ceiling)}元。")
    words = f"申请{yuan_text(wished)}元，超过个人最高额度{yuan_text(ceiling)}元。"
    return not_met(words, f"请把申请额度改为不超过{yuan_text(ceiling)}元。")


@condition("申请期限在最长期限以内", HENAN_GUIDE, since=IN_FORCE_SINCE)
def term_is_within_the_limit(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    most, wished = policy.whole("loan.person.term_max"), borrower.answers.wished_months
    if wished <= most:
        return met(f"申请{wished}个月，最长{most}个月。")
    return not_met(f"申请{wished}个月，超过最长{most}个月。", f"请把申请期限改为不超过{most}个月。")


@condition("反担保方式可以采用", OPINION, since=IN_FORCE_SINCE)
def counter_guarantee_is_accepted(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    kinds, offered = policy.table("loan.counter_guarantees"), borrower.answers.counter_guarantee
    if offered == "guarantor" and borrower.answers.guarantor_id in _own_numbers(borrower):
        return not_met("保证人是申请人本人或者配偶。", "请另找一位不与申请人共同承担债务的保证人。")
    if offered in kinds:
        return met(f"反担保方式为{COUNTER_NAMES[offered]}。")
    return not_met(f"规定没有列入{COUNTER_NAMES[offered]}。", "请改用列出的反担保方式。")


def _own_numbers(borrower: Borrower) -> set[str | None]:
    """Husband and wife answer for the loan together (民法典第一千零六十四条), so neither secures it against the other."""
    return {borrower.answers.applicant_id, borrower.answers.spouse_id}


OF_REQUEST = (
    has_no_other_loans,
    consumer_loans_are_small,
    is_within_the_number_of_loans,
    amount_is_within_the_ceiling,
    term_is_within_the_limit,
    counter_guarantee_is_accepted,
)
