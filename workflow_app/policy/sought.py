"""What is claimed for somebody, as far as it can be told: all that another claim is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sought:
    """As in LineAssessment: the thing, for whom, on which paper, over which days. While a draft is being filled in, what is
    not known yet is left empty. `marks` are those of the same paper under which other kinds of claims stand."""

    beneficiary: str
    key: str = ""
    evidence: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    marks: tuple[str, ...] = ()

    @property
    def papers(self) -> tuple[str, ...]:
        """Every mark of its paper; empty without one."""
        return tuple(each for each in (self.evidence, *self.marks) if each)
