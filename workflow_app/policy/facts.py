"""All that a rule may know, frozen. Nothing else: so that a decision can be reckoned again years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms.answers import Answers
from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.policy.register import Register, RegisterAnswer

# A claim in one of these states gave nothing, or gives nothing any more, and stands in nobody's way.
WITHOUT_GRANT = frozenset(
    {
        "struck_off",
        "dropped",
        "refused",
        "not_accepted",
        "withdrawn",
        "deemed_withdrawn",
        "terminated",
        "revoked",
        "ended",
        "recovered",
    }
)


@dataclass(frozen=True, slots=True)
class ParentFacts:
    """The case this one rests on: for a training claim its class record. `told` is what its seats answered."""

    number: str
    state: str
    answers: Answers
    decided_on: date | None
    told: Mapping[str, Answers] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EarlierClaim:
    """Another claim, of any case and any office, of a beneficiary of this case or on the same evidence.

    `kind`, `key`, `beneficiary`, `evidence`, `since` and `until` are as in LineAssessment; `filed_on` is the filing day
    of its case.
    """

    kind: str
    key: str
    beneficiary: str
    fen: int
    case_number: str
    state: str
    decided_on: date | None
    filed_on: date | None = None
    evidence: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def stands(self) -> bool:
        return self.state not in WITHOUT_GRANT

    @property
    def counted_on(self) -> date | None:
        """The day that says to which year it belongs: the applicant's act, not the office's speed."""
        return self.filed_on or self.decided_on

    def covers(self, day: date) -> bool:
        """Whether the day lies in what it covers; a claim without bounds covers every day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class CheckFact:
    """A look on the spot: who went, how many they found present (None: not counted), what they wrote."""

    kind: str
    on: date
    officers: tuple[str, ...]
    present: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`on` is the day the law is asked about, `filed_on` the day of filing; `earlier` excludes the case itself.

    `parent` is None when the case names none or none was found; `calendar` counts the days of applicants' periods.
    `told` is what seats of this case were asked and answered, by the name of the question page; `life` what the rows of
    the family say of the parent since its decision; `registers` what other offices' registers answered.
    """

    on: date
    filed_on: date
    answers: Answers
    parent: ParentFacts | None = None
    earlier: tuple[EarlierClaim, ...] = ()
    checks: tuple[CheckFact, ...] = ()
    calendar: WorkingCalendar = PUBLISHED
    told: Mapping[str, Answers] = field(default_factory=dict)
    life: Mapping[str, Any] = field(default_factory=dict)
    registers: tuple[RegisterAnswer, ...] = ()
    _last: Mapping[tuple[Register, str], RegisterAnswer] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sorted once, so that of a roster of thousands not each is searched for among the answers on all."""
        by_time = sorted(self.registers, key=lambda each: each.at)
        object.__setattr__(self, "_last", {(each.register, each.subject): each for each in by_time})

    def answered(self, register: Register, subject: str) -> RegisterAnswer | None:
        """The latest word of a register on somebody; None when it was not asked. Without `content` it gave no answer."""
        return self._last.get((register, subject))
