"""更正: one typed-in fact of a filing under review, by who reviews it, with what stood there before and the ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.answers import Answers
from workflow_app.commands.assess import assess
from workflow_app.commands.make_claims import renew_claims
from workflow_app.commands.reassess import tell_those_behind
from workflow_app.commands.record import record
from workflow_app.commands.settle_point import as_reviewer
from workflow_app.commands.submit import competent_unit, file_answers
from workflow_app.flow import door
from workflow_app.models import Account, Case, CaseState, Draft, FactCorrection, NoticeLine
from workflow_app.models.keyring import person_index
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.correcting import Place, place_in
from workflow_app.queries.law.facts import parent_of


@dataclass(frozen=True, slots=True)
class Spot:
    """Which answer: of a question, or of one column in one line of a list of people."""

    question: str
    line: int = 0
    column: str = ""


def correct_fact(case_id: int, spot: Spot, raw: object, words: str, *, by: Account, at: datetime) -> FactCorrection:
    """File the answers again with one of them corrected; findings and sums follow, line by line.

    Never an account, a file, a declaration, nor whose and which claims they are. Raises NotFound, NotAllowed, SeparationOfDuties,
    NotUnderstood for what cannot be read or changes nothing, NotPossibleNow outside review, after a notice or for another matter.
    """
    with door.held(case_id) as case:
        _is_time(case)
        as_reviewer(case, by, at, what="更正填报内容")
        if not words.strip():
            raise NotUnderstood("请写明更正的依据：核对了哪份材料、原来错在哪里。")
        filing = case.filings.latest("ordinal")
        place = place_in(case, filing.answers, spot.question, spot.line, spot.column)
        if place is None:
            raise NotFound("这一项不能更正：没有这一项，或者它是账户、附件、承诺授权。请刷新页面重新选择。")
        answers = _read(case, place, filing.answers, raw)
        _same_matter(case, answers)
        renewed = file_answers(case, answers, by=by, at=at)
        renew_claims(case, answers, assess(case, at=at), by=by, at=at)
        after = place.words_in(renewed.answers)
        if after == place.before:
            raise NotUnderstood(f"“{place.label}”更正后的内容与原来一样，没有需要更正的。")
        row = FactCorrection.objects.create(
            case=case,
            filing=renewed,
            section=place.section,
            field=spot.column or spot.question,
            row=spot.line,
            before=place.before,
            after=after,
            words=words.strip(),
            by=by,
            at=at,
        )
        body = {"filing": renewed.digest, "label": place.label, "correction": row.pk}
        record(case.stream, "correct_fact", by=by, at=at, body=body, personal=[place.before, after, words])
        tell_those_behind(case, at=at)
        return row


def _is_time(case: Case) -> None:
    if case.state != CaseState.ACCEPTED:
        raise NotPossibleNow("只有在审核环节才能更正填报内容；已经到审定环节的，请先退回审核环节。")
    if Draft.objects.filter(correcting=case).exists():
        raise NotPossibleNow("正在等申请人补充，请等申请人提交后再更正。")
    if NoticeLine.objects.filter(claim__case=case).exists():
        raise NotPossibleNow("本件已经公示过，填报内容不能再更正。")


def _read(case: Case, place: Place, filed: Mapping[str, Any], raw: object) -> Answers:
    questions = catalogue.procedure(case.item, case.procedure).questions
    reading = questions.read_json(place.replaced(filed, raw))
    if reading.answers is None:
        told = "；".join(each.words for each in reading.corrections[:3])
        raise NotUnderstood(f"更正后的内容读不懂或者与别处不符：{told}。", reading.corrections)
    return reading.answers


def _same_matter(case: Case, answers: Answers) -> None:
    """A corrected fact makes it neither somebody else's nor another office's, nor lets it rest on another case."""
    procedure = catalogue.procedure(case.item, case.procedure)
    gist = procedure.gist(answers)
    parent = parent_of(gist, case.item, procedure)
    same = person_index(gist.number) == case.applicant.number_index and competent_unit(gist, parent).pk == case.unit_id
    if not same or (parent.pk if parent else None) != case.parent_id:
        raise NotPossibleNow("更正不能换申请人、受理机关或所依据的办件；这些填错了的，请申请人撤回后重新申报。")
