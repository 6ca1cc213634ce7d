"""What a draft begins with: the organisation and its agent, as they said last time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.known import Known

APPLICANT_NUMBERS = {"credit_code": "organisation"}
AGAIN = ("organisation_address", "legal_rep_name", "agent_name", "agent_id", "agent_phone")


def organisation(known: Known) -> Mapping[str, Mapping[str, Any]]:
    """Never a project, a fee or a file."""
    if known.kind != "organisation":
        return {}
    again = {name: known.earlier[name] for name in AGAIN if name in known.earlier}
    return {"organisation": {"organisation_name": known.name, "credit_code": known.number} | again}
