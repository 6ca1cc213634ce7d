"""What an item answers when somebody has to play an applicant: for the demonstration, the walkthrough and the tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

FILE = "file:"  # an answer that begins so stands for an uploaded file of that name


@dataclass(frozen=True, slots=True)
class Casting:
    """Who files which made-up case, where and when. `serial` makes people and numbers different from case to case.

    `parent_number` is the case it rests on; `beside` are specimen people who stand in it without filing it.
    """

    serial: int
    region: str
    on: date
    applicant_kind: str
    name: str
    number: str
    size: int = 10
    parent_number: str = ""
    beside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Footing:
    """What one played filing stands on: whose account files it, the number of the case it rests on, and what else its
    casting needs."""

    who: str
    parent_number: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


Sections = dict[str, dict[str, Any]]
Specimen = Callable[[Casting], Sections]
