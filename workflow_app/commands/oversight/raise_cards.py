"""Raise the card a case has earned: a warning that tells, a yellow or red card that must be answered. The clock's own act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localtime

from workflow_app.clock.card import ANSWER_WITHIN, Card, card
from workflow_app.clock.limit import Pause
from workflow_app.commands.expire import STANDING_STILL
from workflow_app.commands.record import record
from workflow_app.flow import door, limits
from workflow_app.flow.limits import PAUSABLE
from workflow_app.models import Case, Deadline, Supervision
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.case import OPEN_STATES
from workflow_app.models.edition import edition_of

Kind, State = Deadline.Kind, Deadline.State
RUNNING_OR_OVER = (State.ARMED, State.EXPIRED)
# Practice differs from city to city and no rule of Anyang's was found; the days themselves rest on the cited limit.
RULE = "预警和红黄牌为本系统的规则，没有机关颁布"


def earning_cards(on: date) -> list[int]:
    """Open cases whose clock may have earned a card nobody has raised: `raise_card` says whether it has."""
    over, ahead = Q(due_on__lt=on), Q(due_on__gte=on, starts_on__lt=on)
    earned = (
        (Q(kind=Kind.STATUTORY) & over & ~_raised(Card.RED))
        | (Q(kind=Kind.PROMISED) & over & ~_raised(Card.YELLOW))
        | (Q(kind=Kind.PROMISED) & ahead & ~_raised(Card.WARNING))
    )
    rows = Deadline.objects.filter(earned, case__state__in=OPEN_STATES, state__in=RUNNING_OR_OVER)
    rows = rows.exclude(STANDING_STILL & Q(state=State.ARMED)).select_related("case").prefetch_related("case__pauses")
    return sorted({row.case_id for row in rows if row.due_on < on or _warned(row, on)})


def raise_card(case_id: int, *, at: datetime) -> Supervision | None:
    """The card of the day, each colour once a limit; None when none is due, it stands still, or this one was raised before.

    Yellow and red ask the deciding unit for a written answer within ANSWER_WITHIN working days.
    """
    with door.held(case_id) as case:
        today = localtime(at).date()
        rows = {row.kind: row for row in case.deadlines.filter(kind__in=PAUSABLE, state__in=RUNNING_OR_OVER)}
        earned = _earned(rows, limits.pauses_of(case), today) if case.is_open else Card.NONE
        if earned is Card.NONE:
            return None
        deadline = rows[Kind.STATUTORY if earned is Card.RED else Kind.PROMISED]
        if deadline.supervisions.filter(ground=earned.value).exists():
            return None
        return _raise(case, deadline, earned, at)


def _raise(case: Case, deadline: Deadline, earned: Card, at: datetime) -> Supervision:
    answer_by = None if earned is Card.WARNING else calendar_in_force().add(localtime(at).date(), ANSWER_WITHIN)
    raised = Supervision.objects.create(
        case=case, unit=case.unit, ground=earned.value, deadline=deadline, at=at, due_on=answer_by
    )
    body = {
        "supervision": raised.pk,
        "ground": raised.ground,
        "kind": deadline.kind,
        "due_on": deadline.due_on.isoformat(),
        "answer_by": answer_by.isoformat() if answer_by else "",
        "basis": f"{_cited(case, deadline)}；{RULE}",
    }
    record(case.stream, "raise_card", by=None, at=at, body=body)
    return raised


def _earned(rows: Mapping[str, Deadline], pauses: Sequence[Pause], on: date) -> Card:
    """The pure rule asked with the days that still hold: an armed limit has none while the clock stands still."""
    stands_still = any(pause.end is None for pause in pauses)

    def day(row: Deadline | None) -> date | None:
        return None if row is None or (stands_still and row.state == State.ARMED) else row.due_on

    promised, statutory = (rows.get(kind) for kind in PAUSABLE)
    if promised is None:
        return Card.NONE
    return card(on, day(promised), day(statutory), promised.starts_on, calendar_in_force(), pauses)


def _warned(row: Deadline, on: date) -> bool:
    pauses = limits.pauses_of(row.case)
    return card(on, row.due_on, None, row.starts_on, calendar_in_force(), pauses) is Card.WARNING


def _cited(case: Case, deadline: Deadline) -> str:
    return edition_of(case).on(deadline.starts_on).limit(deadline.parameter).citation


def _raised(colour: Card) -> Exists:
    return Exists(Supervision.objects.filter(deadline=OuterRef("pk"), ground=colour.value))
