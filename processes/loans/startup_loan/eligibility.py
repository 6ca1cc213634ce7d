"""Conditions of who may apply: person, group, certificate, work, licence, authorisations.

What a register has to answer is undecided until it does, and where it says otherwise than the filing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.blocks import COUNTIES
from forms.identity import birth_date, id_problem
from processes.answered import content, silence
from processes.decree import IN_FORCE_SINCE, UNENACTED
from processes.loans.startup_loan import CAPACITY, CREDIT_REGULATION, HENAN_GUIDE, JOINT_DEBT, OPINION
from processes.loans.startup_loan.borrower import Borrower
from processes.loans.startup_loan.questions import CERTIFICATES, GROUPS
from workflow_app.clock.months import add_months, age_on
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register

COUNTY_NAMES = {each.value: each.label for each in COUNTIES}
GROUP_NAMES = {each.value: each.label for each in GROUPS}
CERTIFICATE_NAMES = {each.value: each.label for each in CERTIFICATES}


@condition("查询征信已经授权", CREDIT_REGULATION, since=IN_FORCE_SINCE)
def credit_queries_are_authorised(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    """征信业管理条例第十八条: nobody is asked about without their written consent, the spouse neither."""
    answers = borrower.answers
    if not answers.credit_authorisation:
        remedy = "请补交本人签名的征信查询授权书，补交后即可申请。"
        return not_met("没有本人的征信查询授权书。", remedy, borrower.filed_on)
    if answers.marital == "married" and not answers.spouse_authorisation:
        remedy = "请补交配偶本人签名的征信查询授权书，补交后即可申请。"
        return not_met("没有配偶的征信查询授权书。", remedy, borrower.filed_on)
    return met("本人和配偶的征信查询都已授权。" if answers.marital == "married" else "本人已授权查询征信。")


@condition("身份证号有效", UNENACTED, since=IN_FORCE_SINCE)
def identity_is_valid(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    problem = id_problem(borrower.answers.applicant_id)
    if not problem:
        return met("身份证号校验无误。")
    return not_met(f"身份证号{problem}。", "请对照身份证原件更正。")


@condition("已成年并在劳动年龄内", CAPACITY, since=IN_FORCE_SINCE)
def is_of_age(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    born = birth_date(borrower.answers.applicant_id)
    if born is None:
        return undecided("身份证号里没有可用的出生日期。", "请先更正身份证号。")
    least, age = policy.whole("loan.age_min"), age_on(born, borrower.filed_on)
    if age < least:
        earliest = add_months(born, least * 12)
        return not_met(
            f"申请时{age}周岁，未满{least}周岁。", f"年满{least}周岁后可以申请，最早{spoken(earliest)}。", earliest
        )
    if age <= policy.whole("loan.age_max"):
        return met(f"申请时{age}周岁。")
    return undecided(f"申请时{age}周岁，可能已经超过劳动年龄。", "请核对是否已经退休、参加的是哪种养老保险。")


@condition("属于扶持的人员类别", OPINION, since=IN_FORCE_SINCE)
def group_is_entitled(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    groups, group = policy.table("loan.groups"), borrower.answers.applicant_group
    if group in groups:
        return met(f"申报的类别为{groups[group]}，由人社部门资格审核时核定。")
    return not_met(f"申请时的规定没有把{GROUP_NAMES[group]}列入范围。", "同时属于其他类别的，请改选并交相应证明。")


@condition("在创业地办理了就业创业证或就业失业登记证", OPINION, since=IN_FORCE_SINCE)
def certificate_is_of_the_place_of_business(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    """34号文（五）: 在创业地办理就业创业证或就业失业登记证."""
    answers = borrower.answers
    name, issued_in, business_in = (
        CERTIFICATE_NAMES[answers.certificate_kind],
        COUNTY_NAMES[answers.certificate_county],
        COUNTY_NAMES[answers.county],
    )
    if answers.certificate_county == answers.county:
        return met(f"{name}由创业地{business_in}发放。")
    remedy = f"请先在{business_in}办理就业创业证或者就业失业登记证，办理后即可申请。"
    return not_met(f"{name}由{issued_in}发放，创业地是{business_in}。", remedy, borrower.filed_on)


@condition("婚姻状况与登记一致", JOINT_DEBT, since=IN_FORCE_SINCE)
def marriage_is_as_stated(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    """A spouse nobody named has authorised nothing; a named one who is none has nothing to authorise."""
    said = content(borrower.facts, Register.MARRIAGE, borrower.answers.applicant_id)
    if said is None:
        return silence(borrower.facts, Register.MARRIAGE, borrower.answers.applicant_id)
    if borrower.answers.marital == "married":
        return _spouse_as_named(borrower, said)
    if said["state"] != "married":
        return met("婚姻登记中没有配偶。")
    return not_met("婚姻登记中有配偶，申请时没有填报。", "请改填已婚，补填配偶并交配偶的征信查询授权书。")


def _spouse_as_named(borrower: Borrower, said: Mapping[str, Any]) -> Ruling:
    """The register may lag behind a wedding or a divorce; a person looks before a stranger's credit is looked into."""
    if said["state"] == "married" and said.get("spouse") == borrower.answers.spouse_id:
        return met("填报的配偶与婚姻登记一致。")
    words = "婚姻登记中的配偶不是填报的配偶。" if said["state"] == "married" else "填报已婚，婚姻登记中没有配偶。"
    return undecided(words, "请对照结婚证和授权书的签名核对配偶。")


@condition("没有其他工作单位", HENAN_GUIDE, since=IN_FORCE_SINCE)
def is_not_employed_elsewhere(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    said = content(borrower.facts, Register.EMPLOYMENT, borrower.answers.applicant_id)
    if said is None:
        return silence(borrower.facts, Register.EMPLOYMENT, borrower.answers.applicant_id)
    own = (borrower.answers.credit_code, borrower.answers.business_name)
    employer, name = said.get("employer"), said.get("employer_name")
    if not (employer or name) or employer in own or name in own:
        return met("就业登记中没有其他用人单位。")
    return undecided(
        f"就业登记中的用人单位是{name or employer}。",
        "请核对申请人是否仍在该单位就业；已经离开的，由单位办理就业登记变更。",
    )


@condition("营业执照有效并由本人登记", HENAN_GUIDE, since=IN_FORCE_SINCE)
def licence_is_valid(borrower: Borrower, policy: PolicyOnDate) -> Ruling:
    said = content(borrower.facts, Register.BUSINESS_LICENCE, borrower.answers.credit_code)
    if said is None:
        return silence(borrower.facts, Register.BUSINESS_LICENCE, borrower.answers.credit_code)
    of_code = [each for each in said["licences"] if each["credit_code"] == borrower.answers.credit_code]
    standing = [each for each in of_code if not each["closed_on"]]
    if not of_code:
        return undecided("登记信息里没有查到这家经营实体。", "请对照营业执照原件，核对统一社会信用代码。")
    if not standing:
        remedy = "请重新办理登记，办理后即可申请。"
        return not_met("登记信息里这家经营实体已经注销。", remedy, borrower.filed_on)
    if standing[0]["owner"] != borrower.answers.applicant_id:
        return undecided("登记的经营者不是申请人。", "请核对是否为合伙创业或者登记信息没有更新。")
    return met("经营实体登记存续，经营者是申请人。")


OF_PERSON = (
    credit_queries_are_authorised,
    identity_is_valid,
    is_of_age,
    marriage_is_as_stated,
    group_is_entitled,
    certificate_is_of_the_place_of_business,
    is_not_employed_elsewhere,
    licence_is_valid,
)
