"""Ask the rules about a filed case, and keep what they said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localtime

from workflow_app.commands.record import record
from workflow_app.models import AssessmentRecord, Case, Claim, ClaimState, Ruling
from workflow_app.models.chain import personal_digest
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.asking import ask_rules
from workflow_app.policy.assessment import OF_THE_WHOLE, Assessment
from workflow_app.policy.facts import Facts
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.queries.law.circumstances import circumstances
from workflow_app.queries.law.facts import facts_of
from workflow_app.queries.law.predicates import last_assessment


def assess(case: Case, *, at: datetime) -> Assessment:
    """Assess the case as filed, on today's facts and its own edition; keeps the record and counts the open points.

    The case is held; saves nothing of it but `open_points` and the `circumstances` asked in.
    """
    gathered = facts_of(case, localtime(at).date())
    assessment = assess_facts(case, gathered.facts)
    keep(case, gathered.facts, assessment, at=at)
    case.circumstances = gathered.circumstances
    count_points(case, assessment)
    return assessment


def reassess_when_moved(case: Case, *, at: datetime) -> bool:
    """Ask again when what lies outside the filing has moved since the last asking; says whether it had. The case is held.

    One statement when nothing has. So nobody agrees on findings that hold no longer, whoever acted elsewhere meanwhile.
    """
    if circumstances(case) == case.circumstances:
        return False
    before = case.open_points
    assess(case, at=at)
    record(case.stream, "assess", by=None, at=at, body={"points": [before, case.open_points]})
    return True


def assessment_now(case: Case, *, at: datetime) -> Assessment:
    """The assessment that holds at this moment: the last one, or a new one when circumstances moved. The case is held."""
    reassess_when_moved(case, at=at)
    return last_assessment(case)


def count_points(case: Case, assessment: Assessment) -> None:
    """Count again what an officer must still settle."""
    case.open_points = sum(1 for _ in open_points(case, assessment))
    case.save(update_fields=["open_points", "circumstances"])


def assess_facts(case: Case, facts: Facts) -> Assessment:
    """The rules' word on these facts, under the edition and at the governing date of the filing."""
    return ask_rules(catalogue.procedure(case.item, case.procedure), facts, edition_of(case), governing_date(case))


def governing_date(case: Case) -> date:
    """The filing day governs eligibility up to the decision (design §5)."""
    return localtime(case.filed_at).date()


def keep(case: Case, facts: Facts, assessment: Assessment, *, at: datetime) -> AssessmentRecord:
    """The record of one asking, sealed: lines name persons."""
    return AssessmentRecord.objects.create(
        case=case,
        edition=case.edition,
        governing_on=assessment.governing_on,
        facts_digest=personal_digest(_told(facts)),
        content=assessment.as_json(),
        verdict=assessment.verdict.value,
        at=at,
    )


def open_points(case: Case, assessment: Assessment) -> Iterator[tuple[int, Finding]]:
    """(line, finding) of everything an officer must still settle: undecided without a ruling, not met but not struck off."""
    ruled = {(r.line, r.condition): r.met for r in Ruling.objects.filter(case=case)}
    off = set(Claim.objects.filter(case=case, state=ClaimState.STRUCK_OFF).values_list("ordinal", flat=True))
    yield from _open(OF_THE_WHOLE, assessment.findings, ruled)
    for ordinal, line in enumerate(assessment.lines, start=1):
        if ordinal not in off:
            yield from _open(ordinal, line.findings, ruled)


def _open(
    line: int, findings: tuple[Finding, ...], ruled: dict[tuple[int, str], bool]
) -> Iterator[tuple[int, Finding]]:
    for finding in findings:
        decided = ruled.get((line, finding.condition)) if finding.verdict is Verdict.UNDECIDED else None
        if finding.verdict is not Verdict.MET and not decided:
            yield line, finding


def _told(facts: Facts) -> dict[str, object]:
    return {
        "on": facts.on,
        "filed_on": facts.filed_on,
        "answers": facts.answers.to_json() if hasattr(facts.answers, "to_json") else dict(facts.answers),
        "parent": facts.parent.number if facts.parent else None,
        "earlier": [(e.kind, e.key, e.beneficiary, e.fen, e.case_number, e.state) for e in facts.earlier],
        "checks": [(c.kind, c.on, c.officers, c.present) for c in facts.checks],
    }
