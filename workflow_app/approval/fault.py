"""What is wrong with a route, told so that whoever wrote it can put it right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """At which step ('': the route as a whole), what is wrong, and what to do."""

    step: str
    wrong: str
    do: str

    def __str__(self) -> str:
        return f"{f'环节 {self.step}：' if self.step else ''}{self.wrong}；{self.do}。"
