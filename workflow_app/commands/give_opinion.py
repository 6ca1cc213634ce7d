"""Sign from a seat: accept, review, approve, refuse, return. One act for every human step of every route."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.approval.route import Step
from workflow_app.approval.stance import OUTCOME_OF, Outcome, Stance
from workflow_app.commands.assess import reassess_when_moved
from workflow_app.commands.issue import issue
from workflow_app.commands.reckon_again import read_seat_answers, reckon_again
from workflow_app.commands.record import record_with_the_next, write_what_waits
from workflow_app.commands.seat.rearranging import ask_no_longer
from workflow_app.commands.seat.seated import leave_unanswered, may_sign, seated
from workflow_app.commands.take_effect import Occasion, take_effect
from workflow_app.flow.arrival import Arrival, advance, route_of
from workflow_app.flow.signing import sign
from workflow_app.models import Account, Case, CaseState, Deadline, Opinion, Round, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import FindingsMoved, NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.barred import asks_for_points, at_the_meeting, over_open_points
from workflow_app.queries.law.correctable import correctable
from workflow_app.queries.law.meetings import is_minuted, meeting_of
from workflow_app.queries.law.predicates import answer
from workflow_app.queries.law.shown import shown_to_signer
from workflow_app.queries.papers.minutes import minutes
from workflow_app.queries.papers.telling import own_paper

Defects = Sequence[tuple[str, str]]  # (section, what is wrong and what to do)


def give_opinion(
    seat_id: int,
    stance: Stance,
    words: str = "",
    *,
    defects: Defects = (),
    answers: Mapping[str, Any] | None = None,
    seen: int | None = None,
    by: Account,
    at: datetime,
) -> Case:
    """Say `stance` from a seat; when that decides the round, the case moves on and what follows happens.

    `answers` is what was typed on the page the seat asks (Seat.asks), `seen` how many links the case's chain had on the page that
    was signed (尽职留痕). Raises NotFound, AlreadyDone (naming who and when),
    NotAllowed, SeparationOfDuties, NotUnderstood for a missing reason or answers that need correcting, NotPossibleNow
    while points are open, the seat is delegated or the case suspended, BudgetExhausted, CannotPrint.
    """
    with transaction.atomic():
        at_table = seated(seat_id, by, at)
        case, mine = at_table.case, at_table.mine
        may_sign(at_table, by)
        _has_reason(stance, words, defects)
        step = route_of(case).steps[mine.round.step]
        _has_a_way(step, stance)
        _is_time(case, step, mine, stance, at)
        _sat(case, mine, by)
        said = read_seat_answers(case, mine, answers or {}) if stance is Stance.APPROVE else None
        opinion = Opinion(seat=mine, by=by, stance=stance.value, words=words, answers=said, at=at)
        opinion.in_place_of = at_table.absent
        opinion.shown = shown_to_signer(case, by, opinion.in_place_of, seen)
        outcome = sign(at_table.seats, mine, opinion)
        body = {"seat": mine.pk, "step": mine.round.step, "stance": stance.value, "outcome": outcome.value}
        told = [words, said] if said else words
        record_with_the_next(case.stream, "give_opinion", by=by, at=at, body=body, personal=told)
        if said:
            reckon_again(case, at=at)
        if outcome is Outcome.OPEN:
            ask_no_longer(case, at_table.seats, at)
        else:
            leave_unanswered(at_table, at)
            _move_on(case, mine, step, outcome, Occasion(by, at, words, tuple(defects)))
        write_what_waits(case.stream)
        return case


def _has_reason(stance: Stance, words: str, defects: Defects) -> None:
    """The defects of a correction are its reason."""
    if stance is not Stance.APPROVE and not words.strip() and not defects:
        raise NotUnderstood(f"选择“{stance.label}”须写明理由，申请人和后面的环节都要看到。请填写意见后再提交。")


def _has_a_way(step: Step, stance: Stance) -> None:
    """Asked of each signer at once: a word without an edge would only stop whoever signs last."""
    if OUTCOME_OF[stance] not in step.outcomes:
        raise NotPossibleNow(f"“{step.title}”环节不能{stance.label}，请选择其他意见。")


def _is_time(case: Case, step: Step, mine: Seat, stance: Stance, at: datetime) -> None:
    """Findings that moved elsewhere are asked again before anybody agrees on them."""
    moved = asks_for_points(case, step, stance, mine.desk) and reassess_when_moved(case, at=at)
    why = over_open_points(case, step, stance, mine.desk)
    if why and moved:
        raise FindingsMoved(f"其他办件或现场检查刚有变化，审查结论已重新核对：{why}")
    if why:
        raise NotPossibleNow(why)


def _sat(case: Case, mine: Seat, by: Account) -> None:
    """At a meeting only who sat there signs, and only once it is recorded that it sat."""
    if not is_minuted(case, mine.round.step):
        return
    meeting = meeting_of(mine.round)
    if why := at_the_meeting(meeting, by):
        raise (NotAllowed if meeting else NotPossibleNow)(why)


def _move_on(case: Case, mine: Seat, step: Step, outcome: Outcome, occasion: Occasion) -> None:
    _defects_named(case, step.outcomes[outcome][0].to, occasion)
    settled = Deadline.objects.filter(round=mine.round, state=Deadline.State.ARMED)
    settled.update(state=Deadline.State.MET, settled_at=occasion.at)
    if is_minuted(case, step.name):
        issue("minutes", case=case, data=minutes(case, mine.round, occasion.at), at=occasion.at)
    said = answer(case, step.asks(outcome), localtime(occasion.at).date())
    arrival: Arrival = advance(case, mine.round, outcome, said, occasion.at)
    _leave_its_paper(case, mine.round, step, outcome, occasion)
    if arrival.after != CaseState.APPROVED:  # the determination is written together with the word that led to it
        write_what_waits(case.stream)
    take_effect(case, arrival, occasion)


def _leave_its_paper(case: Case, decided: Round, step: Step, outcome: Outcome, occasion: Occasion) -> None:
    """A step may leave a paper when it agrees: a guarantee letter, a summons. Its office issues it, where one alone signed."""
    kind = catalogue.procedure(case.item, case.procedure).step_papers.get(step.name)
    if not kind or outcome is not Outcome.APPROVED:
        return
    own = decided.seats.filter(removed_at__isnull=True, added_by__isnull=True)  # not who was asked besides
    offices = {seat.desk.unit for seat in own.select_related("desk__unit") if seat.desk}
    unit = offices.pop() if len(offices) == 1 else case.unit
    issue(kind, case=case, data=own_paper(case, kind, occasion.at, unit), at=occasion.at, unit=unit)


def _defects_named(case: Case, to: str, occasion: Occasion) -> None:
    steps = route_of(case).steps
    correcting = to in steps and steps[to].legal == CaseState.AWAITING_CORRECTION
    if not correcting:
        return
    if not occasion.defects:
        raise NotUnderstood("补正须一次性列明全部问题：请至少勾选或填写一处，写清哪里不对、怎样改。")
    allowed = correctable(case)
    late = [section for section, _ in occasion.defects if allowed is not None and section not in allowed]
    if late:
        raise NotPossibleNow(
            "补正只能一次性告知：已经发过补正告知书，再次补正只能针对上次列出的部分和申请人此后改动的部分。"
            "上次没有提出、材料也没有变的，不能再要求补正。"
        )
