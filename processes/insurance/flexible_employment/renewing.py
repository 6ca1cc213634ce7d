"""Conditions of 续领: the first claim that it goes on from."""

from __future__ import annotations

from processes.decree import UNENACTED
from processes.insurance import SUBSIDIES_SINCE
from processes.insurance.flexible_employment.claimant import Claimant
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.on_date import PolicyOnDate

# A claim is in force once approved; closing it after the money went takes nothing away.
IN_FORCE = frozenset({"approved", "closed"})
NO_CLAIM = "没有找到首次申领的办件。"
NAME_IT = "请填写本人首次核定通知书上的办件编号；没有申领过的，请办理首次申领。"


@condition("首次申领已经核定", UNENACTED, since=SUBSIDIES_SINCE)
def first_claim_was_granted(claimant: Claimant, policy: PolicyOnDate) -> Ruling:
    first = claimant.facts.parent
    if first is None:
        return not_met(NO_CLAIM, NAME_IT)
    if first.state in IN_FORCE:
        return met(f"首次申领{first.number}已经核定。")
    return not_met(f"首次申领{first.number}还没有核定或者没有通过。", "首次申领核定后可以续领。")


@condition("续领的是本人的补贴", UNENACTED, since=SUBSIDIES_SINCE)
def first_claim_is_ones_own(claimant: Claimant, policy: PolicyOnDate) -> Ruling:
    first = claimant.facts.parent
    if first is None:
        return undecided(NO_CLAIM, NAME_IT)
    if first.answers.applicant_id == claimant.person:
        return met("申请人就是首次申领的人。")
    return not_met("申请人不是首次申领的人。", NAME_IT)


OF_RENEWAL = (first_claim_was_granted, first_claim_is_ones_own)
