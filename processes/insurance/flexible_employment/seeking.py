"""What a draft seeks, as far as it is filled in: compared with other claims while somebody is still typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.insurance.seeking import months_sought
from workflow_app.policy.sought import Sought


def sought_by(values: Mapping[str, Any]) -> tuple[Sought, ...]:
    """The claimant's months."""
    return tuple(months_sought(values.get("applicant_id") or "", values.get("months") or ()))
