"""The answers of one questionnaire: typed, immutable, the same JSON and digest every time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forms.questionnaire import Questionnaire


class Answers(Mapping[str, Any]):
    """answers['roster'] or answers.roster. A question that was not asked or left blank answers None.

    A name the questionnaire does not know is a programmer's error (KeyError, AttributeError).
    """

    __slots__ = ("_given", "questionnaire")

    questionnaire: Questionnaire
    _given: dict[str, Any]

    def __init__(self, questionnaire: Questionnaire, given: Mapping[str, Any]) -> None:
        unknown = set(given) - set(questionnaire.names)
        if unknown:
            raise KeyError(f"{questionnaire.slug} asks nothing named {', '.join(sorted(unknown))}")
        object.__setattr__(self, "questionnaire", questionnaire)
        object.__setattr__(self, "_given", {name: value for name, value in given.items() if value is not None})

    @classmethod
    def from_json(cls, questionnaire: Questionnaire, data: Mapping[str, Any]) -> Answers:
        """What `to_json` gave, of the same questionnaire and version. Raises KeyError on an unknown name."""
        answers = cls(questionnaire, data)
        typed = dict(data)
        for field in questionnaire.asked(data):
            if data.get(field.name) is not None:
                typed[field.name] = field.from_json(data[field.name])
        object.__setattr__(answers, "_given", typed)
        return answers

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values by name, only of what was answered; money as '24000.00', days as '2026-03-01'."""
        fields = {field.name: field for field in self.questionnaire.asked(self._given)}
        return {name: fields[name].to_json(value) for name, value in self._given.items()}

    def canonical(self) -> str:
        """`to_json` as text with sorted keys and no spare space: what is stored, hashed and compared."""
        return canonical_json(self.to_json())

    def digest(self) -> str:
        """Hexadecimal sha-256 of `canonical()` in UTF-8."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    def __getitem__(self, name: str) -> Any:
        if name not in self.questionnaire.names:
            raise KeyError(f"{self.questionnaire.slug} asks nothing named {name}")
        return self._given.get(name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError as unknown:
            raise AttributeError(str(unknown)) from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"answers are never changed: {name}")

    def __iter__(self) -> Iterator[str]:
        return iter(self.questionnaire.names)

    def __len__(self) -> int:
        return len(self.questionnaire.names)

    def __hash__(self) -> int:
        return hash(self.digest())

    def __reduce__(self) -> tuple[type[Answers], tuple[Questionnaire, dict[str, Any]]]:
        return Answers, (self.questionnaire, self._given)

    def __repr__(self) -> str:
        return f"Answers({self.questionnaire.slug}, {len(self._given)} answered)"


def canonical_json(data: object) -> str:
    """Sorted keys, no spaces, characters as themselves."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
