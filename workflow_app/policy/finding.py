"""What a condition found: met, not met or undecided, in words, with the law and the values it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from workflow_app.policy.citation import Citation
from workflow_app.policy.standing import Standing
from workflow_app.policy.used import ValueUsed

# Stands in the words of a finding where they speak of other cases. Their numbers lie beside it, and each reader is told
# of them as far as they may know; whoever forgets to ask shows this word and nobody's number.
OTHER_CASES = "［另一办件］"


class Verdict(StrEnum):
    """Undecided is not a polite no: an officer has to look before anyone may decide."""

    MET = "met"
    NOT_MET = "not_met"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @classmethod
    def all_of(cls, verdicts: tuple[Verdict, ...]) -> Verdict:
        """One no decides; without a no, one open question keeps it open; nothing at all is met."""
        for decisive in (cls.NOT_MET, cls.UNDECIDED):
            if decisive in verdicts:
                return decisive
        return cls.MET


_LABELS = {Verdict.MET: "符合", Verdict.NOT_MET: "不符合", Verdict.UNDECIDED: "待核实"}


@dataclass(frozen=True, slots=True)
class Finding:
    """`remedy` says what would meet the condition, only lawful and truthful acts; `earliest` from which day on.

    `others` are the numbers of the other cases that OTHER_CASES in its words stands for.
    """

    condition: str
    title: str
    verdict: Verdict
    words: str
    citation: Citation
    used: tuple[ValueUsed, ...] = ()
    remedy: str = ""
    earliest: date | None = None
    others: tuple[str, ...] = ()

    def told(self, called: Callable[[tuple[str, ...]], str]) -> Finding:
        """The same to one reader: `called` says what the other cases are to them."""
        return replace(self, words=self.words.replace(OTHER_CASES, called(self.others))) if self.others else self

    @property
    def standing(self) -> Standing:
        """The weakest of its rule and of the values it rests on: a rule nobody enacted makes no official finding."""
        return Standing.weakest((self.citation.standing, *(value.standing for value in self.used)))

    @property
    def unofficial(self) -> tuple[Standing, ...]:
        """The standings below enacted among rule and values, each once."""
        every = (self.citation.standing, *(value.standing for value in self.used))
        return tuple(dict.fromkeys(each for each in every if each is not Standing.ENACTED))

    def as_json(self) -> dict[str, Any]:
        return {
            "condition": self.condition,
            "title": self.title,
            "verdict": self.verdict.value,
            "words": self.words,
            "citation": self.citation.as_json(),
            "used": [value.as_json() for value in self.used],
            "remedy": self.remedy,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "others": list(self.others),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Finding:
        return cls(
            condition=data["condition"],
            title=data["title"],
            verdict=Verdict(data["verdict"]),
            words=data["words"],
            citation=Citation.from_json(data["citation"]),
            used=tuple(ValueUsed.from_json(value) for value in data["used"]),
            remedy=data["remedy"],
            earliest=date.fromisoformat(data["earliest"]) if data["earliest"] else None,
            others=tuple(data.get("others", ())),  # older rows name the cases in their words
        )
