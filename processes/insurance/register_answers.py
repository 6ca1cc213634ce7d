"""What the registers answered about a person, read into values. None always means: no answer was had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow_app.policy.condition import Ruling, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.register import Register

NOT_ASKED = "提交后由办理机关查询，不用提交材料；查询不到的由经办人员核对。"
BY_HAND = "请经办人员向登记部门核对。"


@dataclass(frozen=True, slots=True)
class Employment:
    """Who employs the person since when, and since when they are registered as unemployed."""

    employer: str
    employer_name: str
    since: date | None
    contract_until: date | None
    unemployed_since: date | None


@dataclass(frozen=True, slots=True)
class Licence:
    """A business licence of the person."""

    name: str
    registered_on: date
    closed_on: date | None


def content(facts: Facts, register: Register, subject: str) -> Mapping[str, Any] | None:
    """What a register holds of a person or organisation."""
    answer = facts.answered(register, subject)
    return answer.content if answer else None


def silence(facts: Facts, register: Register, subject: str) -> Ruling:
    """Undecided, because nobody asked yet or no answer was had: never a reason to refuse."""
    if facts.answered(register, subject) is None:
        return undecided(f"还没有查询{register.label}。", NOT_ASKED)
    return undecided(f"没有得到{register.label}的答复。", BY_HAND)


def employment(facts: Facts, person: str) -> Employment | None:
    said = content(facts, Register.EMPLOYMENT, person)
    if said is None:
        return None
    return Employment(
        employer=said.get("employer") or "",
        employer_name=said.get("employer_name") or "",
        since=_day(said, "since"),
        contract_until=_day(said, "contract_until"),
        unemployed_since=_day(said, "unemployed_since"),
    )


def licences(facts: Facts, person: str) -> tuple[Licence, ...] | None:
    said = content(facts, Register.BUSINESS_LICENCE, person)
    if said is None:
        return None
    return tuple(
        Licence(each["name"], date.fromisoformat(each["registered_on"]), _day(each, "closed_on"))
        for each in said.get("licences", ())
    )


def day_said(facts: Facts, register: Register, person: str, name: str) -> tuple[bool, date | None]:
    """(whether the register answered, the day it holds under that name)."""
    said = content(facts, register, person)
    return (False, None) if said is None else (True, _day(said, name))


def _day(said: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(said[name]) if said.get(name) else None
