"""What the rules would say of a draft if it were filed now, and the answers in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from forms.answers import Answers
from forms.fields import BankAccount
from forms.questionnaire import Questionnaire
from forms.review import ReviewSection, review
from workflow_app.models import Draft
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.standing import Standing
from workflow_app.queries.law.facts import facts_for, parent_of
from workflow_app.queries.law.published import newest_edition

LINES_SHOWN = 50


@dataclass(frozen=True)
class SumLine:
    """How many lines are reckoned alike."""

    caption: str
    formula: str
    count: int
    fen: int


@dataclass(frozen=True)
class Preview:
    """`unmet` and `undecided` are of the whole; `troubled` are lines with something not met or undecided."""

    unmet: tuple[Finding, ...]
    undecided: tuple[Finding, ...]
    met: tuple[Finding, ...]
    troubled: tuple[tuple[LineAssessment, tuple[Finding, ...]], ...]
    more_troubled: int
    sums: tuple[SumLine, ...]
    fen: int
    standing: Standing


def preview(draft: Draft, answers: Answers, on: date) -> Preview:
    """Assess the draft on a day's facts: under the newest edition, or a correction under its case's own."""
    procedure = catalogue.procedure(draft.item, draft.procedure)
    gist = procedure.gist(answers)
    case = draft.correcting
    filed_on = localtime(case.filed_at).date() if case else on
    parent = parent_of(gist, draft.item, procedure.parent)
    facts = facts_for(answers, gist, filed_on=filed_on, on=on, parent=parent, own=case).facts
    edition = edition_of(case) if case else newest_edition(draft.item)
    return summed(procedure.assess(facts, edition.on(filed_on)))


def summed(assessment: Assessment) -> Preview:
    """An assessment as a person reads it: what stands in the way first, then what it comes to."""
    troubled = [(line, (*line.unmet, *line.undecided)) for line in assessment.lines if line.verdict is not Verdict.MET]
    amounts = [line.amount for line in assessment.lines if line.amount and line.verdict is not Verdict.NOT_MET]
    alike = Counter((amount.caption, amount.formula, amount.fen) for amount in amounts)
    return Preview(
        unmet=_with(assessment, Verdict.NOT_MET),
        undecided=_with(assessment, Verdict.UNDECIDED),
        met=_with(assessment, Verdict.MET),
        troubled=tuple(troubled[:LINES_SHOWN]),
        more_troubled=max(len(troubled) - LINES_SHOWN, 0),
        sums=tuple(SumLine(caption, formula, n, fen * n) for (caption, formula, fen), n in alike.items()),
        fen=sum(amount.fen for amount in amounts),
        standing=Standing.weakest(tuple(amount.standing for amount in amounts)),
    )


def in_words(questions: Questionnaire, values: Mapping[str, Any], *, full: bool) -> tuple[ReviewSection, ...]:
    """Answers in words; a bank account stays masked even for the applicant's own eyes."""
    masked = {field.name for field in questions.asked(values) if isinstance(field, BankAccount)}
    hidden = {line.name: line for section in review(questions, values) for line in section.lines}
    return tuple(
        replace(each, lines=tuple(hidden[line.name] if line.name in masked else line for line in each.lines))
        for each in review(questions, values, full=full)
    )


def _with(assessment: Assessment, verdict: Verdict) -> tuple[Finding, ...]:
    return tuple(finding for finding in assessment.findings if finding.verdict is verdict)
