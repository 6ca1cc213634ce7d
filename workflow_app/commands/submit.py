"""File: a draft becomes a case with a number, a place on its route and a clock."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils.timezone import localtime

from forms.answers import Answers
from workflow_app.approval.duties import Duty
from workflow_app.approval.route import Edge
from workflow_app.commands.ask_registers import ask_later
from workflow_app.commands.assess import assess
from workflow_app.commands.commit import commit_to
from workflow_app.commands.draft import own_draft
from workflow_app.commands.hand_in import hand_in
from workflow_app.commands.issue import issue
from workflow_app.commands.make_claims import make_claims, payee_told, remember_payee
from workflow_app.commands.number import next_number
from workflow_app.commands.record import open_stream, record
from workflow_app.flow import door
from workflow_app.flow.arrival import arrive
from workflow_app.flow.released import newest
from workflow_app.models import (
    Account,
    Case,
    Draft,
    Filing,
    Party,
    PublishedEdition,
    Unit,
)
from workflow_app.models.chain import personal_digest
from workflow_app.models.keyring import person_index
from workflow_app.policy import catalogue
from workflow_app.policy.gist import Gist
from workflow_app.policy.item import Procedure
from workflow_app.policy.refusals import NotAllowed, NotInForce, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.facts import parent_of
from workflow_app.queries.law.handed_in import not_handed_in
from workflow_app.queries.papers import case_papers
from workflow_app.queries.scope import not_represented, parties_of

CASE_SERIES = "办件"


def submit(draft_id: int, *, by: Account, at: datetime) -> Case:
    """File a draft. Answers the new case; the draft is gone.

    Raises NotUnderstood with every correction, NotAllowed for an applicant the account does not represent or a kind of
    applicant it is not for, NotPossibleNow where no unit is competent, NotInForce without a published policy.
    """
    with transaction.atomic():
        draft = own_draft(draft_id, by, at)
        if draft.correcting_id:
            raise NotPossibleNow("这是补正材料，请在办件页面提交补正。")
        answers = read_answers(draft)
        item, procedure = catalogue.item(draft.item), catalogue.procedure(draft.item, draft.procedure)
        gist = procedure.gist(answers)
        _is_for(procedure, gist)
        parent = parent_of(gist, item.slug, procedure)
        route = newest(item, procedure)
        task = door.begin(item.slug, route)
        case = _open_case(draft, gist, parent, (task.process_id, route.version), by, at)
        filing = file_answers(case, answers, by=by, at=at)
        arrive(case, Edge(to=route.start), task, at)
        make_claims(case, gist, assess(case, at=at))
        remember_payee(case, gist, by, at)
        commit_to(case, by, Duty.FILE)
        hand_in(draft, case, answers)
        draft.delete()
        issue("receipt", case=case, data=case_papers.receipt(case, at), at=at)
        body = {"item": case.item, "procedure": case.procedure, "filing": filing.digest, "edition": case.edition.sha256}
        record(case.stream, "submit", by=by, at=at, body=body, personal=payee_told(gist))
        ask_later(case, at=at, occasion=f"filing {filing.ordinal}")
        return case


def _is_for(procedure: Procedure, gist: Gist) -> None:
    if gist.applicant_kind not in procedure.filed_by:
        whom = "单位" if gist.applicant_kind == "person" else "个人"
        raise NotAllowed(f"“{procedure.title}”由{whom}申请，请换用{whom}的身份申报。")


def read_answers(draft: Draft) -> Answers:
    """The typed answers of a whole draft; NotUnderstood with every correction, or naming files that are not its own."""
    reading = catalogue.procedure(draft.item, draft.procedure).questions.read(draft.answers)
    if reading.answers is None:
        raise NotUnderstood(f"还有{len(reading.corrections)}处需要改正，改好后再提交。", reading.corrections)
    if foreign := not_handed_in(draft, reading.answers):
        raise NotUnderstood(f"文件“{'、'.join(foreign)}”不是在这份草稿里上传的，请重新上传后再提交。")
    return reading.answers


def file_answers(case: Case, answers: Answers, *, by: Account, at: datetime) -> Filing:
    """Append a filing. Its digest is keyed: it stands in the chain, where no one may guess a person from it."""
    ordinal, said = case.filings.count() + 1, answers.to_json()
    return Filing.objects.create(case=case, ordinal=ordinal, answers=said, digest=personal_digest(said), by=by, at=at)


def _open_case(
    draft: Draft, gist: Gist, parent: Case | None, begun: tuple[int, int], by: Account, at: datetime
) -> Case:
    unit, place = competent_unit(gist, parent), place_of(gist, parent)
    year, serial = next_number(_counting(unit), CASE_SERIES, at)
    number = f"{unit.region}-{year}-{serial:06d}"
    return Case.objects.create(
        number=number,
        query_code=token_hex(4).upper(),
        item=draft.item,
        procedure=draft.procedure,
        route_version=begun[1],
        unit=unit,
        place=place,
        applicant=applicant_of(gist, by, at),
        filed_by=by,
        edition=_edition(draft.item),
        parent=parent,
        process_id=begun[0],
        stream=open_stream(f"case:{number}"),
        summary=gist.summary[:120],
        filed_at=at,
    )


def _counting(unit: Unit) -> Unit:
    """Which unit counts the cases of a region: one for all its organs, because the number names the region alone."""
    return Unit.objects.filter(region=unit.region).earliest("pk")


def place_of(gist: Gist, parent: Case | None) -> str:
    """Where it is at home: the place it names, or its parent's."""
    return gist.region or (parent.place if parent else "")


def competent_unit(gist: Gist, parent: Case | None) -> Unit:
    """Who decides it: the organ of the place, or of the parent's place; NotPossibleNow where there is none."""
    region = place_of(gist, parent)
    nearest = Unit.objects.filter(kind=gist.authority, region__in={region, region[:6]}).order_by("-region")
    unit = max(nearest, key=lambda each: len(each.region), default=None)
    if unit is None:
        raise NotPossibleNow(
            f"没有找到编号为“{gist.parent_number}”的办件，请核对它的通知书上的编号。"
            if gist.parent_number
            else f"行政区划 {region} 还没有受理单位，请核对所在地，或到窗口咨询。"
        )
    return unit


def applicant_of(gist: Gist, by: Account, at: datetime) -> Party:
    """The party a filing names, when the account may act for it; NotAllowed otherwise."""
    party = Party.objects.filter(number_index=person_index(gist.number)).first()
    today = localtime(at).date()
    if party is None or not parties_of(by, today).filter(pk=party.pk).exists():
        raise NotAllowed(not_represented(gist.applicant_kind, gist.name))
    return party


def _edition(item: str) -> PublishedEdition:
    edition = PublishedEdition.objects.filter(item=item).order_by("-ordinal").first()
    if edition is None:
        raise NotInForce("这个事项还没有发布政策文本，暂时不能申报；请联系主管部门。")
    return edition
