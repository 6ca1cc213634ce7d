"""Procedures that ask who died, of everybody they are filed for, and ask it again before they pay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workflow_app.models import Claim
from workflow_app.policy import catalogue
from workflow_app.policy.citation import Citation
from workflow_app.policy.facts import Facts
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.item import Procedure, Queries
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register, RegisterQuery
from workflow_app.registers import world
from workflow_app.registers.played import serving

LAW = Citation("示例规则（未颁布）")
DIED = {"died_on": "2026-04-10"}


def is_alive(facts: Facts, person: str, policy: PolicyOnDate) -> tuple[Finding, ...]:
    """On the day of payment."""
    answer = facts.answered(Register.DEATH, person)
    if answer is None or answer.content is None:
        return (Finding("alive", "本人在世", Verdict.UNDECIDED, "没有答复。", LAW),)
    died = answer.content["died_on"]
    if died and date.fromisoformat(died) <= facts.on:
        return (Finding("alive", "本人在世", Verdict.NOT_MET, f"{died}死亡登记。", LAW),)
    return (Finding("alive", "本人在世", Verdict.MET, "没有死亡登记。", LAW),)


@contextmanager
def asked_before_payment(file: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As long as it lasts, whatever the catalogue holds asks so; the register answers from the file."""
    for item in catalogue.items():
        asking = tuple(replace(each, queries=_of_subjects(each), at_payment=is_alive) for each in item.procedures)
        monkeypatch.setitem(catalogue._items, item.slug, replace(item, procedures=asking))
    with serving(file) as address:
        settings.REGISTERS = address
        yield


def dies(file: Path, claim: Claim, content: dict[str, str | None] | dict[str, str] = DIED) -> None:
    """From now on the register says so."""
    world.tell(file, claim.beneficiary["number"], Register.DEATH, content)


def _of_subjects(procedure: Procedure) -> Queries:
    return lambda answers: tuple(
        RegisterQuery(Register.DEATH, subject.number, "declare_checks") for subject in procedure.gist(answers).subjects
    )
