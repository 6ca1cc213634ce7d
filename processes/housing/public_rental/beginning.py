"""What a draft begins with: who applies, and what they said of themselves last time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.known import Known

APPLICANT_NUMBERS = {"applicant_id": "person"}
AGAIN = ("applicant_phone", "applicant_address")


def oneself(known: Known) -> Mapping[str, Mapping[str, Any]]:
    """Name and number from the account; phone and address from the last filing."""
    if known.kind != "person":
        return {}
    again = {name: known.earlier[name] for name in AGAIN if name in known.earlier}
    return {"person": {"applicant_name": known.name, "applicant_id": known.number} | again}
