"""Before anybody looks into a household's means: who it is, and that every adult of it consented."""

from __future__ import annotations

from forms.identity import birth_date, id_problem
from processes.answered import content, silence
from processes.decree import IN_FORCE_SINCE, UNENACTED
from processes.housing.public_rental import TRUTH_AND_CONSENT, WHO_MAY_APPLY
from processes.housing.public_rental.household import Household, Member
from workflow_app.clock.months import add_months, age_on
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register


@condition("每名成年家庭成员都已授权核对", TRUTH_AND_CONSENT, since=IN_FORCE_SINCE)
def every_adult_has_authorised(household: Household, policy: PolicyOnDate) -> Ruling:
    """No check of a family's means without the written consent of each adult."""
    filed_on = household.facts.filed_on
    adults = list(household.adults)
    missing = [each.name for each in adults if each.authorised_on is None or each.authorised_on > filed_on]
    if not missing:
        return met(f"{len(adults)}名成年家庭成员都已签署授权书。")
    remedy = f"请由{'、'.join(missing)}签署授权书后申请，最早{spoken(filed_on)}。"
    return not_met(f"{'、'.join(missing)}没有在申请前签署授权书。", remedy, filed_on)


@condition("申请人是家庭成员", TRUTH_AND_CONSENT, since=IN_FORCE_SINCE)
def applicant_is_of_the_household(household: Household, policy: PolicyOnDate) -> Ruling:
    answers = household.facts.answers
    own = [each for each in household.members if each.id_number == answers.applicant_id]
    if own and own[0].relation == "self":
        return met("申请人写在家庭成员里。")
    return not_met("家庭成员里没有申请人本人，或者关系没有写“本人”。", "请把申请人写进家庭成员，关系写“本人”。")


@condition("单身申请人达到规定年龄", WHO_MAY_APPLY, since=IN_FORCE_SINCE)
def single_is_old_enough(household: Household, policy: PolicyOnDate) -> Ruling:
    """A person alone; two or more are a family at any age."""
    if household.people > 1:
        return met(f"{household.people}人家庭，不受单身年龄限制。")
    born = birth_date(household.facts.answers.applicant_id)
    if born is None:
        return undecided("身份证号里没有可用的出生日期。", "请先更正身份证号。")
    least, age = policy.whole("prh.single_age_min"), age_on(born, household.facts.filed_on)
    if age >= least:
        return met(f"单身，{age}周岁。")
    earliest = add_months(born, least * 12)
    remedy = f"年满{least}周岁后可以申请，最早{spoken(earliest)}；与家庭成员共同申请的不受此限。"
    return not_met(f"单身，{age}周岁，未满{least}周岁。", remedy, earliest)


@condition("婚姻登记与家庭成员一致", TRUTH_AND_CONSENT, since=IN_FORCE_SINCE)
def marriage_is_as_stated(household: Household, policy: PolicyOnDate) -> Ruling:
    """Asked where the register was: incomes and homes of a spouse who is left out would be left out too."""
    applicant = household.facts.answers.applicant_id
    said = content(household.facts, Register.MARRIAGE, applicant)
    if said is None:
        return silence(household.facts, Register.MARRIAGE, applicant)
    named = {each.id_number for each in household.members if each.relation == "spouse"}
    married = said["state"] == "married"
    if not married and not named:
        return met("婚姻登记中没有配偶。")
    if married and said.get("spouse") in named:
        return met("配偶已经写在家庭成员里。")
    words = "婚姻登记中的配偶没有写在家庭成员里。" if married else "家庭成员里写了配偶，婚姻登记中没有。"
    return undecided(words, "请对照结婚证和户口簿核对家庭成员。")


@condition("身份证号有效", UNENACTED, since=IN_FORCE_SINCE)
def identity_is_valid(member: Member, policy: PolicyOnDate) -> Ruling:
    problem = id_problem(member.id_number)
    if not problem:
        return met("身份证号校验无误。")
    return not_met(f"身份证号{problem}。", "请对照身份证原件更正。")


OF_AUTHORISING = (every_adult_has_authorised, applicant_is_of_the_household, single_is_old_enough)
OF_MARRIAGE = (marriage_is_as_stated,)
OF_MEMBER = (identity_is_valid,)
