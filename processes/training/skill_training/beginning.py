"""What a draft begins with: who applies, and what they said of themselves last time. Never a file, a class or an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.known import Known

Begun = Mapping[str, Mapping[str, Any]]
OF_SCHOOL = ("organisation_address", "legal_rep_name", "agent_name", "agent_id", "agent_phone")
OF_TRAINEE = ("applicant_phone", "applicant_address")
APPLICANT_NUMBERS = {"credit_code": "organisation", "applicant_id": "person"}
SUGGESTS = {"occupation": "trn.occupations"}


def class_record(known: Known) -> Begun:
    """The school and its agent."""
    return _school(known) if known.kind == "organisation" else {}


def claim(known: Known) -> Begun:
    """The school and its agent, or the trainee. Who of them claims is asked."""
    return _school(known) if known.kind == "organisation" else _trainee(known)


def _school(known: Known) -> Begun:
    said = {"organisation_name": known.name, "credit_code": known.number}
    return {"organisation": said | _again(known, OF_SCHOOL)}


def _trainee(known: Known) -> Begun:
    said = {"applicant_name": known.name, "applicant_id": known.number}
    return {"person": said | _again(known, OF_TRAINEE)}


def _again(known: Known, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: known.earlier[name] for name in names if name in known.earlier}
