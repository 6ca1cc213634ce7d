"""When a question is asked at all: only after another one was answered so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Is:
    """Asked only when `question` was answered with `answer` (or one of several)."""

    question: str
    answer: str | tuple[str, ...]

    @property
    def answers(self) -> tuple[str, ...]:
        return self.answer if isinstance(self.answer, tuple) else (self.answer,)

    def holds(self, values: Mapping[str, object]) -> bool:
        return values.get(self.question) in self.answers

    def excludes(self, other: Is) -> bool:
        """Whether both can never hold together."""
        return self.question == other.question and not set(self.answers) & set(other.answers)

    def schema(self) -> dict[str, object]:
        """As the `if` part of a JSON schema."""
        return {"properties": {self.question: {"enum": list(self.answers)}}, "required": [self.question]}
