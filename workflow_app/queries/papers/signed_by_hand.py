"""Data of the forms an applicant signs by hand: 送达地址确认书 and 授权委托书, filled in from what was filed.

Numbers of people and telephones stay open: they are the signer's to write, and showing them would be a reveal.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.models import Case, Party
from workflow_app.policy import catalogue
from workflow_app.queries.law.facts import answers_of
from workflow_app.queries.papers.head import of_case

WAY, ADDRESS = "service_way", "service_address"


def service_address_form(case: Case, at: datetime) -> dict[str, Any]:
    """Which way was chosen of which there are, and the address of letters ('' to be filled in)."""
    answers = answers_of(case)
    asked = {each.name: each for each in catalogue.procedure(case.item, case.procedure).questions.asked(answers)}
    chosen = asked[WAY].show(answers[WAY]) if WAY in asked else ""
    return of_form(case, at) | {"way": chosen, "address": str(answers.get(ADDRESS) or "")}


def power_of_attorney(case: Case, at: datetime) -> dict[str, Any]:
    """Who gives the power, through whom where it is an organisation, and to whom: the agent of the filing, or who filed it."""
    answers = answers_of(case)
    return of_form(case, at) | {
        "organisation": case.applicant.kind == Party.Kind.ORGANISATION,
        "legal_rep": str(answers.get("legal_rep_name") or ""),
        "agent": str(
            answers.get("agent_name") or ("" if case.filed_by.name == case.applicant.name else case.filed_by.name)
        ),
    }


def of_form(case: Case, at: datetime) -> dict[str, Any]:
    """The head of a form: it has no number of its own but the case's."""
    number = f"办件{case.number}号"
    return of_case(case, at) | {"number": number, "issued_on": localtime(at).date().isoformat()}
