"""What the house must know of a filing of this item: the organisation that builds, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.gist import Gist, Subject


def of_waiver(answers: Mapping[str, Any]) -> Gist:
    """Decided by the housing bureau of the county the project lies in, after everybody whose charge it is was heard."""
    return Gist(
        applicant_kind="organisation",
        name=answers["organisation_name"],
        number=answers["credit_code"],
        region=answers["county"],
        summary=f"{answers['project_name']} {answers['units']}套 {len(answers['fees'])}项收费"[:120],
        authority="housing",
        electronic_service=answers["service_way"] == "electronic",
        subjects=(Subject(answers["credit_code"]),),
    )
