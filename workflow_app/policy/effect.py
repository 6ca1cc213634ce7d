"""What an item is told when something of its own has to follow: a decision that takes effect, a paper that only it can word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.facts import Facts


@dataclass(frozen=True, slots=True)
class Effect:
    """A case has become approved: the row of the case, on what facts and findings, by whose act (None: the system's), when."""

    case_id: int
    facts: Facts
    assessment: Assessment
    by_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Telling:
    """What a paper may be worded from; `line` only where each line gets a paper of its own, `ordinal` its number."""

    case_number: str
    facts: Facts
    assessment: Assessment
    at: datetime
    line: LineAssessment | None = None
    ordinal: int = 0
