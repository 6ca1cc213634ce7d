"""What a draft begins with: who applies, and what they said of themselves last time. Never months or an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.known import Known

Begun = Mapping[str, Mapping[str, Any]]
APPLICANT_NUMBERS = {"applicant_id": "person"}


def claim(known: Known) -> Begun:
    """The person and where they live."""
    return {"person": _oneself(known, "applicant_phone", "applicant_address")} if known.kind == "person" else {}


def renewal(known: Known) -> Begun:
    """The person and their last work."""
    if known.kind != "person":
        return {}
    return {"oneself": _oneself(known, "applicant_phone"), "again": _again(known, "was_worker")}


def _oneself(known: Known, *names: str) -> dict[str, Any]:
    return {"applicant_name": known.name, "applicant_id": known.number} | _again(known, *names)


def _again(known: Known, *names: str) -> dict[str, Any]:
    return {name: known.earlier[name] for name in names if name in known.earlier}
