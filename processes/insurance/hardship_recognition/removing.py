"""Conditions of 退出: a person gives back their own recognition from the day on which its reason was gone."""

from __future__ import annotations

from processes.decree import UNENACTED
from processes.insurance import RULES_SINCE
from processes.insurance.recognised import recognitions
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate

# A recognition is in force once approved; closing it archives the file and takes nothing away.
IN_FORCE = frozenset({"approved", "closed"})
NO_RECOGNITION = "没有找到要退出的认定。"
NAME_IT = "请填写本人认定书上的编号。"


@condition("要退出的认定有效", UNENACTED, since=RULES_SINCE)
def recognition_is_in_force(facts: Facts, policy: PolicyOnDate) -> Ruling:
    parent, answers = facts.parent, facts.answers
    if parent is None:
        return not_met(NO_RECOGNITION, NAME_IT)
    valid = [each for each in recognitions(facts, answers.applicant_id) if each.case_number == parent.number]
    if parent.state not in IN_FORCE:
        return not_met(f"认定{parent.number}没有通过或者已经失效。", NAME_IT)
    if any(each.covers(answers.changed_on, answers.changed_on) for each in valid):
        return met(f"认定{parent.number}在{spoken(answers.changed_on)}有效。")
    return not_met(
        f"认定{parent.number}在{spoken(answers.changed_on)}不在有效期内。",
        "已经失效的认定不用退出；日期填写有误的，请更正。",
    )


@condition("退出的是本人的认定", UNENACTED, since=RULES_SINCE)
def recognition_is_ones_own(facts: Facts, policy: PolicyOnDate) -> Ruling:
    if facts.parent is None:
        return undecided(NO_RECOGNITION, NAME_IT)
    if facts.parent.answers.applicant_id == facts.answers.applicant_id:
        return met("申请人就是被认定的人。")
    return not_met("申请人不是被认定的人。", "请由被认定的人本人申请退出。")


@condition("改变的日期不在申请日之后", UNENACTED, since=RULES_SINCE)
def has_changed_already(facts: Facts, policy: PolicyOnDate) -> Ruling:
    changed = facts.answers.changed_on
    if changed <= facts.filed_on:
        return met(f"{spoken(changed)}改变。")
    return not_met(f"{spoken(changed)}还没有到。", f"请在情况改变后申请，最早{spoken(changed)}。", changed)


OF_REMOVAL = (recognition_is_in_force, recognition_is_ones_own, has_changed_already)
