"""Conditions of what the offices decided: each is asked once its office has answered, and never before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from forms.answers import Answers
from forms.fields import yuan_text
from processes.decree import IN_FORCE_SINCE, UNENACTED
from processes.loans.calculation.interest import rate_text
from processes.loans.startup_loan import FUND_MEASURES, GUARANTEE, HENAN_GUIDE, JOINT_DEBT, OPINION
from processes.loans.startup_loan.borrower import Borrower
from processes.loans.startup_loan.eligibility import GROUP_NAMES
from workflow_app.clock.months import add_months
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Condition, Ruling, condition, findings, met, not_met, undecided
from workflow_app.policy.finding import Finding
from workflow_app.policy.on_date import PolicyOnDate

OVER_LPR_SINCE = date(2020, 4, 15)
TO_BE_REGISTERED = ("mortgage", "forest", "livestock", "pledge")
ASK_THE_BANK = "请经办银行对照借款合同和借据更正。"


@condition("人社部门核定了人员类别", OPINION, since=IN_FORCE_SINCE)
def group_is_certified(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    certified, stated = borrower.facts.told["certification"].certified_group, borrower.answers.applicant_group
    if certified not in policy.table("loan.groups"):
        return not_met(f"核定的类别{GROUP_NAMES[certified]}不在申请时的范围内。", "请重新核定人员类别。")
    if certified == stated:
        return met(f"核定为{GROUP_NAMES[certified]}，与申报一致。")
    return met(f"申报{GROUP_NAMES[stated]}，核定为{GROUP_NAMES[certified]}。")


@condition("没有不良信用记录", HENAN_GUIDE, since=IN_FORCE_SINCE)
def credit_is_clear(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    credit = borrower.facts.told["credit"]
    if credit.credit_result == "clear":
        return met(f"征信报告{credit.report_number}没有不良记录。")
    return undecided(f"征信报告{credit.report_number}有须说明的记录。", "请申请人说明原因，由评审会决定是否影响贷款。")


@condition("担保机构认为可以担保", HENAN_GUIDE, since=IN_FORCE_SINCE)
def guarantor_agrees(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    check = borrower.facts.told["guarantee_check"]
    if check.check_result == "fit":
        return met("核保结论为可以担保。")
    return undecided("核保结论为不宜担保。", "请补充反担保措施，或者由评审会决定。")


@condition("核定额度在最高额度和申请额度以内", OPINION, since=IN_FORCE_SINCE)
def granted_amount_is_within_the_ceiling(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    granted, wished = borrower.facts.told["board"].granted_fen, borrower.answers.wished_fen
    most = min(policy.at(borrower.facts.on).money_fen("loan.person.max"), wished)
    if granted <= most:
        return met(f"核定{yuan_text(granted)}元。")
    return not_met(
        f"核定{yuan_text(granted)}元，超过{yuan_text(most)}元。", f"请评审会核定为不超过{yuan_text(most)}元。"
    )


@condition("核定期限在最长期限以内", HENAN_GUIDE, since=IN_FORCE_SINCE)
def granted_term_is_within_the_limit(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    granted, most = (
        borrower.facts.told["board"].granted_months,
        policy.at(borrower.facts.on).whole("loan.person.term_max"),
    )
    if granted <= most:
        return met(f"核定{granted}个月。")
    return not_met(f"核定{granted}个月，超过最长{most}个月。", f"请评审会核定为不超过{most}个月。")


@condition("保证方式和保证期间明确", GUARANTEE, since=IN_FORCE_SINCE)
def guarantee_is_definite(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    """Not written down, the mode would be 一般保证 and the period six months (民法典第六百八十六条、第六百九十二条)."""
    then = policy.at(borrower.facts.on)
    months, share = then.whole("loan.guarantee.months"), then.number("loan.claim.fund_share")
    return met(f"连带责任保证，保证期间为主债务到期之日起{months}个月，担保基金承担{share * 100:.0f}%。")


@condition("抵押、质押已经登记", GUARANTEE, since=IN_FORCE_SINCE)
def collateral_is_registered(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    told = borrower.facts.told
    if told["board"].granted_counter_guarantee not in TO_BE_REGISTERED:
        return met("反担保为自然人保证，不用登记。")
    if told["counter"].registration_number:
        return met(f"登记证明号为{told['counter'].registration_number}。")
    return not_met("反担保物没有登记。", "请办理抵押或者质押登记，填写登记证明号。")


@condition("配偶书面同意共同负担", JOINT_DEBT, since=IN_FORCE_SINCE)
def spouse_has_consented(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    consent, married = borrower.facts.told["counter"].spouse_consent, borrower.answers.marital == "married"
    if consent == "given" or (consent == "none" and not married):
        return met("已取得配偶书面同意。" if married else "申请人没有配偶。")
    if consent == "none":
        return undecided("申请人填报已婚，办理反担保时写的是没有配偶。", "请核对婚姻状况。")
    return not_met("没有取得配偶的书面同意。", "请由配偶签署同意书后再出具担保函。")


@condition("放款金额没有超过核定额度", HENAN_GUIDE, since=IN_FORCE_SINCE)
def loan_is_within_what_was_granted(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    lent, board = borrower.facts.told["disbursement"], borrower.facts.told["board"]
    most = min(board.granted_fen, policy.at(lent.disbursed_on).money_fen("loan.person.max"))
    if lent.loan_fen <= most:
        return met(f"放款{yuan_text(lent.loan_fen)}元，核定{yuan_text(board.granted_fen)}元。")
    return not_met(f"放款{yuan_text(lent.loan_fen)}元，最多只能放款{yuan_text(most)}元。", ASK_THE_BANK)


@condition("放款日期不早于申请、不晚于今天", UNENACTED, since=IN_FORCE_SINCE)
def disbursement_is_in_time(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    on = borrower.facts.told["disbursement"].disbursed_on
    if borrower.filed_on <= on <= borrower.facts.on:
        return met(f"{spoken(on)}放款。")
    return not_met(f"放款日期{spoken(on)}早于申请日或者晚于今天。", ASK_THE_BANK)


@condition("贷款期限没有超过核定期限", HENAN_GUIDE, since=IN_FORCE_SINCE)
def term_is_within_what_was_granted(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    lent, months = borrower.facts.told["disbursement"], borrower.facts.told["board"].granted_months
    last = add_months(lent.disbursed_on, months)
    if lent.disbursed_on < lent.due_on <= last:
        return met(f"{spoken(lent.due_on)}到期，核定{months}个月。")
    return not_met(f"到期日{spoken(lent.due_on)}应在放款日之后、{spoken(last)}之前（含当天）。", ASK_THE_BANK)


@condition("LPR为签订合同时公布的数值", UNENACTED, since=IN_FORCE_SINCE)
def lpr_is_the_published_one(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    lent = borrower.facts.told["disbursement"]
    published = policy.at(lent.disbursed_on).number("lpr.1y")
    if lent.lpr == published:
        return met(f"一年期LPR为{rate_text(published)}。")
    return undecided(
        f"填写的LPR为{rate_text(lent.lpr)}，放款日的表列数值为{rate_text(published)}。", "请核对合同签订日公布的LPR。"
    )


@condition("利率没有超过上限", FUND_MEASURES, since=OVER_LPR_SINCE)
def rate_is_within_the_cap(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    lent = borrower.facts.told["disbursement"]
    cap = lent.lpr + policy.at(lent.disbursed_on).number("loan.rate.over_lpr")
    if Decimal(0) < lent.rate <= cap:
        return met(f"年利率{rate_text(lent.rate)}，上限{rate_text(cap)}。")
    return not_met(
        f"年利率{rate_text(lent.rate)}，超过上限{rate_text(cap)}。", "请经办银行按不超过上限的利率签订合同。"
    )


BY_PAGE: dict[str, tuple[Condition[Borrower], ...]] = {
    "certification": (group_is_certified,),
    "credit": (credit_is_clear,),
    "guarantee_check": (guarantor_agrees,),
    "board": (granted_amount_is_within_the_ceiling, granted_term_is_within_the_limit, guarantee_is_definite),
    "counter": (collateral_is_registered, spouse_has_consented),
    "disbursement": (
        loan_is_within_what_was_granted,
        disbursement_is_in_time,
        term_is_within_what_was_granted,
        lpr_is_the_published_one,
        rate_is_within_the_cap,
    ),
}
OF_OFFICES = tuple(each for conditions in BY_PAGE.values() for each in conditions)


def of_offices(borrower: Borrower, policy: PolicyOnDate) -> tuple[Finding, ...]:
    """The findings on what was answered so far, in the order in which offices answer."""
    answered: dict[str, Answers] = dict(borrower.facts.told)
    asked = tuple(each for page, conditions in BY_PAGE.items() if page in answered for each in conditions)
    return findings(asked, borrower, policy)
