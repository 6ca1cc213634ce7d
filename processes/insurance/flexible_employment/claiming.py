"""Conditions of a claim as a whole: its rows of months, and the account the money may go to."""

from __future__ import annotations

from forms.characters import compact
from processes.decree import UNENACTED
from processes.insurance import SUBSIDIES_SINCE
from processes.insurance.flexible_employment.claimant import Claimant
from processes.insurance.spans import misplaced, repeated
from workflow_app.policy.condition import Ruling, condition, met, not_met
from workflow_app.policy.on_date import PolicyOnDate


@condition("起止月份前后相符", UNENACTED, since=SUBSIDIES_SINCE)
def months_are_in_order(claimant: Claimant, policy: PolicyOnDate) -> Ruling:
    wrong = misplaced(claimant.rows)
    return not_met(wrong, "请改正这些行，每行从较早的月份写到较晚的月份。") if wrong else met("起止月份前后相符。")


@condition("每个月只写一次", UNENACTED, since=SUBSIDIES_SINCE)
def months_stand_once(claimant: Claimant, policy: PolicyOnDate) -> Ruling:
    twice = repeated(claimant.rows)
    return not_met(twice, "请删去重复或者重叠的月份，每个月只写在一行里。") if twice else met("没有重复的月份。")


@condition("收款账户是本人社会保障卡的金融账户", UNENACTED, since=SUBSIDIES_SINCE)
def payee_is_the_claimant(claimant: Claimant, policy: PolicyOnDate) -> Ruling:
    if compact(claimant.facts.answers.payee_name) == compact(claimant.name):
        return met("持卡人就是申请人。")
    return not_met("持卡人不是申请人。", "请改用本人社会保障卡的金融账户。")


OF_CLAIM = (months_are_in_order, months_stand_once, payee_is_the_claimant)
