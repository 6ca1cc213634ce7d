"""Conditions on what a person is by the registers, over the days that count: without employer, business or pension."""

from __future__ import annotations

from datetime import date, timedelta

from processes.alive import Watched
from processes.answered import day_said, silence
from processes.decree import UNENACTED
from processes.insurance import EMPLOYMENT_REGULATION, RULES_SINCE
from processes.insurance.register_answers import Licence, employment, licences
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register

ONE_DAY = timedelta(days=1)


@condition("没有用人单位", EMPLOYMENT_REGULATION, since=RULES_SINCE)
def has_no_employer(watched: Watched, policy: PolicyOnDate) -> Ruling:
    work = employment(watched.facts, watched.person)
    if work is None:
        return silence(watched.facts, Register.EMPLOYMENT, watched.person)
    if not work.employer or (work.since and work.since > watched.until):
        return met("没有单位就业登记。")
    words = f"{spoken(work.since) if work.since else '现'}起在{work.employer_name}就业登记。"
    remedy = "与单位解除或者终止劳动关系并办理失业登记后可以申请；登记有误的，请单位先办理更正。"
    return not_met(words, remedy, work.contract_until + ONE_DAY if work.contract_until else None)


@condition("没有在营的营业执照", UNENACTED, since=RULES_SINCE)
def has_no_business(watched: Watched, policy: PolicyOnDate) -> Ruling:
    held = licences(watched.facts, watched.person)
    if held is None:
        return silence(watched.facts, Register.BUSINESS_LICENCE, watched.person)
    running = [each for each in held if each.registered_on <= watched.until]
    running = [each for each in running if each.closed_on is None or each.closed_on >= watched.since]
    if not running:
        return met("没有在营的市场主体登记。")
    names = "、".join(f"{each.name}（{spoken(each.registered_on)}登记）" for each in running)
    return not_met(f"名下有{names}。", "依法注销登记之后可以申请；登记有误的，请先办理更正。", _closed_by(running))


@condition("没有领取基本养老金", EMPLOYMENT_REGULATION, since=RULES_SINCE)
def has_no_pension(watched: Watched, policy: PolicyOnDate) -> Ruling:
    answered, retired = day_said(watched.facts, Register.PENSION, watched.person, "retired_on")
    if not answered:
        return silence(watched.facts, Register.PENSION, watched.person)
    if retired is None or retired > watched.until:
        return met("没有养老待遇登记。")
    return not_met(f"{spoken(retired)}起领取基本养老金。", "登记有误的，请先向社会保险经办机构申请更正。")


def _closed_by(running: list[Licence]) -> date | None:
    """The day after the last of them was closed; None while one is open."""
    closed = [each.closed_on for each in running if each.closed_on]
    return max(closed) + ONE_DAY if len(closed) == len(running) else None
