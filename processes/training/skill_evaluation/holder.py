"""The person who passed and their certificate, as the rules see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflow_app.policy.facts import EarlierClaim, Facts

CLAIM_KIND = "skill_evaluation_subsidy"
RECOGNITION, UNEMPLOYMENT_FUND = "hardship_recognition", "skill_upgrade_subsidy"
GRANTED = frozenset({"determined", "paid"})


def evidence_of(certificate_number: str) -> str:
    """A certificate may serve once for the training and once for its assessment: the mark of the second use."""
    return f"评价 {certificate_number}"


@dataclass(frozen=True, slots=True)
class Holder:
    """Of other cases' claims that still stand: `had` this subsidy by the person, `used` those on the same certificate,
    `recognised` the person's recognitions as hard to employ."""

    facts: Facts
    id_number: str
    level: str
    certificate_number: str
    certificate_date: date
    had: tuple[EarlierClaim, ...]
    used: tuple[EarlierClaim, ...]
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
    own, standing = facts.answers, [claim for claim in facts.earlier if claim.stands]
    by_person = [claim for claim in standing if claim.beneficiary == own.applicant_id]
    marks = {evidence_of(own.certificate_number): CLAIM_KIND, own.certificate_number: UNEMPLOYMENT_FUND}
    return Holder(
        facts=facts,
        id_number=own.applicant_id,
        level=own.level,
        certificate_number=own.certificate_number,
        certificate_date=own.certificate_date,
        had=_of_kind(by_person, CLAIM_KIND),
        used=tuple(claim for claim in standing if marks.get(claim.evidence) == claim.kind),
        recognised=_of_kind(by_person, RECOGNITION),
    )


def _of_kind(claims: Iterable[EarlierClaim], kind: str) -> tuple[EarlierClaim, ...]:
    return tuple(claim for claim in claims if claim.kind == kind)
