"""What a draft seeks, as far as it is filled in: compared with other claims while somebody is still typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.sought import Sought


def sought_by(values: Mapping[str, Any]) -> tuple[Sought, ...]:
    """A trainee's own course, or everyone on a school's roster, whose course stands in the class record."""
    if values.get("applicant_kind") == "organisation":
        return tuple(Sought(row.id_number, evidence=row.certificate_number) for row in values.get("roster") or ())
    occupation, level = values.get("occupation"), values.get("level")
    key = f"{occupation}/{level}" if occupation and level else ""
    return (Sought(values.get("applicant_id") or "", key, values.get("certificate_number") or ""),)
