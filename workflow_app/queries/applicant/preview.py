"""What the rules would say of a draft if it were filed now, and the answers in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.timezone import localtime

from forms.answers import Answers
from forms.fields import BankAccount
from forms.questionnaire import Questionnaire
from forms.review import ReviewSection, review
from workflow_app.models import Account, Case, Draft
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.asking import ask_rules
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.facts import EarlierClaim
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.gist import Gist
from workflow_app.policy.standing import Standing
from workflow_app.queries.law.facts import facts_for, parent_of
from workflow_app.queries.law.published import newest_edition
from workflow_app.queries.other_cases import OtherCases, other_cases, to_account
from workflow_app.queries.scope import parties_of

LINES_SHOWN = 50


@dataclass(frozen=True)
class SumLine:
    """How many lines are reckoned alike."""

    caption: str
    formula: str
    count: int
    fen: int


@dataclass(frozen=True)
class Trouble:
    """One sentence about lines, said once for all of them: whose they are, or how many and which."""

    who: str
    finding: Finding
    unmet: bool


@dataclass(frozen=True)
class Preview:
    """`unmet` and `undecided` are of the whole; `troubled` is what is not met or undecided of its lines."""

    unmet: tuple[Finding, ...]
    undecided: tuple[Finding, ...]
    met: tuple[Finding, ...]
    troubled: tuple[Trouble, ...]
    more_troubled: int
    sums: tuple[SumLine, ...]
    fen: int
    standing: Standing


def preview(draft: Draft, answers: Answers, reader: Account, on: date) -> Preview:
    """Assess the draft on a day's facts: under the newest edition, or a correction under its case's own. Other cases are
    named as far as the reader may know them."""
    procedure = catalogue.procedure(draft.item, draft.procedure)
    gist = procedure.gist(answers)
    case = draft.correcting
    filed_on = localtime(case.filed_at).date() if case else on
    parent = parent_of(gist, draft.item, procedure)
    facts = facts_for(answers, gist, filed_on=filed_on, on=on, parent=parent, own=case).facts
    facts = replace(facts, earlier=_may_be_known(facts.earlier, gist, reader, on))
    edition = edition_of(case) if case else newest_edition(draft.item)
    assessment = ask_rules(procedure, facts, edition, filed_on)
    return summed(assessment, other_cases(_read(assessment), to_account(reader, on), on))


def _may_be_known(earlier: tuple[EarlierClaim, ...], gist: Gist, reader: Account, on: date) -> tuple[EarlierClaim, ...]:
    """Who files for themself learns of their own claims and cases alone: a draft must not be a way to ask what a relative, or
    whoever's number one types, draws. An organisation is told of the people on its roster that something stands in their way.
    """
    strange = [each for each in earlier if each.beneficiary != gist.number]
    if gist.applicant_kind == "organisation" or not strange:
        return earlier
    own = Case.objects.filter(number__in={each.case_number for each in strange}, applicant__in=parties_of(reader, on))
    known = set(own.values_list("number", flat=True))
    return tuple(each for each in earlier if each.beneficiary == gist.number or each.case_number in known)


def summed(assessment: Assessment, others: OtherCases) -> Preview:
    """An assessment as a person reads it: what stands in the way first, then what it comes to."""
    troubled = _troubles(assessment.lines, others)
    amounts = [line.amount for line in assessment.lines if line.amount and line.verdict is not Verdict.NOT_MET]
    alike = Counter((amount.caption, amount.formula, amount.fen) for amount in amounts)
    return Preview(
        unmet=_with(assessment, Verdict.NOT_MET, others),
        undecided=_with(assessment, Verdict.UNDECIDED, others),
        met=_with(assessment, Verdict.MET, others),
        troubled=troubled[:LINES_SHOWN],
        more_troubled=max(len(troubled) - LINES_SHOWN, 0),
        sums=tuple(SumLine(caption, formula, n, fen * n) for (caption, formula, fen), n in alike.items()),
        fen=sum(amount.fen for amount in amounts),
        standing=Standing.weakest(tuple(amount.standing for amount in amounts)),
    )


def _read(assessment: Assessment) -> Iterator[Finding]:
    """What the page shows in words."""
    yield from assessment.findings
    for line in assessment.lines:
        yield from (*line.unmet, *line.undecided)


def _troubles(lines: Sequence[LineAssessment], others: OtherCases) -> tuple[Trouble, ...]:
    """What is not met first, then what is undecided; equal sentences about several people together."""
    alike: dict[tuple[object, ...], tuple[Finding, list[int]]] = {}
    for number, line in enumerate(lines, start=1):
        for each in map(others.told, (*line.unmet, *line.undecided)):
            key = (each.verdict, each.title, each.words, each.remedy)
            alike.setdefault(key, (each, []))[1].append(number)
    found = (Trouble(_whose(lines, where), each, each.verdict is Verdict.NOT_MET) for each, where in alike.values())
    return tuple(sorted(found, key=lambda trouble: not trouble.unmet))


def _whose(lines: Sequence[LineAssessment], numbers: Sequence[int]) -> str:
    """王二（第3行）; 12人（第1至10、12、15行）; of a single line the name alone."""
    if len(lines) == 1:
        return lines[0].name
    rows = f"第{'、'.join(_runs(numbers))}行"
    return f"{lines[numbers[0] - 1].name}（{rows}）" if len(numbers) == 1 else f"{len(numbers)}人（{rows}）"


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """1, 2, 3, 5 → 1至3, 5."""
    for _, run in groupby(enumerate(numbers), key=lambda placed: placed[1] - placed[0]):
        first, *more = (number for _, number in run)
        yield f"{first}至{more[-1]}" if more else str(first)


def in_words(questions: Questionnaire, values: Mapping[str, Any], *, full: bool) -> tuple[ReviewSection, ...]:
    """Answers in words; a bank account stays masked even for the applicant's own eyes."""
    masked = {field.name for field in questions.asked(values) if isinstance(field, BankAccount)}
    hidden = {line.name: line for section in review(questions, values) for line in section.lines}
    return tuple(
        replace(each, lines=tuple(hidden[line.name] if line.name in masked else line for line in each.lines))
        for each in review(questions, values, full=full)
    )


def _with(assessment: Assessment, verdict: Verdict, others: OtherCases) -> tuple[Finding, ...]:
    return tuple(others.told(finding) for finding in assessment.findings if finding.verdict is verdict)
