"""What a draft begins with: who applies, and what they said of themselves last time. Never a file, a loan or an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.known import Known

Begun = Mapping[str, Mapping[str, Any]]
OF_PERSON = ("applicant_phone", "applicant_address")
OF_ORGANISATION = ("organisation_address", "legal_rep_name", "agent_name", "agent_id", "agent_phone")
APPLICANT_NUMBERS = {"credit_code": "organisation", "applicant_id": "person"}
OF_APPLICATION = {"applicant_id": "person"}
OF_ORGANISATIONS = {"credit_code": "organisation"}


def application(known: Known) -> Begun:
    """The person."""
    return {"person": _person(known)} if known.kind == "person" else {}


def subsidy(known: Known) -> Begun:
    """The borrower, or the bank."""
    if known.kind == "person":
        return {"filing": {"filed_as": "person"}, "person": _person(known), "quarter": {"borrower_id": known.number}}
    return {"filing": {"filed_as": "organisation"}, "organisation": _organisation(known)}


def by_organisation(known: Known) -> Begun:
    """The bank or the guarantee institution."""
    return {"organisation": _organisation(known)} if known.kind == "organisation" else {}


def _person(known: Known) -> dict[str, Any]:
    return {"applicant_name": known.name, "applicant_id": known.number} | _again(known, OF_PERSON)


def _organisation(known: Known) -> dict[str, Any]:
    return {"organisation_name": known.name, "credit_code": known.number} | _again(known, OF_ORGANISATION)


def _again(known: Known, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: known.earlier[name] for name in names if name in known.earlier}
