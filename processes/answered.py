"""What registers answered, as every family reads it. None always means: no answer was had."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflow_app.policy.condition import About, Condition, Ruling, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.register import Register

Conditions = tuple[Condition[About], ...]
NOT_ASKED = "提交后由办理机关查询，不用提交材料；查询不到的由经办人员核对。"
BY_HAND = "请经办人员向登记部门核对。"


def content(facts: Facts, register: Register, subject: str) -> Mapping[str, Any] | None:
    """What a register holds of a person or organisation."""
    answer = facts.answered(register, subject)
    return answer.content if answer else None


def once_asked(facts: Facts, register: Register, subject: str, *conditions: Condition[About]) -> Conditions[About]:
    """Conditions that arise with the asking: a place without registers settles no point for each person of a roster."""
    return conditions if facts.answered(register, subject) else ()


def silence(facts: Facts, register: Register, subject: str) -> Ruling:
    """Undecided, because nobody asked yet or no answer was had: never a reason to refuse."""
    if facts.answered(register, subject) is None:
        return undecided(f"还没有查询{register.label}。", NOT_ASKED)
    return undecided(f"没有得到{register.label}的答复。", BY_HAND)


def day_said(facts: Facts, register: Register, person: str, name: str) -> tuple[bool, date | None]:
    """(whether the register answered, the day it holds under that name)."""
    said = content(facts, register, person)
    return (False, None) if said is None else (True, day_in(said, name))


def day_in(said: Mapping[str, Any], name: str) -> date | None:
    """A day of an answer; None where it holds none."""
    return date.fromisoformat(said[name]) if said.get(name) else None
