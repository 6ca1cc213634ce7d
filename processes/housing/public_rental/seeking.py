"""What a draft seeks, as far as it is filled in: compared with other claims while somebody is still typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.housing.public_rental.household import HOUSEHOLD, KEY
from workflow_app.policy.sought import Sought


def places_sought(values: Mapping[str, Any]) -> tuple[Sought, ...]:
    """A place in the household for each of its members."""
    return tuple(Sought(row.id_number, KEY, kind=HOUSEHOLD) for row in values.get("members") or ())
