"""The indicators: each came by an act, is still what that act says it is, and was closed on the day its year was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.accounts import MOVES
from workflow_app.auditor.books import Books, day, day_of, parsed

ROWS = """
SELECT a.indicator, u.code, a.region, a.item, a.year, a.fund, a.tier, a.functional_class, a.government_class, a.department_class, a.direct,
       a.closed_on
FROM workflow_app_appropriation a JOIN workflow_app_unit u ON u.id = a.unit_id ORDER BY a.id
"""
TOLD = """
SELECT a.verb, a.at, a.body FROM workflow_app_action a
WHERE a.verb IN ('appropriate', 'allot', 'transfer_funds', 'freeze_funds', 'thaw_funds', 'close_year') ORDER BY a.id
"""
# Money moved without a claim stands at the indicators the act names, nowhere else; so does what a close of the year carried.
MOVED = """
SELECT DISTINCT m.id, m.kind, m.number, a.indicator FROM workflow_app_fundsmove m JOIN workflow_app_posting p ON p.move_id = m.id
JOIN workflow_app_appropriation a ON a.id = p.appropriation_id
WHERE m.kind NOT IN ('recover', 'lapse') ORDER BY m.id, a.indicator
"""
NAMES = ("indicator", "from", "to")
NAMED: Mapping[str, str] = {
    "unit": "财政部门",
    "region": "区划",
    "item": "事项",
    "year": "年度",
    "fund": "资金名称",
    "tier": "资金来源",
    "functional_class": "功能分类",
    "government_class": "政府经济分类",
    "department_class": "部门经济分类",
    "direct": "直达标识",
}


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator without its money."""

    indicator: str
    unit: str
    region: str
    item: str
    year: int
    fund: str
    tier: str
    functional_class: str
    government_class: str
    department_class: str
    direct: Any
    closed_on: Any


def found(books: Books) -> Iterator[str]:
    """A sentence for every indicator that came by no act, is gone, is something else now, or was closed by no act."""
    brought, closed, places = _told(books)
    there = set()
    for row in books.read(Row, ROWS):
        there.add(row.indicator)
        if row.indicator not in brought:
            yield f"指标 {row.indicator} 没有登记、下达或结转的记录"
            continue
        if wrong := [NAMED[name] for name, said in brought[row.indicator].items() if _now(row, name) != said]:
            yield f"指标 {row.indicator} 的{'、'.join(wrong)}与登记、下达或结转的记录不同"
        if (None if row.closed_on is None else day(row.closed_on)) != closed.get(row.indicator):
            yield f"指标 {row.indicator} 的年终关账日期与记录不同"
    for indicator in sorted(brought.keys() - there):
        yield f"记录里的指标 {indicator} 不在了"
    for key, kind, number, indicator in books.ask(MOVED):
        if indicator not in places.get(number if kind == "carry" else key, ()):
            yield f"{MOVES.get(kind, kind)} {number or f'第{key}号'} 的资金记在指标 {indicator}，不是记录里的指标"


def _now(row: Row, name: str) -> Any:
    return bool(row.direct) if name == "direct" else getattr(row, name)


def _told(books: Books) -> tuple[dict[str, Mapping[str, Any]], dict[str, Any], dict[Any, set[str]]]:
    """{indicator: what it is}, {indicator: the day it was closed}, {a move, or the number of what was carried: its indicators}."""
    brought: dict[str, Mapping[str, Any]] = {}
    closed: dict[str, Any] = {}
    places: dict[Any, set[str]] = {}
    for verb, at, raw in books.ask(TOLD):
        body = parsed(raw)
        places[body.get("move", body.get("to"))] = {body[name] for name in NAMES if name in body}
        if verb == "close_year":
            closed[body["indicator"]] = day_of(at)
        if "is" in body:
            brought[body["to"] if verb == "close_year" else body["indicator"]] = body["is"]
    return brought, closed, places
