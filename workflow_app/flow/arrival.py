"""A case comes to a step: what it is in law, its round with frozen seats, and the clock of the step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from viewflow.workflow.models import Task

from workflow_app.approval.decide import whose_turn
from workflow_app.approval.quorum import Quorum
from workflow_app.approval.route import END, Edge, Route, Step
from workflow_app.approval.stance import Outcome
from workflow_app.approval.ways_out import NOTICE as NOTICE
from workflow_app.flow import door, limits
from workflow_app.flow.released import route
from workflow_app.flow.seating import desks_for
from workflow_app.flow.signing import cancel
from workflow_app.models import Case, CaseState, Deadline, Round, Seat
from workflow_app.models.case import BECOME
from workflow_app.policy import catalogue

S = CaseState
TIMES = {S.ACCEPTED: "accepted_at", S.APPROVED: "decided_at", S.REFUSED: "decided_at"}
ENDED = (S.NOT_ACCEPTED, S.REFUSED, S.WITHDRAWN, S.DEEMED_WITHDRAWN, S.TERMINATED)


@dataclass(frozen=True)
class Arrival:
    """Where the case is now: `before` and `after` are its states in law; `round` is None at the end of the route."""

    before: str
    after: str
    round: Round | None


def route_of(case: Case) -> Route:
    """The released route the case is on."""
    return route(case.item, case.procedure, case.route_version)


def advance(case: Case, round: Round, outcome: Outcome, said: dict[str, bool], at: datetime) -> Arrival:
    """Leave a step by an outcome. `said` answers the predicates its edges ask. The case is held."""
    edge = route_of(case).steps[round.step].leave(outcome, said)
    round.task.process = case.process  # held with the case; viewflow would fetch it again
    task = door.leave(round.task, edge.to)
    return arrive(case, edge, task, at)


def send_back(case: Case, left: Round, to: str, at: datetime) -> Arrival:
    """From an open step to one it passed before, along no edge. `left` is closed already; the case is held."""
    left.task.process = case.process
    return arrive(case, Edge(to), door.jump(left.task, to), at)


def come_back(case: Case, live: Round, decided: Round, at: datetime) -> Arrival:
    """收回: from the open step to the one before it, whose round is open again with every other word in it. The case is held."""
    before = case.state
    live.task.process = case.process
    decided.task = door.jump(live.task, decided.step)
    cancel(live, at)
    Deadline.objects.filter(round=live, state=Deadline.State.ARMED).update(
        state=Deadline.State.CANCELLED, settled_at=at
    )
    met = Deadline.objects.filter(round=decided, state=Deadline.State.MET).exclude(kind=Deadline.Kind.CORRECTION)
    met.update(state=Deadline.State.ARMED, settled_at=None)
    decided.reopen()
    decided.closed_at = None
    decided.save(update_fields=["state", "closed_at", "task"])
    become(case, route_of(case).steps[decided.step].legal, at)
    case.step = decided.step
    case.save(update_fields=["state", "step", *_times(case)])
    return Arrival(before, case.state, decided)


def arrive(case: Case, edge: Edge, task: Task | None, at: datetime) -> Arrival:
    """Make the case what it now is in law, move it to the step, open the step's round. Saves the case."""
    before = case.state
    step = None if edge.to == END else route_of(case).steps[edge.to]
    become(case, edge.legal or (step.legal if step else "") or before, at)
    case.step = step.name if step else ""
    case.save(update_fields=["state", "step", *_times(case)])
    opened = _open(case, step, task, at) if step and task else None
    return Arrival(before, case.state, opened)


def become(case: Case, state: str, at: datetime) -> None:
    """The legal transition, with the time the law asks for. Not saved."""
    if state == case.state:
        return
    if state == S.ACCEPTED:
        (case.reopen_review if case.state == S.DECIDING else case.accept)()
    else:
        BECOME[S(state)](case)
    if name := TIMES.get(S(state)):
        setattr(case, name, getattr(case, name) or at)
    if state in ENDED:
        case.ended_at = at


def _times(case: Case) -> tuple[str, ...]:
    return tuple(n for n in ("accepted_at", "decided_at", "ended_at") if getattr(case, n) is not None)


def _open(case: Case, step: Step, task: Task, at: datetime) -> Round:
    quorum = step.quorum
    opened = Round.objects.create(
        case=case,
        step=step.name,
        title=step.title,
        task=task,
        quorum=quorum.to_json() if quorum else None,
        opened_at=at,
    )
    due = _arm(case, step, opened, at)
    if quorum:
        _seat(case, opened, quorum, due, at)
    return opened


def _arm(case: Case, step: Step, opened: Round, at: datetime) -> Deadline | None:
    if not step.limit:
        return None
    clocks = catalogue.procedure(case.item, case.procedure).clocks
    due = limits.deadline(case, limits.kind_of(step.limit, clocks), step.limit, at, opened)
    due.save()
    return due


def _seat(case: Case, opened: Round, quorum: Quorum, due: Deadline | None, at: datetime) -> None:
    desks, turn = desks_for(case, quorum), whose_turn(quorum, {})
    own = {
        seat.limit: limits.deadline(case, Deadline.Kind.SEAT, seat.limit, at).due_on
        for _, seat in quorum.seats()
        if seat.limit
    }
    Seat.objects.bulk_create(
        Seat(
            round=opened,
            place=place,
            desk=desks[place],
            title=seat.title or (desk.title if (desk := desks[place]) else "申请人"),
            waiting=place in turn,
            due_on=own.get(seat.limit, due.due_on if due else None),
            asks=seat.asks,
        )
        for place, seat in quorum.seats()
    )
