"""What the house must know of a filing of this item: who applies, where, for which months, and who is paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.insurance.month import spoken_month
from processes.insurance.place import street_name
from processes.insurance.spans import by_month
from workflow_app.policy.gist import Gist, Payee, Subject


def of_claim(answers: Mapping[str, Any]) -> Gist:
    """A person at their street; the county decides."""
    return _of_person(answers, answers["street"], "")


def of_renewal(answers: Mapping[str, Any]) -> Gist:
    """The same person, where the first claim was granted."""
    return _of_person(answers, "", answers["claim_number"])


def _of_person(answers: Mapping[str, Any], region: str, parent_number: str) -> Gist:
    township = street_name(region) if region else ""
    return Gist(
        applicant_kind="person",
        name=answers["applicant_name"],
        number=answers["applicant_id"],
        region=region,
        summary=_months(answers),
        parent_number=parent_number,
        payee=Payee(answers["payee_name"], answers["payee_account"], answers["payee_bank"]),
        electronic_service=answers["service_way"] == "electronic",
        subjects=(Subject(answers["applicant_id"], township=township, phone=answers["applicant_phone"]),),
    )


def _months(answers: Mapping[str, Any]) -> str:
    months = list(by_month(answers["months"]))
    if not months:
        return "灵活就业社会保险补贴"
    return f"{spoken_month(months[0])}至{spoken_month(months[-1])}，{len(months)}个月"
