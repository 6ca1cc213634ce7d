"""All that a rule may know, frozen. Nothing else: so that a decision can be reckoned again years later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms.answers import Answers
from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.holidays import PUBLISHED

# A claim in one of these states gave nothing and stands in nobody's way.
WITHOUT_GRANT = frozenset(
    {"struck_off", "dropped", "refused", "not_accepted", "withdrawn", "deemed_withdrawn", "terminated", "revoked"}
)


@dataclass(frozen=True, slots=True)
class ParentFacts:
    """The case this one rests on: for a training claim its class record."""

    number: str
    state: str
    answers: Answers
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class EarlierClaim:
    """Another claim, of any case and any office, of a beneficiary of this case or on the same evidence.

    `kind`, `key`, `beneficiary` and `evidence` are as in LineAssessment; `filed_on` is the filing day of its case.
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

    @property
    def stands(self) -> bool:
        return self.state not in WITHOUT_GRANT

    @property
    def counted_on(self) -> date | None:
        """The day that says to which year it belongs: the applicant's act, not the office's speed."""
        return self.filed_on or self.decided_on


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
    """

    on: date
    filed_on: date
    answers: Answers
    parent: ParentFacts | None = None
    earlier: tuple[EarlierClaim, ...] = ()
    checks: tuple[CheckFact, ...] = ()
    calendar: WorkingCalendar = PUBLISHED
