"""A deadline has passed. What the law says of silence is done in the system's name, with its legal basis."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localtime

from workflow_app.approval.stance import Outcome
from workflow_app.clock.limit import PauseReason
from workflow_app.commands.hand_in import forget_correction
from workflow_app.commands.record import record
from workflow_app.commands.seat.rearranging import drop, forget_asked
from workflow_app.commands.take_effect import Occasion, take_effect
from workflow_app.flow import door
from workflow_app.flow.arrival import advance, route_of
from workflow_app.flow.limits import PAUSABLE, SUSPENDABLE
from workflow_app.flow.signing import leave
from workflow_app.models import Case, CaseState, Deadline, Pause, Round, RoundState, Seat

Kind, State = Deadline.Kind, Deadline.State
# 收到申请后未在期限内告知的，自收到之日起即为受理；逾期未补正的，视为撤回申请。
BASIS = "《安阳市政务服务条例》第三十六条"
UNDECIDED = "办理期限已过，没有在期限内审批，不予延期"
UNSUPPLIED = "申请人没有在期限内补充，审核继续进行"
SILENCE = {
    Kind.RECEIPT: (CaseState.SUBMITTED, Outcome.LAPSED),
    Kind.CORRECTION: (CaseState.AWAITING_CORRECTION, Outcome.LAPSED),
}
RUNNING = Pause.objects.filter(case=OuterRef("case"), until__isnull=True)
# As `limits.holds_back` says of one clock.
STANDING_STILL = (Q(kind__in=PAUSABLE) & Exists(RUNNING)) | (
    Q(kind__in=SUSPENDABLE) & Exists(RUNNING.filter(reason=PauseReason.SUSPENSION))
)


def overdue(on: date) -> list[int]:
    """Deadlines whose last day is over, but for those that stand still."""
    over = Deadline.objects.filter(state=State.ARMED, due_on__lt=on).exclude(STANDING_STILL)
    return list(over.order_by("due_on", "id").values_list("pk", flat=True))


def expire(deadline_id: int, *, at: datetime) -> bool:
    """Let one deadline run out; False when it was settled meanwhile. A seat's or a promised one only turns overdue."""
    with transaction.atomic():
        case_id = Deadline.objects.filter(pk=deadline_id).values_list("case", flat=True).get()
        case = door.hold(case_id)
        deadline = Deadline.objects.exclude(STANDING_STILL).filter(pk=deadline_id, state=State.ARMED).first()
        if deadline is None or deadline.due_on >= localtime(at).date():
            return False
        deadline.state, deadline.settled_at = State.EXPIRED, at
        deadline.save(update_fields=["state", "settled_at"])
        record(case.stream, "expire", by=None, at=at, body=_said(deadline, case))
        if deadline.kind in SILENCE:
            _silence(case, deadline, at)
        if deadline.kind in PAUSABLE:
            _nobody_decided(case, at)
        return True


def _nobody_decided(case: Case, at: datetime) -> None:
    """A longer limit that was asked for and not decided in time is not granted: what is over is not lengthened."""
    for asked in case.extensions.filter(granted=None):
        asked.granted, asked.decided_at, asked.answer = False, at, UNDECIDED
        asked.save(update_fields=["granted", "decided_at", "answer"])
        body = {"extension": asked.pk, "granted": False, "days": asked.days, "basis": UNDECIDED}
        record(case.stream, "decide_extension", by=None, at=at, body=body)


def _go_on_without(case: Case, at: datetime) -> None:
    """补充: who was asked under review said nothing in time. Nothing is withdrawn; the case goes back to who asked."""
    asked = Seat.objects.filter(round__case=case, desk__isnull=True, waiting=True, removed_at__isnull=True)
    for seat in asked.select_related("round"):
        drop(seat, at)
        forget_asked(case, at)
        body = {"seat": seat.pk, "title": seat.title, "basis": UNSUPPLIED}
        record(case.stream, "remove_seat", by=None, at=at, body=body)


def _silence(case: Case, deadline: Deadline, at: datetime) -> None:
    if deadline.kind == Kind.CORRECTION and case.state == CaseState.ACCEPTED:
        _go_on_without(case, at)
        return
    state, outcome = SILENCE[Kind(deadline.kind)]
    opened = Round.objects.filter(case=case, state=RoundState.OPEN).select_related("task").first()
    if case.state != state or opened is None or outcome not in route_of(case).steps[opened.step].outcomes:
        return
    leave(opened, outcome, at)
    forget_correction(case)
    arrival = advance(case, opened, outcome, {}, at)
    take_effect(case, arrival, Occasion(None, at, BASIS))


def _said(deadline: Deadline, case: Case) -> dict[str, str]:
    said = {"kind": deadline.kind, "due_on": deadline.due_on.isoformat(), "parameter": deadline.parameter}
    return said | ({"basis": BASIS} if case.state == SILENCE.get(Kind(deadline.kind), ("",))[0] else {})
