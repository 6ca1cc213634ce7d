"""Which register is asked about whom a claim is for, and which answer allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.alive import deaths_of
from workflow_app.policy.register import RegisterQuery

AUTHORISED_BY = "declare_checks"


def of_claim(answers: Mapping[str, Any]) -> tuple[RegisterQuery, ...]:
    """Whoever files, on their own word."""
    return deaths_of((answers["applicant_id"],), AUTHORISED_BY)
