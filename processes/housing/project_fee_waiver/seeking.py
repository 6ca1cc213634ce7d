"""What a draft seeks, as far as it is filled in: compared with other claims while somebody is still typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.housing.project_fee_waiver.fees import FEE_WAIVER, key_of
from workflow_app.policy.sought import Sought


def fees_sought(values: Mapping[str, Any]) -> tuple[Sought, ...]:
    """Each fee of the project, once the project's number is there."""
    project, who = values.get("approval_number"), values.get("credit_code") or ""
    return tuple(Sought(who, key_of(row, project), kind=FEE_WAIVER) for row in values.get("fees") or () if project)
