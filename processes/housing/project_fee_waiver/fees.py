"""Each fee for itself: on what its waiver rests, and how much of it is waived.

The opinion waives them all (一律免收); the province forbids anybody to waive the fee for air-raid shelters unless the state lists
the project. Both stand beside each other as findings of the line, and what the civil air defence office answers decides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from forms.rows import Row
from processes.decree import IN_FORCE_SINCE, UNENACTED
from processes.housing.project_fee_waiver import AIR_DEFENCE_ACT, OPINION
from processes.housing.project_fee_waiver.questions import FEES
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.money import yuan_text
from workflow_app.policy.on_date import PolicyOnDate

FEE_WAIVER = "fee_waiver"  # kind of claim
AIR_DEFENCE = "air_defence"
NAMES = {option.value: option.label for option in FEES}


@dataclass(frozen=True, slots=True)
class Fee:
    """One row of what was asked for; `times` how often it stands there."""

    row: Row
    facts: Facts
    times: int

    @property
    def name(self) -> str:
        return str(self.row.fee_name or NAMES[self.row.fee]) if self.row.fee == "other" else NAMES[self.row.fee]

    @property
    def key(self) -> str:
        """The fee and the project: waived once."""
        return key_of(self.row, self.facts.answers.approval_number)


def key_of(row: Row, project: str) -> str:
    """air_defence/<立项备案号>; other fees by their name."""
    what = row.fee if row.fee != "other" else f"other:{row.fee_name or ''}"
    return f"{what}/{project}"


def fees_of(facts: Facts) -> tuple[Fee, ...]:
    """Every fee asked for."""
    rows = tuple(facts.answers.fees)
    project = facts.answers.approval_number
    times = Counter(key_of(row, project) for row in rows)
    return tuple(Fee(row, facts, times[key_of(row, project)]) for row in rows)


@condition("属于市的意见规定免收的收费", OPINION, since=IN_FORCE_SINCE)
def the_opinion_waives_it(fee: Fee, policy: PolicyOnDate) -> Ruling:
    """城市基础设施配套费、防空地下室易地建设费等行政事业性收费和政府性基金."""
    if fee.row.fee != "other":
        return met(f"安政〔2015〕34号（十六）规定{fee.name}一律免收。")
    told = fee.facts.told.get("charges")
    if told is None:
        return undecided(f"{fee.name}是不是行政事业性收费或者政府性基金还没有核对。", "请财政部门按收费目录清单核对。")
    if told.all_listed == "yes":
        return met(f"{fee.name}属于行政事业性收费或者政府性基金。")
    return not_met(f"{fee.name}不在行政事业性收费和政府性基金目录内。", "经营服务性收费请与收费单位协商。")


@condition("省的规定允许免收", AIR_DEFENCE_ACT, since=IN_FORCE_SINCE)
def the_province_allows_it(fee: Fee, policy: PolicyOnDate) -> Ruling:
    """The conflict itself: higher law goes first, so the city's 一律免收 alone is no basis for this fee."""
    if fee.row.fee != AIR_DEFENCE:
        return met("不是易地建设费，不受这一条限制。")
    told = fee.facts.told.get("legal_basis")
    conflict = "市的意见规定一律免收，省的办法规定除国家规定的减免项目外任何部门或者个人不得批准免缴、减缴"
    if told is None:
        return undecided(f"{conflict}。", "请人防部门答复本项目是否属于国家规定的减免项目，并写明文号。")
    if told.listed_by_the_state == "yes":
        return met(f"{conflict}；人防部门认定本项目属于国家规定的减免项目，依据为{told.state_rule}。")
    return not_met(
        f"{conflict}；人防部门认定本项目不属于国家规定的减免项目。",
        "请依法修建防空地下室，或者缴纳易地建设费；有国家规定的，可以附上文件重新申请。",
    )


@condition("同一收费只写一次", UNENACTED, since=IN_FORCE_SINCE)
def it_stands_once(fee: Fee, policy: PolicyOnDate) -> Ruling:
    if fee.times > 1:
        return not_met(f"{fee.name}在申请里写了{fee.times}次。", "同一收费请合并成一行。")
    return met("没有重复。")


OF_FEE = (the_opinion_waives_it, the_province_allows_it, it_stands_once)


def waived(fee: Fee, policy: PolicyOnDate) -> AmountLine:
    """The fee, in the share of the floor that is public rental housing."""
    then, answers = policy.afresh(), fee.facts.answers
    waived_share = then.number("prh.waiver_share")
    share = f"{waived_share.normalize():f}"
    formula = f"{yuan_text(fee.row.fee_fen)} × {share}"
    if answers.rental_floor != answers.total_floor:
        formula = f"{yuan_text(fee.row.fee_fen)} × {answers.rental_floor} ÷ {answers.total_floor} × {share}"
    return AmountLine.reckon(f"免收：{fee.name}", formula, OPINION, then.used)
