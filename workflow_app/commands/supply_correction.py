"""Supply what the one notice asked for: the case goes back to receiving with a new filing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from forms.answers import Answers
from workflow_app.approval.stance import Outcome, Stance
from workflow_app.commands.ask_registers import ask_later
from workflow_app.commands.assess import assess
from workflow_app.commands.draft import own_draft
from workflow_app.commands.hand_in import hand_in
from workflow_app.commands.make_claims import payee_told, renew_claims, replace_claims
from workflow_app.commands.reassess import tell_those_behind
from workflow_app.commands.record import record
from workflow_app.commands.submit import applicant_of, competent_unit, file_answers, read_answers
from workflow_app.commands.take_effect import Occasion, take_effect
from workflow_app.flow import door, limits
from workflow_app.flow.arrival import advance
from workflow_app.flow.signing import seats_of, sign
from workflow_app.models import Account, Case, CaseState, Deadline, Opinion, RoundState, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow
from workflow_app.queries.law.facts import parent_of
from workflow_app.queries.law.shown import shown_to_signer
from workflow_app.queries.scope import drafts_open_to


def supply_correction(draft_id: int, *, by: Account, at: datetime) -> Case:
    """File the corrected answers: after the one notice, or when somebody reviewing the case asked (补充).

    Raises NotUnderstood with what is still wrong, NotPossibleNow when it is too late, or, under review, for other claims.
    """
    with transaction.atomic():
        case = _held_case(draft_id, by, at)
        draft = own_draft(draft_id, by, at)
        opened = case.rounds.filter(state=RoundState.OPEN).first()
        seats = seats_of(opened.pk) if opened else []
        mine = next((seat for seat in seats if seat.desk_id is None and seat.waiting), None)
        if mine is None:
            raise NotPossibleNow(f"办件 {case.number} 现在是“{case.state_word}”，不能再补正。")
        answers = read_answers(draft)
        _same_matter(case, answers, by, at)
        filing = file_answers(case, answers, by=by, at=at)
        hand_in(draft, case, answers)
        draft.delete()
        renew = replace_claims if case.state == CaseState.AWAITING_CORRECTION else renew_claims
        renew(case, answers, assess(case, at=at), by=by, at=at)
        outcome = sign(seats, mine, _word(case, mine, by, at))
        assert outcome in (Outcome.OPEN, Outcome.APPROVED), "who asked the applicant speaks after them"
        told = payee_told(catalogue.procedure(case.item, case.procedure).gist(answers))
        record(case.stream, "supply_correction", by=by, at=at, body={"filing": filing.digest}, personal=told)
        limits.settle(case, Deadline.State.MET, at, (Deadline.Kind.CORRECTION,))
        if outcome is Outcome.APPROVED:
            take_effect(case, advance(case, mine.round, outcome, {}, at), Occasion(by, at))
        tell_those_behind(case, at=at)
        ask_later(case, at=at, occasion=f"filing {filing.ordinal}")
        return case


def _word(case: Case, seat: Seat, by: Account, at: datetime) -> Opinion:
    return Opinion(seat=seat, by=by, stance=Stance.APPROVE.value, shown=shown_to_signer(case, by), at=at)


def _held_case(draft_id: int, by: Account, at: datetime) -> Case:
    """The case is locked before its draft, as everybody does who ends a correction from outside."""
    draft = drafts_open_to(by, localtime(at).date()).filter(pk=draft_id).only("correcting").first()
    if draft is None:
        raise NotFound("没有找到这份草稿。它可能已经提交或删除，请到“我的申报”查看。")
    if draft.correcting_id is None:
        raise NotFound("这份草稿不是补正材料，请到“我的申报”查看。")
    return door.hold(draft.correcting_id)


def _same_matter(case: Case, answers: Answers, by: Account, at: datetime) -> None:
    """A correction may name another parent case, but neither another applicant nor another county."""
    procedure = catalogue.procedure(case.item, case.procedure)
    gist = procedure.gist(answers)
    parent = parent_of(gist, case.item, procedure)
    if applicant_of(gist, by, at).pk != case.applicant_id:
        raise NotAllowed(
            f"补正不能更换申请人。办件 {case.number} 由“{case.applicant.name}”申报，请填写它的名称和证件号码。"
        )
    if competent_unit(gist, parent).pk != case.unit_id:
        raise NotPossibleNow("补正后应由另一县（市、区）受理，不能在本办件里办理；请撤回后重新申报。")
    if case.parent_id != (parent.pk if parent else None):
        case.parent = parent
        case.save(update_fields=["parent"])
