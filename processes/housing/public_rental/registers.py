"""Which registers are asked about a household, and which signature allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.register import Register, RegisterQuery

AUTHORISATION = "means_authorisation"
OF_EVERY_MEMBER = (Register.PROPERTY, Register.DEATH, Register.IDENTITY)


def of_application(answers: Mapping[str, Any]) -> tuple[RegisterQuery, ...]:
    """Every member's homes, whether they live and who they are; the applicant's marriage, and from elsewhere their
    contributions. Nothing without the household's authorisation."""
    people = [row.id_number for row in answers["members"] or ()]
    of_applicant = (
        [Register.MARRIAGE] if answers["residence"] == "local" else [Register.MARRIAGE, Register.CONTRIBUTIONS]
    )
    return (
        *(RegisterQuery(register, person, AUTHORISATION) for person in people for register in OF_EVERY_MEMBER),
        *(RegisterQuery(register, answers["applicant_id"], AUTHORISATION) for register in of_applicant),
    )
