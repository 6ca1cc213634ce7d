"""Reads an item's examples.yaml: a situation, what is different, what is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

import yaml

from forms import specimen
from forms.answers import Answers
from tests.processes.folders import facts_of, situations
from workflow_app.policy import catalogue
from workflow_app.policy.asking import ask_rules
from workflow_app.policy.assessment import Assessment
from workflow_app.policy.edition import Edition
from workflow_app.policy.facts import Facts, ParentFacts
from workflow_app.policy.facts_file import read_facts
from workflow_app.policy.item import Item, Procedure


@dataclass(frozen=True)
class Example:
    says: str
    situation: str
    on: date
    change: dict[str, Any] = field(default_factory=dict)
    expect: dict[str, str] = field(default_factory=dict)
    verdict: str | None = None
    words: str | None = None
    remedy: str | None = None
    earliest: date | None = None
    yuan: str | None = None
    total: str | None = None
    born: date | None = None
    stored: bool = False


def read_examples(item: Item) -> tuple[Example, ...]:
    """The examples of its examples.yaml in their order; an unknown key is a TypeError."""
    rows = yaml.safe_load((item.folder / "examples.yaml").read_text(encoding="utf-8"))["examples"]
    return tuple(_example(dict(row), situations(item).FILED_ON) for row in rows)


def _example(row: dict[str, Any], filed_on: Mapping[str, str]) -> Example:
    situation = row.pop("from")
    on = row.pop("filed", date.fromisoformat(filed_on[situation]))
    return Example(situation=situation, on=on, **row)


def assess(example: Example, item: Item) -> Assessment:
    """The assessment of the situation with its changes."""
    data = facts_of(item, example.situation)
    if example.born:
        data["answers"]["applicant_id"] = specimen.id_of(example.born, 1)
    for path, value in example.change.items():
        _put(data, path, _resolved(data, value))
    procedure = item.procedure(situations(item).PROCEDURE[example.situation])
    read = _as_stored if example.stored else read_facts
    facts = read(data, item, procedure, example.on)
    return ask_rules(procedure, facts, _edition(item.slug), example.on)


@cache
def _edition(slug: str) -> Edition:
    """What its policy.yaml says now, read once."""
    return catalogue.item(slug).edition_in_folder()


def _put(data: Any, path: str, value: Any) -> None:
    *way, last = path.split(".")
    for step in way:
        data = data[int(step) - 1] if isinstance(data, list) else data[step]
    if isinstance(data, list) and value is None:
        del data[int(last) - 1]
    elif isinstance(data, list):
        data[int(last) - 1] = value
    elif value is None:
        del data[last]
    else:
        data[last] = value


def _resolved(data: dict[str, Any], value: Any) -> Any:
    """`=path` means the value found there; days as text; an earlier claim is the applicant's own unless it says otherwise."""
    if isinstance(value, str) and value.startswith("="):
        return _found(data, value[1:])
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _resolved(data, each) for key, each in value.items()}
    if isinstance(value, list):
        return [_earlier(data, each) if isinstance(each, dict) else each for each in value]
    return value


def _earlier(data: dict[str, Any], claim: dict[str, Any]) -> dict[str, Any]:
    own = {"beneficiary": data["answers"].get("applicant_id", "")}
    return own | {key: _resolved(data, value) for key, value in claim.items()}


def _found(data: Any, path: str) -> Any:
    for step in path.split("."):
        data = data[int(step) - 1] if isinstance(data, list) else data[step]
    return data


def _as_stored(data: dict[str, Any], item: Item, procedure: Procedure, on: date) -> Facts:
    """The facts as rows would give them back: nothing is read as a form again."""
    parent = data.get("parent")
    record = item.procedure(procedure.parent).questions if parent and procedure.parent else None
    # What lies beside the answers is read as ever; the answers themselves are taken as they are.
    beside = {key: value for key, value in data.items() if key not in ("answers", "parent")}
    readable = facts_of(item, next(n for n, slug in situations(item).PROCEDURE.items() if slug == procedure.slug))
    read = read_facts(beside | {"answers": readable["answers"]}, item, procedure, on)
    return replace(
        read,
        answers=Answers.from_json(procedure.questions, data["answers"]),
        parent=ParentFacts(parent["number"], parent["state"], Answers.from_json(record, parent["answers"]), None)
        if record
        else None,
    )
