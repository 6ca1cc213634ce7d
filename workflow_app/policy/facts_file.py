"""Facts written down as JSON: for examples, and for asking what the law would say without any case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from forms.answers import Answers
from workflow_app.policy.facts import CheckFact, EarlierClaim, Facts, ParentFacts
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.policy.register import Register, RegisterAnswer

OF_FILE = ({"answers"}, {"parent", "earlier", "checks", "told", "life", "registers"})
OF_PARENT = ({"number", "state", "answers"}, {"decided_on", "told"})
OF_EARLIER = (
    {"kind", "key", "beneficiary", "case_number", "state"},
    {"decided_on", "filed_on", "evidence", "since", "until", "fen"},
)
OF_REGISTER = ({"register", "subject", "content"}, {"at", "source"})
OF_CHECK = ({"kind", "on", "officers"}, {"present", "words"})
SHOWN_AT_MOST = 20
SHANGHAI = ZoneInfo("Asia/Shanghai")


def read_facts(data: object, item: Item, procedure: Procedure, on: date) -> Facts:
    """Facts of a filing on that day; NotUnderstood with every correction.

    `data` is the answers by name as `items SLUG --schema` describes them, or an object with `answers` and, where the rules
    look further, `parent`, `earlier`, `checks`, `told` (what seats answered, by page), `life` (what became of the parent)
    and `registers` (what they answered; `content` null: no answer was had).
    """
    if not isinstance(data, Mapping):
        raise NotUnderstood("文件里应当是一个 JSON 对象，请按“问题: 回答”写出。")
    whole = data if isinstance(data.get("answers"), Mapping) else {"answers": data}
    _keys(whole, OF_FILE, "文件")
    return Facts(
        on=on,
        filed_on=on,
        answers=_answers(whole["answers"], procedure, "回答"),
        parent=_parent(whole.get("parent"), item, procedure),
        earlier=tuple(_earlier(each, place) for place, each in _numbered(whole, "earlier")),
        checks=tuple(_check(each, place) for place, each in _numbered(whole, "checks")),
        told=_told(whole.get("told", {}), procedure, "told"),
        life=whole.get("life", {}),
        registers=tuple(_register(each, place, on) for place, each in _numbered(whole, "registers")),
    )


def _answers(data: Any, procedure: Procedure, what: str) -> Answers:
    if not isinstance(data, Mapping):
        raise NotUnderstood(f"{what}应当是“问题: 回答”的 JSON 对象，请改正。")
    reading = procedure.questions.read_json(data)
    if reading.answers is None or reading.corrections:
        words = "；".join(f"{each.where}：{each.words}" for each in reading.corrections[:SHOWN_AT_MOST])
        raise NotUnderstood(
            f"{procedure.title}的{what}有{len(reading.corrections)}处要改正：{words}。", reading.corrections
        )
    return reading.answers


def _parent(data: Any, item: Item, procedure: Procedure) -> ParentFacts | None:
    if data is None:
        return None
    if procedure.parent is None:
        raise NotUnderstood(f"{procedure.title}不依据其他办件，请删去 parent。")
    _keys(data, OF_PARENT, "parent")
    _texts(data, ("number", "state"), "parent")
    above = item.procedure(procedure.parent)
    answers = _answers(data["answers"], above, "parent.answers")
    told = _told(data.get("told", {}), above, "parent.told")
    return ParentFacts(data["number"], data["state"], answers, _day_or_none(data, "decided_on", "parent"), told)


def _told(data: Any, procedure: Procedure, place: str) -> dict[str, Answers]:
    """What seats answered, {page: {question: answer}}."""
    if not isinstance(data, Mapping) or set(data) - set(procedure.seat_sections):
        known = "、".join(procedure.seat_sections) or "（没有）"
        raise NotUnderstood(f"{place} 应当是“席位问题页: 回答”的 JSON 对象，{procedure.title}的页有 {known}。")
    return {name: _page(procedure, name, said, f"{place}.{name}") for name, said in data.items()}


def _page(procedure: Procedure, name: str, said: Any, place: str) -> Answers:
    reading = procedure.seat_questions(name).read_json(said)
    if reading.answers is None or reading.corrections:
        words = "；".join(f"{each.where}：{each.words}" for each in reading.corrections[:SHOWN_AT_MOST])
        raise NotUnderstood(f"{place} 有要改正的地方：{words}。", reading.corrections)
    return reading.answers


def _register(data: Any, place: str, on: date) -> RegisterAnswer:
    """An answer of a register; where the file does not say when, it is of the day asked about."""
    _keys(data, OF_REGISTER, place)
    _texts(data, ("register", "subject", "at", "source"), place)
    if data["register"] not in set(Register):
        raise NotUnderstood(f"{place}的 register 只能是 {'、'.join(Register)}。")
    if data["content"] is not None and not isinstance(data["content"], Mapping):
        raise NotUnderstood(f"{place}的 content 应当是 JSON 对象，没有答复的写 null。")
    day = _day(data["at"], f"{place}.at") if data.get("at") else on
    at = datetime.combine(day, time(9), SHANGHAI)
    return RegisterAnswer(Register(data["register"]), data["subject"], at, data.get("source", ""), data["content"])


def _earlier(data: Any, place: str) -> EarlierClaim:
    """The sum of another claim (`fen`) seldom decides anything, so it may be left out."""
    _keys(data, OF_EARLIER, place)
    _texts(data, ("kind", "key", "beneficiary", "case_number", "state", "evidence"), place)
    if isinstance(data.get("fen", 0), bool) or not isinstance(data.get("fen", 0), int):
        raise NotUnderstood(f"{place}的 fen 应当是以分为单位的整数。")
    return EarlierClaim(
        kind=data["kind"],
        key=data["key"],
        beneficiary=data["beneficiary"],
        fen=data.get("fen", 0),
        case_number=data["case_number"],
        state=data["state"],
        decided_on=_day_or_none(data, "decided_on", place),
        filed_on=_day_or_none(data, "filed_on", place),
        evidence=data.get("evidence", ""),
        since=_day_or_none(data, "since", place),
        until=_day_or_none(data, "until", place),
    )


def _check(data: Any, place: str) -> CheckFact:
    _keys(data, OF_CHECK, place)
    _texts(data, ("kind", "words"), place)
    officers, present = data["officers"], data.get("present")
    if not isinstance(officers, list) or not all(isinstance(name, str) for name in officers):
        raise NotUnderstood(f'{place}的 officers 应当是姓名的列表，请写成 ["甲", "乙"]。')
    if present is not None and (not isinstance(present, int) or isinstance(present, bool)):
        raise NotUnderstood(f"{place}的 present 应当是人数，请写成整数。")
    return CheckFact(data["kind"], _day(data["on"], f"{place}.on"), tuple(officers), present, data.get("words", ""))


def _numbered(whole: Mapping[str, Any], key: str) -> list[tuple[str, Any]]:
    rows = whole.get(key, [])
    if not isinstance(rows, list):
        raise NotUnderstood(f"{key} 应当是列表，请写成 [ … ]。")
    return [(f"{key} 第{place}项", row) for place, row in enumerate(rows, start=1)]


def _keys(data: Any, allowed: tuple[set[str], set[str]], place: str) -> None:
    required, optional = allowed
    if not isinstance(data, Mapping):
        raise NotUnderstood(f"{place}应当是 JSON 对象，请改正。")
    if unknown := sorted(set(data) - required - optional):
        known = "、".join(sorted(required | optional))
        raise NotUnderstood(f"{place}里不认识 {'、'.join(unknown)}，只能写 {known}。")
    if missing := sorted(required - set(data)):
        raise NotUnderstood(f"{place}缺少 {'、'.join(missing)}，请补上。")


def _texts(data: Mapping[str, Any], keys: tuple[str, ...], place: str) -> None:
    for key in keys:
        if not isinstance(data.get(key, ""), str):
            raise NotUnderstood(f"{place}的 {key} 应当是文字，请加引号。")


def _day_or_none(data: Mapping[str, Any], key: str, place: str) -> date | None:
    return _day(data[key], f"{place}.{key}") if data.get(key) is not None else None


def _day(text: Any, place: str) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise NotUnderstood(f"{place} 的“{text}”不是存在的日期，请写成 2026-03-01 的样子。") from None
