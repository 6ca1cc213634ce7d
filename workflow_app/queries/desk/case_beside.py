"""What lies beside a filing and decides with it: what seats answered, and what the registers said, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.identity import mask_id
from forms.review import ReviewLine, review
from workflow_app.models import Case, RegisterRecord, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.register import Register
from workflow_app.policy.register_shape import unreadable
from workflow_app.queries.law.told import content_of, register_records

# The words of what registers answer (workflow_app/policy/register.py); what is not listed is shown as it came.
WORDS = {
    "name": "姓名或名称",
    "valid": "证件有效",
    "region": "户籍地区划",
    "licences": "登记的市场主体",
    "credit_code": "统一社会信用代码",
    "registered_on": "成立日期",
    "closed_on": "注销日期",
    "owner": "经营者",
    "months": "缴费记录",
    "month": "月份",
    "insurance": "险种",
    "part": "缴费主体",
    "payer": "缴费人",
    "yuan": "金额（元）",
    "paid_on": "缴费日期",
    "base": "缴费基数",
    "employer": "用人单位代码",
    "employer_name": "用人单位",
    "since": "起始日期",
    "contract_until": "合同终止日期",
    "unemployed_since": "失业登记日期",
    "homes": "房屋",
    "address": "坐落",
    "area": "面积（平方米）",
    "acquired_on": "取得日期",
    "sold_on": "转让日期",
    "state": "状况",
    "spouse": "配偶",
    "died_on": "死亡日期",
    "retired_on": "退休日期",
}
VALUES = {
    "pension": "养老",
    "medical": "医疗",
    "unemployment": "失业",
    "own": "个人",
    "employer": "单位",
    "single": "未婚",
    "married": "已婚",
    "divorced": "离异",
    "widowed": "丧偶",
}
NUMBERS = frozenset({"payer", "spouse", "owner"})  # identity numbers are masked here as everywhere
MOST = 12  # rows of one answer that are shown; the rest is counted


@dataclass(frozen=True, slots=True)
class SeatSaid:
    """What a seat was asked and answered."""

    title: str
    by: str
    at: datetime
    lines: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True)
class RegisterSaid:
    """One asking: which register, about whom (masked), when, from where; `words` or `failure`. `more` rows are not shown."""

    label: str
    keeper: str
    whose: str
    at: datetime
    source: str
    words: tuple[str, ...]
    failure: str
    more: int = 0


def seats_said(case: Case, seats: Sequence[Seat]) -> list[SeatSaid]:
    """Of every seat that asked something and was answered."""
    procedure = catalogue.procedure(case.item, case.procedure)
    answered = (seat for seat in seats if seat.asks and hasattr(seat, "opinion") and seat.opinion.answers)
    return [
        _seat(seat, review(procedure.seat_questions(seat.asks), _typed(procedure, seat))[0].lines) for seat in answered
    ]


def registers_said(case: Case) -> list[RegisterSaid]:
    """The last word of each register on each person, in the order in which they were asked."""
    last = {(row.register, row.subject_index): row for row in register_records(case)}
    return [register_said(row) for row in last.values()]


def _typed(procedure: Any, seat: Seat) -> Mapping[str, Any]:
    questions = procedure.seat_questions(seat.asks)
    return dict(questions.read_json(seat.opinion.answers or {}).values)


def _seat(seat: Seat, lines: tuple[ReviewLine, ...]) -> SeatSaid:
    return SeatSaid(seat.title, seat.opinion.by.name, seat.opinion.at, lines)


def register_said(row: RegisterRecord) -> RegisterSaid:
    """One answer, or that none came, in words."""
    register, content = Register(row.register), content_of(row)
    words = tuple(_in_words(content or {}))
    return RegisterSaid(
        label=register.label,
        keeper=register.keeper,
        whose=mask_id(row.subject),
        at=row.asked_at,
        source=row.source,
        words=words[:MOST],
        failure=row.failure or (unreadable(register) if content is None else ""),
        more=max(len(words) - MOST, 0),
    )


def _in_words(content: Mapping[str, Any]) -> Iterator[str]:
    """死亡日期：无; a list as one line for each of its rows, the newest first."""
    for name, value in content.items():
        if isinstance(value, list):
            yield from (_row(each) for each in reversed(value))
            if not value:
                yield f"{WORDS.get(name, name)}：无"
        else:
            yield f"{WORDS.get(name, name)}：{_value(name, value)}"


def _row(row: Any) -> str:
    if not isinstance(row, Mapping):
        return str(row)
    return "，".join(f"{WORDS.get(name, name)} {_value(name, value)}" for name, value in row.items())


def _value(name: str, value: Any) -> str:
    if value is None or value == "":
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if name in NUMBERS and len(str(value)) == 18:
        return mask_id(str(value))
    return VALUES.get(str(value), str(value))
