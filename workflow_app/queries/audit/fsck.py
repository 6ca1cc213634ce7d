"""What raises no error when it breaks: cases without a live step, orphan rounds, states nobody recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TypeVar

from django.db import connection
from django.db.models import Count, Exists, F, Model, OuterRef, Prefetch, Q, QuerySet

from workflow_app.approval.decide import decide, whose_turn
from workflow_app.approval.quorum import Quorum
from workflow_app.approval.stance import Outcome
from workflow_app.flow import door
from workflow_app.flow.arrival import NOTICE, route_of
from workflow_app.flow.signing import spoken_in
from workflow_app.models import (
    Case,
    CaseState,
    Claim,
    ClaimState,
    Deadline,
    Delegation,
    Draft,
    NoticeLine,
    Opinion,
    Pause,
    Round,
    RoundState,
    Seat,
    Supervision,
    triggers,
)
from workflow_app.models.case import OPEN_STATES
from workflow_app.queries.audit import released_routes, sheet_versions
from workflow_app.queries.law.returnable import straightened

OPEN = RoundState.OPEN
BEHIND_NOTICE = ("confirm",)  # the steps where a case that stood on notice is determined
Row = TypeVar("Row", bound=Model)
Cases = Collection[int] | None  # None: all there are


def broken() -> Iterator[str]:
    """A sentence for everything that is not as it must be; nothing when all is well."""
    yield from _triggers()
    yield from released_routes.broken()
    yield from sheet_versions.broken()
    yield from sheet_versions.words_broken()
    yield from broken_cases(None)


def broken_cases(cases: Cases) -> Iterator[str]:
    """The same of some cases alone, in a dozen statements however many there are besides."""
    yield from _live_steps(cases)
    yield from _rounds(cases)
    yield from _sent_back(cases)
    yield from _seats(cases)
    yield from _deadlines(cases)
    yield from _pauses(cases)
    yield from _corrections(cases)
    yield from _passed_on(cases)
    yield from _cards(cases)


def _of(rows: QuerySet[Row], cases: Cases, path: str = "case") -> QuerySet[Row]:
    return rows if cases is None else rows.filter(**{f"{path}__in": cases})


def _triggers() -> Iterator[str]:
    for name in triggers.missing(connection):
        yield f"触发器 {name} 不在数据库中"


def _live_steps(cases: Cases) -> Iterator[str]:
    """A case with a step has exactly one live task, one open round, at that step, in a state the step allows."""
    opened: dict[int, list[str]] = defaultdict(list)
    for case_id, step in _of(Round.objects.filter(state=OPEN), cases).values_list("case", "step"):
        opened[case_id].append(step)
    tasks = door.live_steps(cases)
    standing = Q(state__in=OPEN_STATES) | ~Q(step="") | Exists(Round.objects.filter(case=OuterRef("pk"), state=OPEN))
    for case in _of(Case.objects.filter(standing), cases, "pk").iterator():
        live, rounds = tasks.get(case.process_id, []), opened.get(case.pk, [])
        if live != [case.step] or rounds != [case.step]:
            yield f"办件 {case.number} 的环节是“{case.step}”，流程停在 {live}，签署轮次是 {rounds}"
        elif (legal := route_of(case).steps[case.step].legal) and legal != case.state:
            yield f"办件 {case.number} 在“{case.step}”环节，法律状态应是 {legal}，现在是 {case.state}"
    for case in _of(door.cases_in_trouble(), cases, "pk"):
        yield f"办件 {case.number} 已结束的流程里还有未结束或出错的任务"


def _rounds(cases: Cases) -> Iterator[str]:
    asked = _of(Round.objects.filter(state=OPEN, quorum__isnull=False), cases)
    quiet = asked.annotate(turns=Count("seats", filter=Q(seats__waiting=True)))
    for opened in quiet.filter(turns=0).select_related("case"):
        yield f"办件 {opened.case.number} 的“{opened.title}”没有人可以签署"
    left = _of(Seat.objects.filter(waiting=True), cases, "round__case").exclude(round__state=OPEN)
    for seat in left.select_related("round__case"):
        yield f"办件 {seat.round.case.number} 已结束的“{seat.round.title}”还挂着待办"


def _sent_back(cases: Cases) -> Iterator[str]:
    """退回 leads back along the case's own way, never past somebody who has not looked yet; nobody waits behind a notice of which
    nothing is left."""
    words = _of(Opinion.objects.exclude(back_to=""), cases, "seat__round__case").values("seat__round")
    for left in Round.objects.filter(pk__in=words, state=RoundState.RETURNED).select_related("case"):
        rounds = Round.objects.filter(case=left.case_id).order_by("pk")
        behind = straightened(rounds.filter(pk__lte=left.pk).values_list("step", flat=True), left.step)[:-1]
        # What was reached and taken back before it was sent back is cancelled and older than its return.
        after = rounds.filter(pk__gt=left.pk, opened_at__gte=left.closed_at).exclude(state=RoundState.CANCELLED)
        came = after.values_list("step", flat=True).first()
        if came is not None and came not in behind:
            yield f"办件 {left.case.number} 从“{left.title}”退回到了它没有经过的环节“{came}”"
    live = NoticeLine.objects.filter(claim__case=OuterRef("pk")).exclude(state=NoticeLine.State.VOID)
    waiting = _of(Case.objects.filter(step__in=BEHIND_NOTICE, state=CaseState.DECIDING), cases, "pk")
    noticed = Exists(Round.objects.filter(case=OuterRef("pk"), step=NOTICE))
    sought = Exists(Claim.objects.filter(case=OuterRef("pk"), state=ClaimState.CLAIMED))
    for case in waiting.filter(noticed, sought, ~Exists(live)):
        yield f"办件 {case.number} 停在公示以后的环节，名单却已全部撤下"


def _seats(cases: Cases) -> Iterator[str]:
    """Seats stand where their quorum has places; whose turn it is waits; a round is what the words said in it decide."""
    seats = Prefetch("seats", Seat.objects.filter(removed_at__isnull=True).select_related("opinion"))
    rounds = _of(Round.objects.filter(quorum__isnull=False), cases).exclude(state=RoundState.CANCELLED)
    for asked in rounds.select_related("case").prefetch_related(seats).iterator(chunk_size=500):
        for wrong in _of_a_round(asked):
            yield f"办件 {asked.case.number} 的“{asked.title}”{wrong}"


def _of_a_round(asked: Round) -> Iterator[str]:
    quorum, seats = Quorum.from_json(asked.quorum or {}), list(asked.seats.all())
    places = {place for place, _ in quorum.seats()}
    if {seat.place for seat in seats} != places or len(seats) != len(places):
        yield f"席位在 {sorted(seat.place for seat in seats)}，签署规则要 {sorted(places)}"
        return
    spoken = spoken_in(seats)
    waiting = {seat.place for seat in seats if seat.waiting}
    turn = whose_turn(quorum, spoken) if asked.state == OPEN else frozenset()
    if waiting != turn:
        yield f"待办的席位是 {sorted(waiting)}，轮到的是 {sorted(turn)}"
    outcome = decide(quorum, spoken)
    if outcome is not Outcome(asked.state) and not _left_otherwise(asked, seats):
        yield f"现在是“{asked.get_state_display()}”，已签署的意见决定的是“{outcome.label}”"


def _left_otherwise(asked: Round, seats: list[Seat]) -> bool:
    """Not by its quorum: by silence, or by a 退回 that named its step."""
    named = any(seat.opinion.back_to for seat in seats if hasattr(seat, "opinion"))
    return asked.state == RoundState.LAPSED or (asked.state == RoundState.RETURNED and named)


def _deadlines(cases: Cases) -> Iterator[str]:
    armed = _of(Deadline.objects.filter(state=Deadline.State.ARMED), cases)
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


def _pauses(cases: Cases) -> Iterator[str]:
    running = _of(Pause.objects.filter(until__isnull=True), cases).exclude(case__state__in=OPEN_STATES)
    for pause in running.select_related("case"):
        yield f"办件 {pause.case.number} 已不在办理，计时还停在“{pause.get_reason_display()}”"


def _corrections(cases: Cases) -> Iterator[str]:
    waiting = _of(Case.objects.filter(state=CaseState.AWAITING_CORRECTION), cases, "pk")
    for case in waiting.filter(~Exists(Draft.objects.filter(correcting=OuterRef("pk")))):
        yield f"办件 {case.number} 待补正，但没有补正草稿"
    asked = Seat.objects.filter(round__case=OuterRef("correcting"), desk__isnull=True, waiting=True)
    left = _of(Draft.objects.filter(~Exists(asked), correcting__isnull=False), cases, "correcting")
    for draft in left.select_related("correcting"):
        yield f"办件 {draft.correcting} 没有等申请人补正，却留着补正草稿"


def _passed_on(cases: Cases) -> Iterator[str]:
    """What lies in somebody's hands lies at a seat that is still asked."""
    lent = _of(Delegation.objects.filter(ended_at__isnull=True), cases, "seat__round__case")
    hanging = lent.exclude(seat__waiting=True, seat__removed_at__isnull=True)
    for row in hanging.select_related("seat__round__case"):
        yield f"办件 {row.seat.round.case.number} 的“{row.seat.title}”已不待办，委派却还没有了结"


def _cards(cases: Cases) -> Iterator[str]:
    """A card is of a limit of its own case; its unit, once it must answer, is told until when."""
    told = _of(Supervision.objects.select_related("case"), cases)
    for card in told.filter(deadline__isnull=False).exclude(deadline__case=F("case")):
        yield f"办件 {card.case.number} 的{card.get_ground_display()}挂在另一办件的期限上"
    silent = Q(due_on__isnull=True) & ~Q(ground=Supervision.Ground.WARNING)
    for card in told.filter(silent | Q(ground=Supervision.Ground.WARNING, due_on__isnull=False)):
        yield f"办件 {card.case.number} 的{card.get_ground_display()}没有说明何时前答复"
