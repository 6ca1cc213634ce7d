"""Conditions of 开班备案: a class is recorded before it begins, so that what is later claimed can be checked against it.

OF_COURSE holds for the course of a claim too; OF_CLASS_RECORD only for the record itself.
"""

from __future__ import annotations

from collections import Counter

from processes.decree import IN_FORCE_SINCE, UNENACTED
from processes.training.skill_training import OPINION, TRAINING_REGULATION
from processes.training.skill_training.trainee import Course
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate


@condition("不限制学员户籍", OPINION, since=IN_FORCE_SINCE)
def residence_does_not_matter(course: Course, policy: PolicyOnDate) -> Ruling:
    """取消户籍限制: nobody is asked for it, and the paper says so."""
    if not policy.at(course.starts_on).flag("trn.hukou_required"):
        return met("取消户籍限制，不审查学员户籍。")
    return undecided("开班时的规定限制户籍。", "请核对学员户籍。")


@condition("培训对象属于补贴范围", TRAINING_REGULATION, since=IN_FORCE_SINCE)
def class_is_for_an_entitled_group(course: Course, policy: PolicyOnDate) -> Ruling:
    """34号文（六） names three groups; 河南省职业培训条例第二十五条 six, from 2018 on."""
    groups = policy.at(course.starts_on).table("trn.groups")
    if course.group in groups:
        return met(f"学员类别为{groups[course.group]}。")
    return not_met("开班时的规定没有把这一学员类别列入补贴范围。", "请只为规定范围内的人员申请。")


@condition("职业（工种）在补贴目录内", UNENACTED, since=IN_FORCE_SINCE)
def occupation_is_on_the_list(course: Course, policy: PolicyOnDate) -> Ruling:
    occupations = policy.at(course.starts_on).table("trn.occupations")
    if course.occupation in occupations:
        return met(f"{course.occupation}属于{occupations[course.occupation]}类。")
    return not_met(f"目录里没有“{course.occupation}”。", "请核对职业（工种）名称，按补贴目录里的写法填写。")


@condition("在开班前申请备案", UNENACTED, since=IN_FORCE_SINCE)
def filed_before_the_class_begins(facts: Facts, policy: PolicyOnDate) -> Ruling:
    starts_on = facts.answers.starts_on
    if facts.filed_on < starts_on:
        return met(f"{spoken(facts.filed_on)}申请，{spoken(starts_on)}开班。")
    return not_met(
        f"{spoken(starts_on)}开班，不晚于申请日{spoken(facts.filed_on)}。", "请把开班日期定在申请日之后，再申请备案。"
    )


@condition("结业日期不早于开班日期", UNENACTED, since=IN_FORCE_SINCE)
def dates_are_in_order(facts: Facts, policy: PolicyOnDate) -> Ruling:
    starts_on, ends_on = facts.answers.starts_on, facts.answers.ends_on
    if starts_on <= ends_on:
        return met(f"{spoken(starts_on)}至{spoken(ends_on)}。")
    return not_met(f"结业日期{spoken(ends_on)}早于开班日期{spoken(starts_on)}。", "请改正日期。")


@condition("培训学时达到最低要求", UNENACTED, since=IN_FORCE_SINCE)
def hours_are_enough(facts: Facts, policy: PolicyOnDate) -> Ruling:
    hours, least = facts.answers.training_hours, policy.number("trn.hours_min")
    if hours >= least:
        return met(f"{hours}学时，不少于{least}学时。")
    return not_met(f"{hours}学时，少于{least}学时。", f"请按不少于{least}学时安排课程后申请。")


@condition("至少有一名授课教师", UNENACTED, since=IN_FORCE_SINCE)
def has_teachers(facts: Facts, policy: PolicyOnDate) -> Ruling:
    teachers, least = len(facts.answers.teachers or ()), policy.whole("trn.teachers_min")
    if teachers >= least:
        return met(f"{teachers}名教师。")
    return not_met(f"{teachers}名教师，至少要有{least}名。", "请补充授课教师后申请。")


@condition("班额在规定范围内", UNENACTED, since=IN_FORCE_SINCE)
def class_size_is_within_limits(facts: Facts, policy: PolicyOnDate) -> Ruling:
    size = len(facts.answers.roster)
    least, most = policy.whole("trn.class_size_min"), policy.whole("trn.class_size_max")
    if least <= size <= most:
        return met(f"{size}人，在{least}人到{most}人之间。")
    remedy = f"请补足到{least}人后申请。" if size < least else f"请按每班不超过{most}人分班申请。"
    return not_met(f"{size}人，应在{least}人到{most}人之间。", remedy)


@condition("学员名单没有重复的人", UNENACTED, since=IN_FORCE_SINCE)
def nobody_is_enrolled_twice(facts: Facts, policy: PolicyOnDate) -> Ruling:
    times = Counter(row.id_number for row in facts.answers.roster)
    twice = [row.line for row in facts.answers.roster if times[row.id_number] > 1]
    if not twice:
        return met("没有重复。")
    return not_met(f"名单第{'、'.join(map(str, twice))}行是同一身份证号。", "请每人只保留一行。")


OF_COURSE = (residence_does_not_matter, class_is_for_an_entitled_group, occupation_is_on_the_list)
OF_CLASS_RECORD = (
    filed_before_the_class_begins,
    dates_are_in_order,
    hours_are_enough,
    has_teachers,
    class_size_is_within_limits,
    nobody_is_enrolled_twice,
)
