"""A sum that explains itself: caption, arithmetic with its values, result, law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workflow_app.policy.citation import Citation
from workflow_app.policy.formula import recompute
from workflow_app.policy.standing import Standing
from workflow_app.policy.used import ValueUsed


@dataclass(frozen=True, slots=True)
class AmountLine:
    """`formula` is in yuan (`800.00 × 1`), `fen` its result; `standing` is the weakest of the values used."""

    caption: str
    formula: str
    fen: int
    standing: Standing
    citation: Citation
    used: tuple[ValueUsed, ...] = ()

    @classmethod
    def reckon(cls, caption: str, formula: str, citation: Citation, used: tuple[ValueUsed, ...]) -> AmountLine:
        """The line whose sum is what its own formula gives."""
        standing = Standing.weakest(tuple(value.standing for value in used))
        return cls(caption, formula, recompute(formula), standing, citation, used)

    @property
    def agrees(self) -> bool:
        """Whether the stored sum is still what the stored formula gives."""
        return recompute(self.formula) == self.fen

    def as_json(self) -> dict[str, Any]:
        return {
            "caption": self.caption,
            "formula": self.formula,
            "fen": self.fen,
            "standing": self.standing.value,
            "citation": self.citation.as_json(),
            "used": [value.as_json() for value in self.used],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> AmountLine:
        return cls(
            caption=data["caption"],
            formula=data["formula"],
            fen=data["fen"],
            standing=Standing(data["standing"]),
            citation=Citation.from_json(data["citation"]),
            used=tuple(ValueUsed.from_json(value) for value in data["used"]),
        )
