"""What a draft begins with: the employer and who files for it. Never a roster or an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.known import Known

AGAIN = ("organisation_address", "legal_rep_name", "agent_name", "agent_id", "agent_phone")
APPLICANT_NUMBERS = {"credit_code": "organisation"}


def claim(known: Known) -> Mapping[str, Mapping[str, Any]]:
    """The employer; a person has nothing to begin with here."""
    if known.kind != "organisation":
        return {}
    said = {"organisation_name": known.name, "credit_code": known.number}
    return {"organisation": said | {name: known.earlier[name] for name in AGAIN if name in known.earlier}}
