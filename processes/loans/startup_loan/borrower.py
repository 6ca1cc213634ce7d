"""What an application is about: who asks, with which family and business, and what this person had before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms.answers import Answers
from workflow_app.policy.facts import EarlierClaim, Facts

CLAIM_KIND = "startup_loan"
KEY = "loan"


@dataclass(frozen=True, slots=True)
class Borrower:
    """The applicant. `had` are loans of other cases that were granted and stand; `asked` the ones still being decided."""

    facts: Facts
    had: tuple[EarlierClaim, ...]
    asked: tuple[EarlierClaim, ...]

    @property
    def answers(self) -> Answers:
        return self.facts.answers

    @property
    def filed_on(self) -> date:
        return self.facts.filed_on

    @property
    def running(self) -> tuple[EarlierClaim, ...]:
        """Loans whose term is not over on the day of filing, or has no known end."""
        return tuple(claim for claim in self.had if claim.until is None or claim.until > self.filed_on)

    @property
    def times(self) -> int:
        """How many loans were had before: as told, or as known here if that is more."""
        return max(self.answers.earlier_loans or 0, len(self.had))


GRANTED = frozenset({"determined", "paid", "approved", "closed"})


def borrower(facts: Facts) -> Borrower:
    """Read the applicant from the facts."""
    own = [each for each in facts.earlier if each.stands and each.kind == CLAIM_KIND]
    own = [each for each in own if each.beneficiary == facts.answers.applicant_id]
    return Borrower(
        facts,
        tuple(each for each in own if each.state in GRANTED),
        tuple(each for each in own if each.state not in GRANTED),
    )
