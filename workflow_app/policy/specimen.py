"""What an item answers when somebody has to play an applicant: for the demonstration, the walkthrough and the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

FILE = "file:"  # an answer that begins so stands for an uploaded file of that name


@dataclass(frozen=True, slots=True)
class Casting:
    """Who files which made-up case, where and when. `serial` makes people and numbers different from case to case.

    `variant` picks the school's or the trainee's way, by the applicant's kind; `parent_number` is the case it rests on.
    """

    serial: int
    region: str
    on: date
    applicant_kind: str
    name: str
    number: str
    size: int = 10
    parent_number: str = ""


Sections = dict[str, dict[str, Any]]
Specimen = Callable[[Casting], Sections]
