"""Conditions of the claim as a whole: its rows, and the account the money may go to."""

from __future__ import annotations

from forms.characters import compact
from forms.identity import mask_name
from processes.decree import UNENACTED
from processes.insurance import SUBSIDIES_SINCE
from processes.insurance.employer_hiring.hired import Claim
from processes.insurance.spans import misplaced, repeated
from workflow_app.policy.condition import Ruling, condition, met, not_met
from workflow_app.policy.on_date import PolicyOnDate


@condition("起止月份前后相符", UNENACTED, since=SUBSIDIES_SINCE)
def months_are_in_order(claim: Claim, policy: PolicyOnDate) -> Ruling:
    wrong = misplaced(claim.facts.answers.roster)
    return not_met(wrong, "请改正这些行，每行从较早的月份写到较晚的月份。") if wrong else met("起止月份前后相符。")


@condition("每人每个月只写一次", UNENACTED, since=SUBSIDIES_SINCE)
def months_stand_once(claim: Claim, policy: PolicyOnDate) -> Ruling:
    twice = [(rows[0].name, words) for rows in claim.by_person.values() if (words := repeated(rows))]
    if not twice:
        return met("没有重复的月份。")
    words = "；".join(f"{mask_name(name)}：{said.rstrip('。')}" for name, said in twice)
    return not_met(f"{words}。", "请删去重复或者重叠的月份，同一人的每个月只写在一行里。")


@condition("收款账户是本单位的基本存款账户", UNENACTED, since=SUBSIDIES_SINCE)
def payee_is_the_employer(claim: Claim, policy: PolicyOnDate) -> Ruling:
    answers = claim.facts.answers
    if compact(answers.payee_name) != compact(answers.organisation_name):
        return not_met("账户户名与申领单位名称不一致。", "请改用本单位的基本存款账户。")
    if not answers.payee_account_proof:
        return not_met("没有基本存款账户证明。", "请补交开户许可证或者基本存款账户信息表。")
    return met("户名与申领单位名称一致，已交基本存款账户证明。")


OF_CLAIM = (months_are_in_order, months_stand_once, payee_is_the_employer)
