"""The effect of a draft policy as a report: numbers first, then who, then why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workflow_app.policy.edition import Edition
from workflow_app.policy.finding import Verdict
from workflow_app.policy.money import yuan_text
from workflow_app.queries.law.impact import Change

NOTHING = yuan_text(0)


def effect(item: str, draft: Edition, changes: Sequence[Change]) -> dict[str, Any]:
    """Plain data: how many gain, lose, stay; yuan before and after; each case that changes with its lines.

    What is granted without public money (a fund's own compensation) is summed apart.
    """
    told = [each for each in changes if not each.unreadable]
    paying, others = [each for each in told if each.pays], [each for each in told if not each.pays]
    return {
        "item": item,
        "draft_sha256": draft.sha256,
        "cases": len(changes),
        "gain": sum(each.gains for each in told),
        "lose": sum(each.loses for each in told),
        "unreadable": [f"{each.number}：{each.unreadable}" for each in changes if each.unreadable],
        **_sums(paying),
        "without_public_money": _sums(others),
        "changes": [_case(each) for each in told if each.gains or each.loses or each.lines],
    }


def _sums(changes: Sequence[Change]) -> dict[str, str]:
    before, after = sum(each.fen_of("before") for each in changes), sum(each.fen_of("after") for each in changes)
    sums = {"before_yuan": before, "after_yuan": after, "budget_yuan": after - before}
    return {name: yuan_text(fen) for name, fen in sums.items()}


def in_words(told: dict[str, Any]) -> str:
    """The same as a page of text."""
    lines = [
        f"事项 {told['item']}，草案 {told['draft_sha256'][:12]}，试算 {told['cases']} 件办件。",
        f"增加 {told['gain']} 件，减少 {told['lose']} 件，财政资金 {_moved(told)}。",
    ]
    beside = told["without_public_money"]
    if (beside["before_yuan"], beside["after_yuan"]) != (NOTHING, NOTHING):
        lines.append(f"不由财政支付的金额 {_moved(beside)}。")
    for case in told["changes"]:
        lines.append(f"{case['number']}  {case['verdict']}  {case['yuan']} 元")
        lines += [f"    {line}" for line in case["lines"]]
    lines += [f"没有试算成：{each}" for each in told["unreadable"]]
    return "\n".join(lines)


def _moved(sums: dict[str, Any]) -> str:
    return f"{sums['before_yuan']} 元 → {sums['after_yuan']} 元，变化 {sums['budget_yuan']} 元"


def _case(change: Change) -> dict[str, Any]:
    was, will = (verdict.label for verdict in change.verdicts or (Verdict.UNDECIDED, Verdict.UNDECIDED))
    said = was if was == will else f"{was} → {will}"
    return {"number": change.number, "verdict": said, "yuan": yuan_text(change.fen), "lines": list(change.lines)}
