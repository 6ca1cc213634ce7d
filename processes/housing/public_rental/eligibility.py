"""Who may have such a home (第七条): rooted in the city by registration or by work, housed too narrowly, and honest so far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from processes.decree import IN_FORCE_SINCE
from processes.housing.public_rental import CHEATING, WAITING, WHO_MAY_APPLY
from processes.housing.public_rental.household import TIER_WORDS, Household
from processes.housing.terms import WAIT_MAX, entitled_area
from workflow_app.clock.months import add_months
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register

ASK_THE_TAX_BUREAU = "请参保地核对缴费记录后由经办人员认定。"


@condition("本市户籍达到规定年限", WHO_MAY_APPLY, since=IN_FORCE_SINCE)
def is_registered_long_enough(household: Household, policy: PolicyOnDate) -> Ruling:
    answers = household.facts.answers
    if answers.residence != "local":
        return met("非本市户籍，按稳定就业的条件审核。")
    months = policy.whole("prh.local_hukou_min")
    earliest = add_months(answers.hukou_since, months)
    if earliest <= household.facts.filed_on:
        return met(f"{spoken(answers.hukou_since)}取得本市户籍。")
    words = f"{spoken(answers.hukou_since)}取得本市户籍，不满{months // 12}年。"
    return not_met(words, f"满{months // 12}年后可以申请，最早{spoken(earliest)}。", earliest)


@condition("非本市户籍的在本市稳定就业并参保", WHO_MAY_APPLY, since=IN_FORCE_SINCE)
def is_insured_long_enough(household: Household, policy: PolicyOnDate) -> Ruling:
    """Months of pension contributions within the months before the filing. A recent graduate is exempt."""
    answers, filed_on = household.facts.answers, household.facts.filed_on
    if answers.residence == "local":
        return met("本市户籍，不审查参保月数。")
    if answers.graduated_on and filed_on <= add_months(answers.graduated_on, policy.whole("prh.graduate_exempt")):
        return met(f"{spoken(answers.graduated_on)}毕业，不审查参保月数。")
    paid = _months_paid(household)
    if paid is None:
        return undecided("没有查到社会保险缴费记录的结果。", ASK_THE_TAX_BUREAU)
    least, window = policy.whole("prh.insured_min"), policy.whole("prh.insured_window")
    had = _within(paid, filed_on, window)
    if had >= least:
        return met(f"近{window}个月在本市缴纳养老保险{had}个月。")
    earliest = _when_enough(paid, filed_on, window, least)
    words = f"近{window}个月在本市缴纳养老保险{had}个月，应有{least}个月。"
    return not_met(words, f"再缴{_months(filed_on, earliest)}个月，最早{spoken(earliest)}可申请。", earliest)


@condition("没有住房或者住房面积低于标准", WHO_MAY_APPLY, since=IN_FORCE_SINCE)
def is_housed_too_narrowly(household: Household, policy: PolicyOnDate) -> Ruling:
    area = _homes_area(household)
    if area is None:
        return undecided("没有查到全家的不动产登记结果。", "请不动产登记部门核对后填写核对结果，或者由经办人员认定。")
    limit = policy.number("prh.area_limit")
    if area < limit * household.people:
        return met(f"全家在本市住房{area}平方米，{household.people}人。")
    return not_met(
        f"全家在本市住房{area}平方米，{household.people}人，人均不低于{limit}平方米。",
        "登记有误的，请向不动产登记部门申请更正后再申请。",
    )


@condition("规定年限内没有转让过住房", WHO_MAY_APPLY, since=IN_FORCE_SINCE)
def transferred_no_home_lately(household: Household, policy: PolicyOnDate) -> Ruling:
    if _homes_area(household) is None:
        return undecided("没有查到全家的不动产登记结果。", "请不动产登记部门核对后填写核对结果，或者由经办人员认定。")
    sold, months = _last_transfer(household), policy.whole("prh.transfer_lookback")
    if sold is None:
        return met("没有转让住房的登记。")
    earliest = add_months(sold, months)
    if earliest <= household.facts.filed_on:
        return met(f"最近一次转让住房是{spoken(sold)}，已满{months // 12}年。")
    words = f"{spoken(sold)}转让过住房，不满{months // 12}年。"
    return not_met(words, f"转让满{months // 12}年后可以申请，最早{spoken(earliest)}。", earliest)


@condition("不在禁止申请的期间内", CHEATING, since=IN_FORCE_SINCE)
def is_not_banned(household: Household, policy: PolicyOnDate) -> Ruling:
    """The ban hits tenants who cheated, from the day they gave the home back; not those only struck off the list."""
    record = household.facts.told.get("record")
    left = record.cheated_left_on if record else None
    if left is None:
        return met("没有因隐瞒骗租退回住房的记录。")
    months = policy.whole("prh.ban_after_fraud")
    earliest = add_months(left, months)
    if earliest <= household.facts.filed_on:
        return met(f"因隐瞒骗租于{spoken(left)}退回住房，已满{months // 12}年。")
    words = f"因隐瞒骗租于{spoken(left)}退回住房，{months // 12}年内不得再申请。"
    return not_met(words, f"最早{spoken(earliest)}可以再次申请。", earliest)


@condition("登记为轮候对象的内容", WAITING, since=IN_FORCE_SINCE)
def what_the_list_will_say(household: Household, policy: PolicyOnDate) -> Ruling:
    """Never fails: it tells the household and its paper what approval means."""
    area, months = entitled_area(policy, household.people), policy.whole(WAIT_MAX)
    tier = TIER_WORDS[household.tier]
    return met(f"{tier}，{household.people}人，保障面积{area}平方米，轮候一般不超过{months // 12}年。")


OF_HOUSEHOLD = (
    is_registered_long_enough,
    is_insured_long_enough,
    is_housed_too_narrowly,
    transferred_no_home_lately,
    is_not_banned,
    what_the_list_will_say,
)


def _months_paid(household: Household) -> frozenset[str] | None:
    """Months of the applicant's own pension contributions, each once; None when the register gave no answer."""
    answer = household.facts.answered(Register.CONTRIBUTIONS, household.facts.answers.applicant_id)
    if answer is None or answer.content is None:
        return None
    return frozenset(each["month"] for each in answer.content["months"] if each["insurance"] == "pension")


def _within(paid: frozenset[str], on: date, window: int) -> int:
    """How many of the `window` months before that of the day were paid; what lies in the future counts for nothing."""
    first, this = add_months(on.replace(day=1), -window), on.replace(day=1)
    return sum(1 for month in paid if first <= _day_of(month) < this)


def _when_enough(paid: frozenset[str], on: date, window: int, least: int) -> date:
    """The first day of the first month in which there are enough, if every month from this one on is paid."""
    this = on.replace(day=1)
    known = frozenset(month for month in paid if _day_of(month) < this)
    for more in range(1, least + 1):
        later = add_months(this, more)
        still = known | {f"{add_months(this, n):%Y-%m}" for n in range(more)}
        if _within(still, later, window) >= least:
            return later
    raise AssertionError("as many months in a row as are needed are always enough")


def _months(since: date, until: date) -> int:
    return (until.year - since.year) * 12 + until.month - since.month


def _day_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _homes_area(household: Household) -> Decimal | None:
    """Square metres of all homes not sold; None when somebody's are not known. An officer's word goes before the register's."""
    told = household.facts.told.get("property")
    if told:
        return Decimal(told.homes_area)
    homes = list(_registered(household))
    if any(home is None for home in homes):
        return None
    areas = (Decimal(str(each["area"])) for home in homes if home for each in home if not each["sold_on"])
    return sum(areas, Decimal(0))


def _last_transfer(household: Household) -> date | None:
    told = household.facts.told.get("property")
    if told:
        return told.last_transfer
    sold = [each["sold_on"] for home in _registered(household) if home for each in home if each["sold_on"]]
    return date.fromisoformat(max(sold)) if sold else None


def _registered(household: Household) -> Iterator[list[dict[str, str]] | None]:
    """The homes of each member; None where the register gave no answer."""
    for member in household.members:
        answer = household.facts.answered(Register.PROPERTY, member.id_number)
        yield answer.content["homes"] if answer and answer.content else None
