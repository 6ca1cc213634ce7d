"""Conditions of the claim as a whole: the class it rests on, who files, and into which account the money may go."""

from __future__ import annotations

from forms.characters import compact
from processes.decree import FUND_MEASURES, IN_FORCE_SINCE, UNENACTED
from processes.training.skill_training.trainee import Claimed, Course
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import CheckFact
from workflow_app.policy.on_date import PolicyOnDate

# A class record is in force once approved; closing it archives the file and takes nothing away.
IN_FORCE = frozenset({"approved", "closed"})
CLASS_CHECK = "class_check"
CHECK_OFFICERS = "trn.check_officers"
NO_RECORD = "没有找到申领所依据的开班备案。"
NAME_THE_RECORD = "请填写本校已经通过的开班备案号。"


@condition("开班备案有效", UNENACTED, since=IN_FORCE_SINCE)
def class_record_is_in_force(claim: Claimed, policy: PolicyOnDate) -> Ruling:
    record = claim.facts.parent
    if record is None:
        return not_met(NO_RECORD, NAME_THE_RECORD)
    if record.state in IN_FORCE:
        return met(f"开班备案{record.number}有效。")
    return not_met(f"开班备案{record.number}没有通过或者已经失效。", NAME_THE_RECORD)


@condition("申领单位就是备案的学校", UNENACTED, since=IN_FORCE_SINCE)
def school_is_the_one_recorded(claim: Claimed, policy: PolicyOnDate) -> Ruling:
    record = claim.facts.parent
    if record is None:
        return undecided(NO_RECORD, NAME_THE_RECORD)
    if claim.facts.answers.credit_code == record.answers.credit_code:
        return met("统一社会信用代码与开班备案一致。")
    return not_met(
        f"统一社会信用代码与开班备案{record.number}不一致。", "请由申请备案的学校申领，或者填写本校的开班备案号。"
    )


@condition("培训已经结束", FUND_MEASURES, since=IN_FORCE_SINCE)
def class_is_over(claim: Claimed, policy: PolicyOnDate) -> Ruling:
    if claim.course is None:
        return undecided(NO_RECORD, NAME_THE_RECORD)
    ends_on, filed_on = claim.course.ends_on, claim.facts.filed_on
    if ends_on <= filed_on:
        return met(f"{spoken(ends_on)}结业。")
    return not_met(f"{spoken(ends_on)}才结业。", f"请在结业并取得证书后申领，最早{spoken(ends_on)}。", ends_on)


@condition("开班期间由两名工作人员到场检查", UNENACTED, since=IN_FORCE_SINCE)
def class_was_checked(claim: Claimed, policy: PolicyOnDate) -> Ruling:
    """The check is the office's own duty, so its absence is a question to settle and never a reason to refuse."""
    if claim.course is None:
        return undecided(NO_RECORD, NAME_THE_RECORD)
    then = policy.at(claim.course.starts_on)
    officers, times = then.whole(CHECK_OFFICERS), then.whole("trn.checks_per_class")
    valid = [check for check in claim.facts.checks if _is_valid(check, claim.course, officers)]
    if len(valid) < times:
        return undecided(
            f"开班期间有{len(valid)}次由{officers}名以上工作人员到场的检查记录，应有{times}次。",
            "请经办人员核对考勤、教学记录并回访学员，记录核对结果。",
        )
    return _compared(valid, claim.course, then)


def _is_valid(check: CheckFact, course: Course, officers: int) -> bool:
    in_time = course.starts_on <= check.on <= course.ends_on
    return check.kind == CLASS_CHECK and in_time and len(set(check.officers)) >= officers


def _compared(checks: list[CheckFact], course: Course, then: PolicyOnDate) -> Ruling:
    enrolled, share = len(course.recorded or ()), then.number("trn.attendance_min")
    for check in checks:
        if check.present is not None and check.present < enrolled * share:
            words = f"{spoken(check.on)}检查时到课{check.present}人，备案名单{enrolled}人，相差较大。"
            return undecided(words, "请对照考勤核实检查当天缺课的学员。")
    days = "、".join(spoken(check.on) for check in checks)
    return met(f"{days}已到场检查。")


@condition("收款账户是本单位的基本存款账户", UNENACTED, since=IN_FORCE_SINCE)
def payee_is_the_school(claim: Claimed, policy: PolicyOnDate) -> Ruling:
    answers = claim.facts.answers
    if compact(answers.payee_name) == compact(answers.organisation_name):
        return met("户名与申领单位名称一致，已交基本存款账户证明。")
    return not_met("账户户名与申领单位名称不一致。", "请改用本单位的基本存款账户。")


@condition("本人交付了培训费并取得发票", UNENACTED, since=IN_FORCE_SINCE)
def trainee_paid(claim: Claimed, policy: PolicyOnDate) -> Ruling:
    answers = claim.facts.answers
    if answers.fee_fen and answers.invoice:
        return met("已交培训费发票。")
    remedy = "请补交培训费发票，补交后即可申领；费用不是本人交付的，由交付的单位申领。"
    return not_met("没有本人交付培训费的发票。", remedy, claim.facts.filed_on)


@condition("收款账户是本人社会保障卡的金融账户", UNENACTED, since=IN_FORCE_SINCE)
def payee_is_the_trainee(claim: Claimed, policy: PolicyOnDate) -> Ruling:
    answers = claim.facts.answers
    if compact(answers.payee_name) == compact(answers.applicant_name):
        return met("持卡人就是申请人。")
    return not_met("持卡人不是申请人。", "请改用本人社会保障卡的金融账户。")


OF_SCHOOL = (
    class_record_is_in_force,
    school_is_the_one_recorded,
    class_is_over,
    class_was_checked,
    payee_is_the_school,
)
OF_TRAINEE = (class_is_over, trainee_paid, payee_is_the_trainee)
