"""Conditions each person of a claim must meet, in the order they are examined: the person, the course, the certificate, the past.

Where the law is silent a condition rests on UNENACTED and its figures on policy.yaml's samples. What only a register or an
eye can settle is undecided, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from forms.fields import CertificateNumber, level_in
from forms.identity import birth_date, id_problem
from processes.decree import FUND_MEASURES, IN_FORCE_SINCE, PERIODS_OF_MONTHS, UNENACTED
from processes.training.skill_training.questions import LEVEL_NAMES
from processes.training.skill_training.trainee import Trainee
from workflow_app.clock.months import add_months, age_on
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import EarlierClaim
from workflow_app.policy.finding import OTHER_CASES
from workflow_app.policy.on_date import PolicyOnDate

CERTIFICATE = CertificateNumber("certificate_number", "证书编号")


@condition("身份证号有效", UNENACTED, since=IN_FORCE_SINCE)
def identity_is_valid(trainee: Trainee, policy: PolicyOnDate) -> Ruling:
    problem = id_problem(trainee.id_number)
    if not problem:
        return met("身份证号校验无误。")
    return not_met(f"身份证号{problem}。", "请对照身份证原件更正。")


@condition("开班时在劳动年龄内", UNENACTED, since=IN_FORCE_SINCE)
def is_of_working_age(trainee: Trainee, policy: PolicyOnDate) -> Ruling:
    born = birth_date(trainee.id_number)
    if born is None:
        return undecided("身份证号里没有可用的出生日期。", "请先更正身份证号。")
    then = policy.at(trainee.course.starts_on)
    least, age = then.whole("trn.working_age_min"), age_on(born, trainee.course.starts_on)
    if age < least:
        earliest = add_months(born, least * 12)
        remedy = f"年满{least}周岁（{spoken(earliest)}）后参加的培训可以申领。"
        return not_met(f"开班时{age}周岁，未满{least}周岁。", remedy, earliest)
    sex = "男" if int(trainee.id_number[16]) % 2 else "女"
    if age <= then.table("trn.working_age_max")[sex]:
        return met(f"开班时{age}周岁。")
    return undecided(f"开班时{age}周岁，可能已经退休。", "请核对是否已经领取基本养老金。")


@condition("在开班备案的学员名单内", UNENACTED, since=IN_FORCE_SINCE)
def is_on_the_recorded_roster(trainee: Trainee, policy: PolicyOnDate) -> Ruling:
    recorded = trainee.course.recorded
    if recorded is None:
        return met("本人申领，不以学校的备案名单为准。")
    if trainee.id_number not in recorded:
        return not_met("开班备案的名单里没有这个人。", "请由学校说明情况；备案名单确有遗漏的，先申请更正备案。")
    if recorded[trainee.id_number] != trainee.name:
        return undecided("身份证号在备案名单里，姓名与备案时不同。", "请对照身份证原件核对姓名。")
    return met("姓名和身份证号与备案名单一致。")


@condition("出勤达到最低要求", UNENACTED, since=IN_FORCE_SINCE)
def attended_enough(trainee: Trainee, policy: PolicyOnDate) -> Ruling:
    share = policy.at(trainee.course.starts_on).number("trn.attendance_min")
    attended, hours = trainee.attended_hours, trainee.course.hours
    if attended > hours:
        return not_met(f"出勤{attended}学时，多于培训的{hours}学时。", "请对照考勤记录更正。")
    if attended >= hours * share:
        return met(f"出勤{attended}学时，共{hours}学时。")
    return not_met(
        f"出勤{attended}学时，共{hours}学时，不到{share * 100:.0f}%。", "考勤确有漏记的，请补交原始考勤记录申请更正。"
    )


@condition("证书编号可以识别", UNENACTED, since=IN_FORCE_SINCE)
def certificate_number_is_of_a_known_form(trainee: Trainee, policy: PolicyOnDate) -> Ruling:
    """The forms are customs of the issuers, so an unknown one is looked up and not refused."""
    if not CERTIFICATE.doubts(trainee.certificate_number):
        return met("编号符合证书的编号规则。")
    return undecided("编号不是常见的证书编号形式。", "请在证书查询网站核对，或者对照证书原件。")


@condition("证书的等级与培训班一致", FUND_MEASURES, since=IN_FORCE_SINCE)
def certificate_is_of_the_course_level(trainee: Trainee, policy: PolicyOnDate) -> Ruling:
    """The number carries the level; the occupation stands only on the certificate and is compared by the handler."""
    written, wanted = level_in(trainee.certificate_number), trainee.course.level
    if not written:
        return undecided("证书编号里看不出等级。", f"请对照证书核对职业和等级是否为{trainee.course.title}。")
    if written == wanted:
        return met(f"证书等级为{LEVEL_NAMES[written]}。")
    return not_met(
        f"证书等级为{LEVEL_NAMES[written]}，培训等级为{LEVEL_NAMES[wanted]}。", "证书编号填写有误的，请对照证书更正。"
    )


@condition("证书是本次培训取得的", FUND_MEASURES, since=IN_FORCE_SINCE)
def certificate_follows_the_course(trainee: Trainee, policy: PolicyOnDate) -> Ruling:
    issued, course = trainee.certificate_date, trainee.course
    if issued > trainee.filed_on:
        remedy = f"取得证书后可以申领，最早{spoken(issued)}；日期填写有误的，请对照证书更正。"
        return not_met(f"发证日期{spoken(issued)}晚于申请日。", remedy, issued)
    if issued < course.starts_on:
        return not_met(
            f"{spoken(issued)}发证，{spoken(course.starts_on)}才开班。", "发证日期填写有误的，请对照证书更正。"
        )
    if issued < course.ends_on:
        return undecided(f"{spoken(issued)}发证，早于结业日期{spoken(course.ends_on)}。", "请核对考核日期和结业日期。")
    return met(f"{spoken(issued)}发证。")


@condition("在取得证书后的规定期限内申领", PERIODS_OF_MONTHS, since=IN_FORCE_SINCE)
def applied_in_time(trainee: Trainee, policy: PolicyOnDate) -> Ruling:
    """The day that corresponds to the date of issue still counts; a holiday moves it to the next working day."""
    last, filed_on = _last_day(trainee, policy), trainee.filed_on
    if filed_on <= last:
        return met(f"{spoken(trainee.certificate_date)}发证，最迟{spoken(last)}申领。")
    return not_met(f"{spoken(trainee.certificate_date)}发证，最迟应在{spoken(last)}申领，已经超过期限。")


@condition("没有超过每年的次数", UNENACTED, since=IN_FORCE_SINCE)
def is_within_the_yearly_number(trainee: Trainee, policy: PolicyOnDate) -> Ruling:
    """A claim belongs to the calendar year in which it was filed: how fast an office works takes nothing from anyone."""
    most, filed_on = policy.whole("trn.times_per_year_max"), trainee.filed_on
    this_year = [claim for claim in trainee.had if claim.counted_on and claim.counted_on.year == filed_on.year]
    if len(this_year) < most:
        return met(f"{filed_on.year}年第{len(this_year) + 1}次，每年最多{most}次。")
    words = f"{filed_on.year}年已在{OTHER_CASES}申领{len(this_year)}次，每年最多{most}次。"
    earliest, last = date(filed_on.year + 1, 1, 1), _last_day(trainee, policy)
    if earliest > last:
        return not_met(words, others=_numbers(this_year))
    remedy = f"可以在{spoken(earliest)}至{spoken(last)}重新申领。"
    return not_met(words, remedy, earliest, _numbers(this_year))


def _last_day(trainee: Trainee, policy: PolicyOnDate) -> date:
    months = policy.at(trainee.certificate_date).whole("trn.apply_within")
    return trainee.calendar.next_working(add_months(trainee.certificate_date, months))


def _numbers(claims: Iterable[EarlierClaim]) -> Iterator[str]:
    return (claim.case_number for claim in claims)


OF_LINE = (
    identity_is_valid,
    is_of_working_age,
    is_on_the_recorded_roster,
    attended_enough,
    certificate_number_is_of_a_known_form,
    certificate_is_of_the_course_level,
    certificate_follows_the_course,
    applied_in_time,
    is_within_the_yearly_number,
)
