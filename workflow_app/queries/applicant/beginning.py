"""What a new draft begins with: what is known of whom the account acts for, and the case it is to rest on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflow_app.models import Account, Filing, Party
from workflow_app.policy import catalogue
from workflow_app.policy.item import Procedure
from workflow_app.policy.known import Known
from workflow_app.queries.applicant.offered import parents_of
from workflow_app.queries.scope import parties_of

Begun = dict[str, dict[str, Any]]


def beginning(item: str, procedure: str, account: Account, on: date, *, parent: str = "") -> Begun:
    """{section: {question: raw}}. Of several parties of one kind none is guessed; `parent` counts only when it is one's own."""
    asked = catalogue.procedure(item, procedure)
    parties = list(parties_of(account, on))
    alone = [party for party in parties if sum(other.kind == party.kind for other in parties) == 1]
    begun: Begun = {}
    for party in alone:
        begun |= {slug: dict(said) for slug, said in asked.begin(_known(party, account, item)).items()}
    if parent and any(each.number == parent for each in parents_of(item, asked, account, on)):
        begun = _with(begun, asked, asked.parent_question, parent)
    return begun


def _known(party: Party, account: Account, item: str) -> Known:
    filings = Filing.objects.filter(case__applicant=party, case__item=item, by=account)
    last = filings.order_by("-pk").first()
    earlier: Mapping[str, Any] = last.answers if last else {}
    return Known(
        "organisation" if party.kind == Party.Kind.ORGANISATION else "person", party.name, party.number, earlier
    )


def _with(begun: Begun, asked: Procedure, question: str, value: str) -> Begun:
    for section in asked.questions.sections:
        if any(field.name == question for field in section.fields):
            return begun | {section.slug: begun.get(section.slug, {}) | {question: value}}
    return begun
