"""Which registers are asked, and which answer of the applicant allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.register import Register, RegisterQuery

AUTHORISED_BY = "declare_checks"
ASKED = (
    Register.CONTRIBUTIONS,
    Register.EMPLOYMENT,
    Register.BUSINESS_LICENCE,
    Register.PENSION,
    Register.DEATH,
)


def of_claimant(answers: Mapping[str, Any]) -> tuple[RegisterQuery, ...]:
    """The applicant's own entries, and nobody else's."""
    return tuple(RegisterQuery(register, answers["applicant_id"], AUTHORISED_BY) for register in ASKED)
