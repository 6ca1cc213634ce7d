"""What a draft seeks, as far as it is filled in: compared with other claims while somebody is still typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.training.skill_evaluation.holder import evidence_of
from workflow_app.policy.sought import Sought


def sought_by(values: Mapping[str, Any]) -> tuple[Sought, ...]:
    """The person and the certificate, under both its marks."""
    person, certificate = values.get("applicant_id") or "", values.get("certificate_number")
    if not certificate:
        return (Sought(person),)
    return (Sought(person, evidence=evidence_of(certificate), marks=(certificate,)),)
