"""督办: order a unit to answer in writing, by a day, what it has done about a case."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localtime

from workflow_app.clock.spoken import spoken
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, RoundState, Supervision
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.names import name_on
from workflow_app.queries.oversight.overseers import oversees

# Working days within which an answer may be demanded; the house's own number, so that a slipped year is told.
FARTHEST = 30


def supervise(case_id: int, words: str, due_on: date, *, by: Account, at: datetime) -> Supervision:
    """Demand an answer of the deciding unit. Raises NotFound, NotAllowed for who does not oversee it, SeparationOfDuties,
    NotPossibleNow for a case that has ended, NotUnderstood without words or with a day that is over, no working day or too far,
    AlreadyDone while an order of the same person waits for its answer."""
    with door.held(case_id) as case:
        today = localtime(at).date()
        if not oversees(by, case.unit, today):
            raise NotAllowed("督办由承办单位的负责人或者上级单位发出，您不在这些岗位上。可以请单位负责人督办。")
        is_kept_away(case, by)
        if not case.is_open:
            raise NotPossibleNow(f"办件 {case.number} 现在是“{case.state_word}”，没有可以督办的环节。")
        _is_said(words, due_on, today)
        waiting = case.supervisions.filter(ground=Supervision.Ground.ORDER, by=by, answered_at=None).first()
        if waiting is not None and waiting.due_on is not None:
            raise AlreadyDone(
                f"您对本件的上一次督办还没有答复，要求{spoken(waiting.due_on)}前答复。请先等答复，再次督办。"
            )
        order = Supervision.objects.create(
            case=case,
            round=case.rounds.filter(state=RoundState.OPEN).first(),
            unit=case.unit,
            ground=Supervision.Ground.ORDER,
            words=words.strip(),
            by=by,
            at=at,
            due_on=due_on,
        )
        body = {
            "supervision": order.pk,
            "unit": name_on(case.unit, today).short,
            "answer_by": due_on.isoformat(),
        }
        record(case.stream, "supervise", by=by, at=at, body=body, personal=order.words)
        return order


def _is_said(words: str, due_on: date, today: date) -> None:
    if not words.strip():
        raise NotUnderstood("请写明督办要求：要查清什么、要办到哪一步。")
    calendar = calendar_in_force()
    if due_on <= today or not calendar.is_working(due_on):
        raise NotUnderstood("答复期限应是今天以后的一个工作日，请重新选择。")
    if calendar.between(today, due_on) > FARTHEST:
        raise NotUnderstood(f"答复期限最长{FARTHEST}个工作日，请重新选择。")
