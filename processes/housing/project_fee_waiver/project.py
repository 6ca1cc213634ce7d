"""Conditions of the project: on record, of the kind the opinion means, homes small, land no more than allowed."""

from __future__ import annotations

from decimal import Decimal

from processes.decree import IN_FORCE_SINCE, UNENACTED
from processes.housing.project_fee_waiver import MEASURES, OPINION
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate


@condition("项目已经立项备案", UNENACTED, since=IN_FORCE_SINCE)
def project_is_on_record(facts: Facts, policy: PolicyOnDate) -> Ruling:
    number, told = facts.answers.approval_number, facts.told.get("record")
    if told is None:
        return undecided(f"立项备案号{number}还没有核对。", "请发展改革部门核对立项备案。")
    if told.on_record == "yes":
        return met(f"立项备案号{number}，发展改革部门核对相符。")
    return not_met(f"立项备案号{number}与发展改革部门的记录不符。", "请先办理立项备案，或者更正备案号。")


@condition("属于面向农民工的公租房建设项目", OPINION, since=IN_FORCE_SINCE)
def project_is_of_the_kind_meant(facts: Facts, policy: PolicyOnDate) -> Ruling:
    kinds, kind = policy.table("prh.waiver_projects"), facts.answers.project_kind
    if kind in kinds:
        return met(f"项目类型为{kinds[kind]}。")
    return not_met("市场化租赁住房不在免收范围内。", "纳入公租房管理、只配租给轮候对象的，可以重新申请。")


@condition("单套建筑面积不超过规定", MEASURES, since=IN_FORCE_SINCE)
def homes_are_small(facts: Facts, policy: PolicyOnDate) -> Ruling:
    largest, most = facts.answers.largest_unit, policy.number("prh.unit_area_max")
    if largest <= most:
        return met(f"最大一套{largest}平方米，不超过{most}平方米。")
    return not_met(f"最大一套{largest}平方米，超过{most}平方米。", f"请把每套控制在{most}平方米以内后申请。")


@condition("办公及生活服务设施用地不超过规定比例", OPINION, since=IN_FORCE_SINCE)
def land_is_within_the_share(facts: Facts, policy: PolicyOnDate) -> Ruling:
    """规定的用地比例: of an enterprise's own plot."""
    answers = facts.answers
    if answers.project_kind != "enterprise":
        return met("不是企业自有工业用地，不审查用地比例。")
    most = policy.number("prh.service_land_share")
    words = f"办公及生活服务设施用地{answers.service_land_area}平方米，总用地{answers.land_area}平方米"
    if answers.service_land_area <= answers.land_area * most:
        return met(f"{words}，不超过{_percent(most)}。")
    return not_met(f"{words}，超过{_percent(most)}。", f"请把这部分用地控制在{_percent(most)}以内后申请。")


OF_PROJECT = (project_is_on_record, project_is_of_the_kind_meant, homes_are_small, land_is_within_the_share)


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"
