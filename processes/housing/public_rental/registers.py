"""Which registers are asked about a household, and which signature allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.register import Register, RegisterQuery

AUTHORISATION = "means_authorisation"


def of_application(answers: Mapping[str, Any]) -> tuple[RegisterQuery, ...]:
    """Homes of every member; contributions of an applicant from elsewhere. Nothing without the household's authorisation."""
    homes = [RegisterQuery(Register.PROPERTY, row.id_number, AUTHORISATION) for row in answers["members"] or ()]
    if answers["residence"] == "local":
        return tuple(homes)
    return (*homes, RegisterQuery(Register.CONTRIBUTIONS, answers["applicant_id"], AUTHORISATION))
