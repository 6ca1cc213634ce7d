"""Conditions of a recognition, in the order of the regulation: the person, then what their category asks.

Whether somebody lives is in processes.alive, whether they work, trade or draw a pension in processes.insurance.status; here is what makes them hard to employ.
"""

from __future__ import annotations

from forms.identity import birth_date
from processes.alive import Watched, is_alive
from processes.answered import silence
from processes.decree import UNENACTED
from processes.insurance import EMPLOYMENT_REGULATION, RULES_SINCE
from processes.insurance.hardship_recognition.applicant import Applicant, years_before
from processes.insurance.recognised import ONE_DAY, asked_for, recognitions
from processes.insurance.status import has_no_business, has_no_employer, has_no_pension
from workflow_app.clock.months import add_months, age_on
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Condition, Ruling, condition, met, not_met, undecided
from workflow_app.policy.finding import OTHER_CASES
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register

NO_BIRTHDAY = undecided("身份证号里没有可用的出生日期。", "请对照身份证原件更正。")


@condition("在劳动年龄内", UNENACTED, since=RULES_SINCE)
def is_of_working_age(person: Applicant, policy: PolicyOnDate) -> Ruling:
    born, retires = birth_date(person.id_number), person.retires_on(policy)
    if born is None or retires is None:
        return NO_BIRTHDAY
    least, age = policy.whole("hardship.age_min"), age_on(born, person.filed_on)
    if age < least:
        earliest = add_months(born, least * 12)
        return not_met(
            f"{age}周岁，未满{least}周岁。", f"年满{least}周岁后可以申请，最早{spoken(earliest)}。", earliest
        )
    if person.filed_on >= retires:
        return not_met(f"{spoken(retires)}已达到法定退休年龄。")
    return met(f"{age}周岁，{spoken(retires)}达到法定退休年龄。")


@condition("属于可以认定的类别", EMPLOYMENT_REGULATION, since=RULES_SINCE)
def category_is_listed(person: Applicant, policy: PolicyOnDate) -> Ruling:
    categories = policy.table("hardship.categories")
    if person.category in categories:
        return met(f"类别为{categories[person.category]}。")
    return not_met("申请日的规定没有列出这一类别。", "请选择规定列出的类别。")


@condition("已经办理失业登记", EMPLOYMENT_REGULATION, since=RULES_SINCE)
def is_registered_unemployed(person: Applicant, policy: PolicyOnDate) -> Ruling:
    work = person.work
    if work is None:
        return silence(person.facts, Register.EMPLOYMENT, person.id_number)
    if work.unemployed_since and work.unemployed_since <= person.filed_on:
        return met(f"{spoken(work.unemployed_since)}起登记失业。")
    return not_met("没有失业登记。", "请先在户籍或者常住地办理失业登记，办理后即可申请。", person.filed_on)


@condition("没有有效的认定", UNENACTED, since=RULES_SINCE)
def has_no_valid_recognition(person: Applicant, policy: PolicyOnDate) -> Ruling:
    valid = [each for each in recognitions(person.facts, person.id_number) if each.until >= person.filed_on]
    if valid:
        last = max(valid, key=lambda each: each.until)
        earliest = last.until + ONE_DAY
        words = f"{OTHER_CASES}的认定有效至{spoken(last.until)}。"
        return not_met(words, f"有效期满后可以重新申请，最早{spoken(earliest)}。", earliest, [last.case_number])
    if asked_for(person.facts, person.id_number):
        return undecided("另有一件认定申请正在办理。", "请先办结或者撤回先申请的一件。")
    return met("没有其他有效的认定。")


@condition("连续失业达到规定时间", EMPLOYMENT_REGULATION, since=RULES_SINCE)
def has_been_unemployed_long_enough(person: Applicant, policy: PolicyOnDate) -> Ruling:
    months, work = policy.whole("hardship.unemployed_min"), person.work
    if work is None:
        return silence(person.facts, Register.EMPLOYMENT, person.id_number)
    if work.unemployed_since is None:
        return not_met(
            "没有失业登记，不能计算失业时间。",
            f"办理失业登记满{months}个月后可以申请。",
            add_months(person.filed_on, months),
        )
    earliest = add_months(work.unemployed_since, months)
    if earliest <= person.filed_on:
        return met(f"{spoken(work.unemployed_since)}起失业，已满{months}个月。")
    words = f"{spoken(work.unemployed_since)}起失业，未满{months}个月。"
    return not_met(words, f"连续失业满{months}个月后可以申请，最早{spoken(earliest)}。", earliest)


@condition("距法定退休年龄不超过规定年数", EMPLOYMENT_REGULATION, since=RULES_SINCE)
def is_near_retirement(person: Applicant, policy: PolicyOnDate) -> Ruling:
    years, retires = int(policy.table("hardship.near_retirement")["年"]), person.retires_on(policy)
    if retires is None:
        return NO_BIRTHDAY
    earliest = years_before(retires, years)
    if earliest <= person.filed_on:
        return met(f"{spoken(retires)}达到法定退休年龄，不超过{years}年。")
    words = f"{spoken(retires)}达到法定退休年龄，还有{years}年以上。"
    return not_met(
        words, f"最早{spoken(earliest)}可以按这一类别申请；符合其他类别的，可以现在按其他类别申请。", earliest
    )


@condition("毕业时间在规定期限内", EMPLOYMENT_REGULATION, since=RULES_SINCE)
def graduated_recently(person: Applicant, policy: PolicyOnDate) -> Ruling:
    months, graduated = policy.whole("hardship.graduated_within"), person.facts.answers.graduated_on
    if graduated is None:
        return undecided("没有填写毕业日期。", "请对照毕业证书核对毕业日期。")
    last = add_months(graduated, months)
    if graduated > person.filed_on:
        return not_met(f"{spoken(graduated)}才毕业。", f"毕业后可以申请，最早{spoken(graduated)}。", graduated)
    if person.filed_on <= last:
        return met(f"{spoken(graduated)}毕业，在{months}个月以内。")
    return not_met(
        f"{spoken(graduated)}毕业，到{spoken(last)}已满{months}个月。", "符合其他类别的，可以按其他类别申请。"
    )


@condition("所选类别有证件证明", UNENACTED, since=RULES_SINCE)
def category_is_proven(person: Applicant, policy: PolicyOnDate) -> Ruling:
    """What no register knows is shown on paper; the street compares it with the original."""
    if person.facts.answers.category_proof:
        return met("已交所选类别的证件。")
    return not_met("没有证明所选类别的证件。", "请补交所选类别的证件，补交后即可申请。", person.filed_on)


OF_PERSON: tuple[Condition[Applicant], ...] = (
    is_of_working_age,
    category_is_listed,
    is_registered_unemployed,
    has_no_valid_recognition,
)
OF_CATEGORY: dict[str, tuple[Condition[Applicant], ...]] = {
    "long_unemployed": (has_been_unemployed_long_enough,),
    "near_retirement": (is_near_retirement,),
    "graduate": (graduated_recently, category_is_proven),
}
OF_OTHERS: tuple[Condition[Applicant], ...] = (category_is_proven,)
OF_STATUS: tuple[Condition[Watched], ...] = (is_alive, has_no_employer, has_no_business, has_no_pension)
