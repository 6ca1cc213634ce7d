"""One person and one month of a social-insurance subsidy, and the conditions every such month must meet, whoever claims it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from processes.alive import Watched
from processes.answered import NOT_ASKED
from processes.decree import FUND_MEASURES, UNENACTED
from processes.insurance import SUBSIDIES_SINCE
from processes.insurance.ceiling import Ceiling
from processes.insurance.contributions import Paid, written
from processes.insurance.month import Month, after, first_day, last_day, month_of, spoken_month
from processes.insurance.recognised import asked_for, recognitions
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.finding import OTHER_CASES
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register

NO_BIRTHDAY = undecided("身份证号里没有可用的出生日期，不能计算法定退休年龄。", "请对照身份证原件更正。")


@dataclass(frozen=True, slots=True)
class MonthClaimed:
    """`recorded` is what the register of contributions holds of the month: None without an answer, empty when nothing was
    paid; `typed` what the filing says. `place` counts the months of the person's life, this one included."""

    facts: Facts
    person: str
    name: str
    month: Month
    recorded: Paid | None
    typed: Paid
    retires: date | None
    ceiling: Ceiling | None
    place: int = 1

    @property
    def paid(self) -> Paid:
        """What the sum rests on: the record, else what was typed."""
        return self.typed if not self.recorded else self.recorded

    @property
    def watched(self) -> Watched:
        """The person during the month."""
        return Watched(self.facts, self.person, first_day(self.month), last_day(self.month))


def at_place(claimed: MonthClaimed, place: int) -> MonthClaimed:
    """The same month, counted."""
    return replace(claimed, place=place)


@condition("月份已经过完", UNENACTED, since=SUBSIDIES_SINCE)
def month_is_over(claimed: MonthClaimed, policy: PolicyOnDate) -> Ruling:
    """先缴后补: a month is claimed once it is over."""
    if claimed.month < month_of(claimed.facts.filed_on):
        return met(f"{spoken_month(claimed.month)}已经过完。")
    earliest = first_day(after(claimed.month))
    words = f"{spoken_month(claimed.month)}还没有过完。"
    return not_met(words, f"先缴后补，过完这个月并缴费后可以申领，最早{spoken(earliest)}。", earliest)


@condition("实际缴纳了社会保险费", FUND_MEASURES, since=SUBSIDIES_SINCE)
def contributions_were_paid(claimed: MonthClaimed, policy: PolicyOnDate) -> Ruling:
    """The record decides; where it and the filing say different things a person looks at the receipt."""
    month, recorded, typed = spoken_month(claimed.month), claimed.recorded, claimed.typed
    if recorded is None:
        return _without_record(claimed)
    if typed and any(recorded.get(each) != fen for each, fen in typed.items()):
        words = f"{month}申报{written(typed)}，缴费记录为{written(recorded)}。"
        return undecided(words, "请对照缴费凭证核对；金额按缴费记录计算，记录有误的由税务部门更正后再申领。")
    if recorded:
        return met(f"{month}缴纳{written(recorded)}。")
    remedy = "缴纳这个月的保险费、缴费记录更新后可以申领，最早当天；确已缴费的，请向税务部门查询更正。"
    return not_met(f"缴费记录里没有{month}的缴费。", remedy, claimed.facts.filed_on)


def _without_record(claimed: MonthClaimed) -> Ruling:
    """Not asked yet, or no answer: then a receipt is looked at."""
    said = f"申报{written(claimed.typed)}" if claimed.typed else "申报没有填写金额"
    if claimed.facts.answered(Register.CONTRIBUTIONS, claimed.person) is None:
        return undecided(f"还没有查询{spoken_month(claimed.month)}的缴费记录，{said}。", NOT_ASKED)
    words = f"没有得到{spoken_month(claimed.month)}缴费记录的答复，{said}。"
    return undecided(words, "请对照税务部门出具的缴费凭证核对。")


@condition("当月是就业困难人员", FUND_MEASURES, since=SUBSIDIES_SINCE)
def is_recognised_in_the_month(claimed: MonthClaimed, policy: PolicyOnDate) -> Ruling:
    month, watched = spoken_month(claimed.month), claimed.watched
    for each in recognitions(claimed.facts, claimed.person):
        if each.covers(watched.since, watched.until):
            words = f"{OTHER_CASES}的认定有效期为{spoken(each.since)}至{spoken(each.until)}。"
            return met(words, [each.case_number])
    if asked_for(claimed.facts, claimed.person):
        return undecided("就业困难人员认定正在办理。", "请等认定作出决定后再核对。")
    return not_met(f"{month}没有有效的就业困难人员认定。", "请先申请就业困难人员认定，认定有效期内的月份可以申领。")


@condition("没有超过享受期限", FUND_MEASURES, since=SUBSIDIES_SINCE)
def is_within_the_ceiling(claimed: MonthClaimed, policy: PolicyOnDate) -> Ruling:
    if claimed.ceiling is None:
        return NO_BIRTHDAY
    words = f"{spoken_month(claimed.month)}是第{claimed.place}个月，{claimed.ceiling.words}。"
    return met(words) if claimed.ceiling.holds(claimed.place, claimed.month) else not_met(words)


@condition("没有达到法定退休年龄", FUND_MEASURES, since=SUBSIDIES_SINCE)
def is_before_retirement(claimed: MonthClaimed, policy: PolicyOnDate) -> Ruling:
    if claimed.retires is None:
        return NO_BIRTHDAY
    words = f"{spoken(claimed.retires)}达到法定退休年龄。"
    return met(words) if first_day(claimed.month) < claimed.retires else not_met(words)
