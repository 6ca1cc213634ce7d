"""The answers to what a route asks before it chooses an edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from workflow_app.models import AssessmentRecord, Case, ClaimState
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.assessment import OF_THE_WHOLE, Assessment
from workflow_app.policy.finding import Finding, Verdict


def answer(case: Case, names: Iterable[str], on: date) -> dict[str, bool]:
    """{predicate: yes or no}, on the last assessment as officers settled it, under the case's own edition.

    `on` is the day of the act: how a case is handled is governed by the day it is handled (design §5).
    """
    asked = tuple(names)
    if not asked:
        return {}
    predicates = catalogue.procedure(case.item, case.procedure).predicates
    policy, said = edition_of(case).on(on), _as_settled(case)
    return {name: predicates[name](said, policy) for name in asked}


def last_assessment(case: Case) -> Assessment:
    """What the rules said last."""
    return Assessment.from_json(AssessmentRecord.objects.filter(case=case).latest("id").content)


def _as_settled(case: Case) -> Assessment:
    """The last assessment without the lines struck off, each undecided finding as it was ruled on."""
    off = set(case.claims.filter(state=ClaimState.STRUCK_OFF).values_list("ordinal", flat=True))
    ruled = {(row.line, row.condition): row.met for row in case.rulings.all()}
    said = last_assessment(case)
    kept = ((n, line) for n, line in enumerate(said.lines, start=1) if n not in off)
    lines = tuple(replace(line, findings=_as_ruled(n, line.findings, ruled)) for n, line in kept)
    return replace(said, findings=_as_ruled(OF_THE_WHOLE, said.findings, ruled), lines=lines)


def _as_ruled(line: int, found: tuple[Finding, ...], ruled: Mapping[tuple[int, str], bool]) -> tuple[Finding, ...]:
    return tuple(_one_as_ruled(finding, ruled.get((line, finding.condition))) for finding in found)


def _one_as_ruled(finding: Finding, met: bool | None) -> Finding:
    if finding.verdict is not Verdict.UNDECIDED or met is None:
        return finding
    return replace(finding, verdict=Verdict.MET if met else Verdict.NOT_MET)
