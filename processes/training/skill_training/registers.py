"""Which register is asked about whom a claim is for, and which paper allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.alive import deaths_of
from workflow_app.policy.register import RegisterQuery

OWN_WORD, TRAINEES_CONSENT = "declare_checks", "agency_agreement"


def of_claim(answers: Mapping[str, Any]) -> tuple[RegisterQuery, ...]:
    """Every trainee, on the consent in their agreement with the school; a trainee who files, on their own word."""
    if answers["applicant_kind"] == "person":
        return deaths_of((answers["applicant_id"],), OWN_WORD)
    return deaths_of((row.id_number for row in answers["roster"] or ()), TRAINEES_CONSENT)
