"""What raises no error when it breaks: cases without a live step, orphan rounds, states nobody recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q

from workflow_app.flow import door
from workflow_app.flow.arrival import route_of
from workflow_app.models import (
    Case,
    CaseState,
    Deadline,
    Delegation,
    Draft,
    Pause,
    Round,
    RoundState,
    Seat,
    Supervision,
    triggers,
)
from workflow_app.models.case import OPEN_STATES
from workflow_app.queries.audit import released_routes

OPEN = RoundState.OPEN


def broken() -> Iterator[str]:
    """A sentence for everything that is not as it must be; nothing when all is well."""
    yield from _triggers()
    yield from released_routes.broken()
    yield from _live_steps()
    yield from _rounds()
    yield from _deadlines()
    yield from _pauses()
    yield from _corrections()
    yield from _passed_on()
    yield from _cards()


def _triggers() -> Iterator[str]:
    for name in triggers.missing(connection):
        yield f"触发器 {name} 不在数据库中"


def _live_steps() -> Iterator[str]:
    """A case with a step has exactly one live task, one open round, at that step, in a state the step allows."""
    opened: dict[int, list[str]] = defaultdict(list)
    for case_id, step in Round.objects.filter(state=OPEN).values_list("case", "step"):
        opened[case_id].append(step)
    tasks = door.live_steps()
    standing = Q(state__in=OPEN_STATES) | ~Q(step="") | Exists(Round.objects.filter(case=OuterRef("pk"), state=OPEN))
    for case in Case.objects.filter(standing).iterator():
        live, rounds = tasks.get(case.process_id, []), opened.get(case.pk, [])
        if live != [case.step] or rounds != [case.step]:
            yield f"办件 {case.number} 的环节是“{case.step}”，流程停在 {live}，签署轮次是 {rounds}"
        elif (legal := route_of(case).steps[case.step].legal) and legal != case.state:
            yield f"办件 {case.number} 在“{case.step}”环节，法律状态应是 {legal}，现在是 {case.state}"
    for case in door.cases_in_trouble():
        yield f"办件 {case.number} 已结束的流程里还有未结束或出错的任务"


def _rounds() -> Iterator[str]:
    quiet = Round.objects.filter(state=OPEN, quorum__isnull=False).annotate(
        turns=Count("seats", filter=Q(seats__waiting=True))
    )
    for opened in quiet.filter(turns=0).select_related("case"):
        yield f"办件 {opened.case.number} 的“{opened.title}”没有人可以签署"
    for seat in Seat.objects.filter(waiting=True).exclude(round__state=OPEN).select_related("round__case"):
        yield f"办件 {seat.round.case.number} 已结束的“{seat.round.title}”还挂着待办"


def _deadlines() -> Iterator[str]:
    armed = Deadline.objects.filter(state=Deadline.State.ARMED)
    ended = (
        CaseState.NOT_ACCEPTED,
        CaseState.REFUSED,
        CaseState.WITHDRAWN,
        CaseState.DEEMED_WITHDRAWN,
        CaseState.CLOSED,
        CaseState.TERMINATED,
        CaseState.REVOKED,
    )
    for row in armed.filter(case__state__in=ended).select_related("case"):
        yield f"办件 {row.case.number} 已结束，{row.get_kind_display()}还在计时"
    for row in armed.filter(round__isnull=False).exclude(round__state=OPEN).select_related("case"):
        yield f"办件 {row.case.number} 的环节已结束，{row.get_kind_display()}还在计时"


def _pauses() -> Iterator[str]:
    running = Pause.objects.filter(until__isnull=True).exclude(case__state__in=OPEN_STATES)
    for pause in running.select_related("case"):
        yield f"办件 {pause.case.number} 已不在办理，计时还停在“{pause.get_reason_display()}”"


def _corrections() -> Iterator[str]:
    waiting = Case.objects.filter(state=CaseState.AWAITING_CORRECTION)
    for case in waiting.filter(~Exists(Draft.objects.filter(correcting=OuterRef("pk")))):
        yield f"办件 {case.number} 待补正，但没有补正草稿"
    asked = Seat.objects.filter(round__case=OuterRef("correcting"), desk__isnull=True, waiting=True)
    for draft in Draft.objects.filter(~Exists(asked), correcting__isnull=False).select_related("correcting"):
        yield f"办件 {draft.correcting} 没有等申请人补正，却留着补正草稿"


def _passed_on() -> Iterator[str]:
    """What lies in somebody's hands lies at a seat that is still asked."""
    lent = Delegation.objects.filter(ended_at__isnull=True).exclude(seat__waiting=True, seat__removed_at__isnull=True)
    for row in lent.select_related("seat__round__case"):
        yield f"办件 {row.seat.round.case.number} 的“{row.seat.title}”已不待办，委派却还没有了结"


def _cards() -> Iterator[str]:
    """A card is of a limit of its own case; its unit, once it must answer, is told until when."""
    told = Supervision.objects.select_related("case")
    for card in told.filter(deadline__isnull=False).exclude(deadline__case=F("case")):
        yield f"办件 {card.case.number} 的{card.get_ground_display()}挂在另一办件的期限上"
    silent = Q(due_on__isnull=True) & ~Q(ground=Supervision.Ground.WARNING)
    for card in told.filter(silent | Q(ground=Supervision.Ground.WARNING, due_on__isnull=False)):
        yield f"办件 {card.case.number} 的{card.get_ground_display()}没有说明何时前答复"
