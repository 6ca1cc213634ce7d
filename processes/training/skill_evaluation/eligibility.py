"""Conditions of the one line, in the order they are examined: the person, the certificate, the period, the past, the account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forms.characters import compact
from forms.fields import CertificateNumber, level_in
from processes.decree import IN_FORCE_SINCE, PERIODS_OF_MONTHS, UNENACTED
from processes.training.skill_evaluation import EMPLOYMENT_REGULATION
from processes.training.skill_evaluation.holder import GRANTED, Holder
from processes.training.skill_evaluation.questions import LEVEL_NAMES
from workflow_app.clock.months import add_months
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import EarlierClaim
from workflow_app.policy.finding import OTHER_CASES
from workflow_app.policy.on_date import PolicyOnDate

CERTIFICATE = CertificateNumber("certificate_number", "证书编号")


@condition("属于补贴的人员", EMPLOYMENT_REGULATION, since=IN_FORCE_SINCE)
def belongs_to_an_entitled_group(person: Holder, policy: PolicyOnDate) -> Ruling:
    """A migrant worker's word is compared by the handler; who is hard to employ has a recognition on file."""
    groups, group = policy.at(person.certificate_date).table("eval.groups"), person.facts.answers.group
    if group not in groups:
        return not_met("发证时的规定没有把这类人员列入补贴范围。", "请核对人员类别。")
    if group != "hardship":
        return met(f"申请人为{groups[group]}。")
    return _recognised(person)


def _recognised(person: Holder) -> Ruling:
    valid = [claim for claim in person.recognised if claim.covers(person.filed_on)]
    granted = [claim for claim in valid if claim.state in GRANTED]
    if granted:
        return met(f"{OTHER_CASES}的就业困难人员认定有效。", _numbers(granted[:1]))
    if valid:
        return undecided("就业困难人员认定正在办理。", "请等认定作出决定后再核对。")
    return not_met("申请日没有有效的就业困难人员认定。", "请先申请就业困难人员认定，认定后可以申领。")


@condition("证书编号可以识别", UNENACTED, since=IN_FORCE_SINCE)
def certificate_number_is_of_a_known_form(person: Holder, policy: PolicyOnDate) -> Ruling:
    """The forms are customs of the issuers, so an unknown one is looked up and not refused."""
    if not CERTIFICATE.doubts(person.certificate_number):
        return met("编号符合证书的编号规则。")
    return undecided("编号不是常见的证书编号形式。", "请在证书查询网站核对，或者对照证书原件。")


@condition("证书的等级与申报一致", UNENACTED, since=IN_FORCE_SINCE)
def certificate_is_of_the_level_claimed(person: Holder, policy: PolicyOnDate) -> Ruling:
    written = level_in(person.certificate_number)
    if not written:
        return undecided("证书编号里看不出等级。", f"请对照证书核对等级是否为{LEVEL_NAMES[person.level]}。")
    if written == person.level:
        return met(f"证书等级为{LEVEL_NAMES[written]}。")
    words = f"证书等级为{LEVEL_NAMES[written]}，申报等级为{LEVEL_NAMES[person.level]}。"
    return not_met(words, "请对照证书更正等级或者编号。")


@condition("已经取得证书", EMPLOYMENT_REGULATION, since=IN_FORCE_SINCE)
def certificate_was_issued(person: Holder, policy: PolicyOnDate) -> Ruling:
    issued = person.certificate_date
    if issued <= person.filed_on:
        return met(f"{spoken(issued)}发证。")
    return not_met(f"发证日期{spoken(issued)}晚于申请日。", f"取得证书后可以申领，最早{spoken(issued)}。", issued)


@condition("在取得证书后的规定期限内申领", PERIODS_OF_MONTHS, since=IN_FORCE_SINCE)
def applied_in_time(person: Holder, policy: PolicyOnDate) -> Ruling:
    """The day that corresponds to the date of issue still counts; a holiday moves it to the next working day."""
    months = policy.at(person.certificate_date).whole("eval.apply_within")
    last = person.facts.calendar.next_working(add_months(person.certificate_date, months))
    if person.filed_on <= last:
        return met(f"{spoken(person.certificate_date)}发证，最迟{spoken(last)}申领。")
    return not_met(f"{spoken(person.certificate_date)}发证，最迟应在{spoken(last)}申领，已经超过期限。")


@condition("本人交付了评价费", UNENACTED, since=IN_FORCE_SINCE)
def fee_was_paid(person: Holder, policy: PolicyOnDate) -> Ruling:
    answers = person.facts.answers
    if answers.fee_fen and answers.invoice:
        return met("已交评价费票据。")
    return not_met("没有本人交付评价费的票据。", "请补交评价费票据，补交后即可申领。", person.filed_on)


@condition("收款账户是本人社会保障卡的金融账户", UNENACTED, since=IN_FORCE_SINCE)
def payee_is_the_holder(person: Holder, policy: PolicyOnDate) -> Ruling:
    answers = person.facts.answers
    if compact(answers.payee_name) == compact(answers.applicant_name):
        return met("持卡人就是申请人。")
    return not_met("持卡人不是申请人。", "请改用本人社会保障卡的金融账户。")


def _numbers(claims: Iterable[EarlierClaim]) -> Iterator[str]:
    return (claim.case_number for claim in claims)


OF_LINE = (
    belongs_to_an_entitled_group,
    certificate_number_is_of_a_known_form,
    certificate_is_of_the_level_claimed,
    certificate_was_issued,
    applied_in_time,
    fee_was_paid,
    payee_is_the_holder,
)
