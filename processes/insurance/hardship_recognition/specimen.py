"""Made-up filings of this item: a person long without work, and one who found work again. Every number is a specimen."""

from __future__ import annotations

from typing import Any

from forms import specimen
from processes.insurance.place import street_of
from workflow_app.policy.specimen import Casting, Sections


def recognition(casting: Casting) -> Sections:
    """Somebody long unemployed: the registers answer the rest."""
    return {
        "person": _person(casting),
        "place": {"street": street_of(casting.region)},
        "situation": {"category": "long_unemployed", "was_worker": "yes"},
        **_closing(),
    }


def removal(casting: Casting) -> Sections:
    """The same person has found work."""
    leaving = {
        "recognition_number": casting.parent_number,
        "reason": "employed",
        "changed_on": casting.on.isoformat(),
    }
    return {"person": _person(casting), "leaving": leaving, **_closing()}


def _person(casting: Casting) -> dict[str, Any]:
    return {
        "applicant_name": casting.name,
        "applicant_id": casting.number,
        "applicant_phone": specimen.phone_of(casting.number),
        "applicant_address": "示例社区1号",
    }


def _closing() -> Sections:
    return {
        "service": {"service_way": "electronic"},
        "declarations": {"declare_truth": "on", "declare_checks": "on"},
    }
