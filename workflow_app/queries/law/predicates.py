"""The answers to what a route asks before it chooses an edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from workflow_app.models import AssessmentRecord, Case, ClaimState
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.assessment import Assessment


def answer(case: Case, names: Iterable[str], on: date) -> dict[str, bool]:
    """{predicate: yes or no}, on the last assessment without the lines struck off, under the case's own edition.

    `on` is the day of the act: how a case is handled is governed by the day it is handled (design §5).
    """
    asked = tuple(names)
    if not asked:
        return {}
    predicates = catalogue.procedure(case.item, case.procedure).predicates
    policy = edition_of(case).on(on)
    kept = _kept(case)
    return {name: predicates[name](kept, policy) for name in asked}


def last_assessment(case: Case) -> Assessment:
    """What the rules said last."""
    return Assessment.from_json(AssessmentRecord.objects.filter(case=case).latest("id").content)


def _kept(case: Case) -> Assessment:
    off = set(case.claims.filter(state=ClaimState.STRUCK_OFF).values_list("ordinal", flat=True))
    last = last_assessment(case)
    return replace(last, lines=tuple(line for n, line in enumerate(last.lines, start=1) if n not in off))
