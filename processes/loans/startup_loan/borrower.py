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
    """The applicant. `had` are loans that were granted in other cases, settled ones among them."""

    facts: Facts
    had: tuple[EarlierClaim, ...]

    @property
    def answers(self) -> Answers:
        return self.facts.answers

    @property
    def filed_on(self) -> date:
        return self.facts.filed_on

    @property
    def times(self) -> int:
        """How many loans were had before: as told, or as known here if that is more."""
        return max(self.answers.earlier_loans or 0, len(self.had))


SETTLED = "ended"  # the family ends what a case granted once the loan is settled
GRANTED = frozenset({"determined", "paid", SETTLED})


def borrower(facts: Facts) -> Borrower:
    """Read the applicant from the facts."""
    mine = [
        each for each in facts.earlier if each.kind == CLAIM_KIND and each.beneficiary == facts.answers.applicant_id
    ]
    return Borrower(facts, tuple(each for each in mine if each.state in GRANTED))
