"""What a draft begins with: who applies, and what they said of themselves last time. Never a certificate or an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.known import Known

AGAIN = ("applicant_phone", "applicant_address")
APPLICANT_NUMBERS = {"applicant_id": "person"}


def claim(known: Known) -> Mapping[str, Mapping[str, Any]]:
    """The person; an organisation has nothing to begin with here."""
    if known.kind != "person":
        return {}
    said = {"applicant_name": known.name, "applicant_id": known.number}
    return {"person": said | {name: known.earlier[name] for name in AGAIN if name in known.earlier}}
