"""The person who passed and their certificate, as the rules see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow_app.policy.facts import EarlierClaim, Facts

CLAIM_KIND = "skill_evaluation_subsidy"
RECOGNITION = "hardship_recognition"
GRANTED = frozenset({"determined", "paid"})


def evidence_of(certificate_number: str) -> str:
    """A certificate may serve once for the training and once for its assessment: the mark of the second use."""
    return f"评价 {certificate_number}"


@dataclass(frozen=True, slots=True)
class Holder:
    """`recognised` are the person's recognitions as hard to employ that still stand."""

    facts: Facts
    id_number: str
    level: str
    certificate_number: str
    certificate_date: date
    recognised: tuple[EarlierClaim, ...]

    @property
    def filed_on(self) -> date:
        return self.facts.filed_on

    @property
    def key(self) -> str:
        """The thing claimed: 养老护理员/5."""
        return f"{self.facts.answers.occupation}/{self.level}"


def holder(facts: Facts) -> Holder:
    """Read from the answers and from what other cases claimed."""
    own = facts.answers
    return Holder(
        facts=facts,
        id_number=own.applicant_id,
        level=own.level,
        certificate_number=own.certificate_number,
        certificate_date=own.certificate_date,
        recognised=tuple(
            claim
            for claim in facts.earlier
            if claim.stands and (claim.kind, claim.beneficiary) == (RECOGNITION, own.applicant_id)
        ),
    )
