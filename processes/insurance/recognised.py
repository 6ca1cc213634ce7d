"""Recognitions as hard to employ as other items see them: by the kind of claim, never by who granted it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from workflow_app.policy.facts import EarlierClaim, Facts

RECOGNITION = "hardship_recognition"
REMOVAL = "hardship_removal"
GRANTED = frozenset({"determined", "paid"})
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recognition:
    """A recognition that was granted, with the first and the last day it is valid; a removal makes it end earlier."""

    case_number: str
    since: date
    until: date

    def covers(self, since: date, until: date) -> bool:
        """Whether any of the days from `since` to `until` lies in it."""
        return self.since <= until and since <= self.until


def recognitions(facts: Facts, person: str) -> tuple[Recognition, ...]:
    """Those granted to a person by other cases, the earliest first."""
    own = [claim for claim in facts.earlier if claim.beneficiary == person and claim.state in GRANTED]
    removed = [claim for claim in own if claim.kind == REMOVAL and claim.since]
    found = (_recognition(claim, removed) for claim in own if claim.kind == RECOGNITION)
    return tuple(sorted((each for each in found if each.since <= each.until), key=lambda each: each.since))


def asked_for(facts: Facts, person: str) -> bool:
    """Whether a recognition of this person is still being decided."""
    return any(
        claim.beneficiary == person and claim.kind == RECOGNITION and claim.stands and claim.state not in GRANTED
        for claim in facts.earlier
    )


def _recognition(claim: EarlierClaim, removed: Iterable[EarlierClaim]) -> Recognition:
    since, until = claim.since or date.min, claim.until or date.max
    ends = [each.since - ONE_DAY for each in removed if each.since and each.key == claim.case_number]
    return Recognition(claim.case_number, since, min([until, *ends]))
