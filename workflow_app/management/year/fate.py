"""What is drawn and remembered in a played year: chance, what somebody will do on which day, what was refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any, TypeVar

from workflow_app.management.year import chances
from workflow_app.policy.refusals import Refusal

TOLD = 40  # characters of a refusal under which it is counted
Done = TypeVar("Done")


@dataclass
class Fate:
    """One year's. `stuck` counts refusals officers met, by their sentence."""

    chance: Random
    stuck: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._seen: dict[str, set[int]] = defaultdict(set)
        self._plans: dict[str, list[tuple[date, int]]] = defaultdict(list)

    def happens(self, share: float) -> bool:
        """Whether something of that share happens this time."""
        return chances.happens(self.chance, share)

    def is_new(self, what: str, row: int) -> bool:
        """True the first time a row is looked at under a heading."""
        new = row not in self._seen[what]
        self._seen[what].add(row)
        return new

    def plan(self, what: str, day: date, row: int) -> None:
        """Something will be done to a row on a day."""
        self._plans[what].append((day, row))

    def due(self, what: str, day: date) -> list[int]:
        """The rows whose day has come, in the order they were planned; each is answered once."""
        due = [row for when, row in self._plans[what] if when <= day]
        self._plans[what] = [plan for plan in self._plans[what] if plan[0] > day]
        return due

    def attempt(self, act: Callable[..., Done], *told: Any, **by: Any) -> Done | None:
        """Do it; a refusal is counted, with its sentence, and nothing happened."""
        try:
            return act(*told, **by)
        except Refusal as refused:
            self.met(refused)
            return None

    def met(self, refused: Refusal) -> None:
        """Somebody was refused."""
        self.stuck[refused.sentence[:TOLD]] += 1
