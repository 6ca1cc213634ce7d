"""What the house must know of a filing of this item: who applies, where, on which certificate, and who is paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.training.skill_evaluation.holder import evidence_of
from processes.training.skill_evaluation.questions import LEVEL_NAMES
from workflow_app.policy.gist import Gist, Payee, Subject


def of_claim(answers: Mapping[str, Any]) -> Gist:
    """The person who passed. Two marks of the certificate, so that claims on it of either kind are seen."""
    number, phone = answers["applicant_id"], answers["applicant_phone"]
    certificate, township = answers["certificate_number"], answers["township"] or ""
    return Gist(
        applicant_kind="person",
        name=answers["applicant_name"],
        number=number,
        region=answers["county"],
        summary=f"{answers['occupation']} {LEVEL_NAMES[answers['level']]}",
        payee=Payee(answers["payee_name"], answers["payee_account"], answers["payee_bank"]),
        electronic_service=answers["service_way"] == "electronic",
        subjects=tuple(Subject(number, mark, township, phone) for mark in (certificate, evidence_of(certificate))),
    )
