"""Data of the two forms in which an applicant promises something: 容缺受理承诺书 (a paper comes later) and 告知承诺书 (a word stands for
a proof). Whether a paper may come later, or an item takes a word, is for the published lists: nothing here decides it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from forms.fields import Files
from workflow_app.models import Case, CaseState, Deadline
from workflow_app.policy import catalogue
from workflow_app.policy.assessment import Assessment
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.queries.law.facts import answers_of
from workflow_app.queries.law.predicates import last_assessment
from workflow_app.queries.papers.head import ORDINANCE, clocks_of, limit_marks, marks, with_estimates
from workflow_app.queries.papers.signed_by_hand import of_form


def tolerance_promise(case: Case, at: datetime) -> dict[str, Any]:
    """What is missing [{where, words}] ([] to be filled in), and the last day to bring it: that of what was asked for while it runs,
    '' to be agreed at the window."""
    armed = case.deadlines.filter(kind=Deadline.Kind.CORRECTION, state=Deadline.State.ARMED)
    asked = (
        armed.first() if case.state == CaseState.AWAITING_CORRECTION else None
    )  # silence of an accepted case withdraws nothing
    said = of_form(case, at) | {
        "missing": list(_asked_for(case) if asked else _left_out(case)),
        "due_on": asked.due_on.isoformat() if asked else "",
        "basis": [f"{ORDINANCE}第二十四条"],
    }
    if not asked:
        return said
    said["marks"] = limit_marks(case, {"补正期限": clocks_of(case).correction}, localtime(at).date())
    return with_estimates(said, said["due_on"])


def commitment(case: Case, at: datetime) -> dict[str, Any]:
    """Every condition [{title, citation, found}] once, as the last assessment found it over the whole case."""
    found = _by_condition(last_assessment(case))
    return of_form(case, at) | {
        "conditions": [_condition(each) for each in found],
        "basis": [f"{ORDINANCE}第二十五条至第二十七条", "第二十九条"],
        "credit_basis": f"{ORDINANCE}第五十七条",
        "marks": marks(finding.standing.value for each in found for finding in each),
    }


def _asked_for(case: Case) -> Iterator[dict[str, str]]:
    sections = {each.slug: each.title for each in catalogue.procedure(case.item, case.procedure).questions.sections}
    for defect in case.filings.latest("ordinal").defects.order_by("pk"):
        yield {"where": sections.get(defect.section, ""), "words": defect.words}


def _left_out(case: Case) -> Iterator[dict[str, str]]:
    """The papers the form asks for and nobody uploaded."""
    answers = answers_of(case)
    for each in catalogue.procedure(case.item, case.procedure).questions.asked(answers):
        if isinstance(each, Files) and not answers.get(each.name):
            yield {"where": "", "words": each.label}


def _by_condition(said: Assessment) -> list[list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in (*said.findings, *(each for line in said.lines for each in line.findings)):
        found.setdefault(finding.condition, []).append(finding)
    return list(found.values())


def _condition(found: list[Finding]) -> dict[str, str]:
    verdict = Verdict.all_of(tuple(finding.verdict for finding in found))
    return {"title": found[0].title, "citation": str(found[0].citation), "found": verdict.label}
