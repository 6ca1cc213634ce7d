"""What the house must know of a filing of this item: who applies, where, for whom, and who is paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.training.skill_training.questions import LEVEL_NAMES
from workflow_app.policy.gist import Gist, Payee, Subject


def of_class_record(answers: Mapping[str, Any]) -> Gist:
    """A school's class: decided by the county it is taught in."""
    return Gist(
        applicant_kind="organisation",
        name=answers["organisation_name"],
        number=answers["credit_code"],
        region=answers["county"],
        summary=f"{answers['occupation']} {LEVEL_NAMES[answers['level']]} {len(answers['roster'])}人",
        electronic_service=answers["service_way"] == "electronic",
    )


def of_claim(answers: Mapping[str, Any]) -> Gist:
    """A school's claim for its recorded class, or a trainee's own."""
    return _of_school(answers) if answers["applicant_kind"] == "organisation" else _of_trainee(answers)


def _of_school(answers: Mapping[str, Any]) -> Gist:
    return Gist(
        applicant_kind="organisation",
        name=answers["organisation_name"],
        number=answers["credit_code"],
        region="",
        summary=f"开班备案 {answers['class_record_number']}，{len(answers['roster'])}人",
        parent_number=answers["class_record_number"],
        payee=_payee(answers),
        electronic_service=answers["service_way"] == "electronic",
        subjects=tuple(
            Subject(row.id_number, row.certificate_number, row.township or "", row.phone) for row in answers["roster"]
        ),
    )


def _of_trainee(answers: Mapping[str, Any]) -> Gist:
    return Gist(
        applicant_kind="person",
        name=answers["applicant_name"],
        number=answers["applicant_id"],
        region=answers["county"],
        summary=f"{answers['occupation']} {LEVEL_NAMES[answers['level']]} 本人申领",
        payee=_payee(answers),
        electronic_service=answers["service_way"] == "electronic",
        subjects=(
            Subject(
                answers["applicant_id"],
                answers["certificate_number"],
                answers["township"] or "",
                answers["applicant_phone"],
            ),
        ),
    )


def _payee(answers: Mapping[str, Any]) -> Payee:
    return Payee(answers["payee_name"], answers["payee_account"], answers["payee_bank"])
