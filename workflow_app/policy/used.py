"""A value of policy that a finding or an amount rests on, kept as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow_app.policy.citation import Citation
from workflow_app.policy.standing import Standing


@dataclass(frozen=True, slots=True)
class ValueUsed:
    """`text` is the value with its unit (`3次`, `800.00元`); `key` of a table names the cell too (`trn.amount[A,5]`)."""

    key: str
    says: str
    text: str
    since: date
    citation: Citation
    standing: Standing

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "says": self.says,
            "text": self.text,
            "since": self.since.isoformat(),
            "citation": self.citation.as_json(),
            "standing": self.standing.value,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ValueUsed:
        return cls(
            key=data["key"],
            says=data["says"],
            text=data["text"],
            since=date.fromisoformat(data["since"]),
            citation=Citation.from_json(data["citation"]),
            standing=Standing(data["standing"]),
        )
