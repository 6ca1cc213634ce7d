"""The days of a notice are over: what nobody opposed goes on, what was opposed stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.approval.stance import Outcome
from workflow_app.clock.limit import PauseReason
from workflow_app.commands.held import held_chain
from workflow_app.commands.record import record
from workflow_app.commands.take_effect import Occasion, take_effect
from workflow_app.flow import door, limits
from workflow_app.flow.arrival import NOTICE, advance
from workflow_app.flow.signing import close
from workflow_app.models import Case, Notice, NoticeLine, Pause, Round, RoundState
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.standing import Standing

Line = NoticeLine.State


def due_notices(on: date) -> list[int]:
    """Open notices whose last day is over."""
    return list(
        Notice.objects.filter(state=Notice.State.OPEN, ends_on__lt=on).order_by("id").values_list("pk", flat=True)
    )


def end_notice(notice_id: int, *, at: datetime) -> bool:
    """Close a notice in the system's name; False when it is not over or was closed before. Its cases move on."""
    with transaction.atomic():
        cases = Case.objects.filter(claims__notice_lines__notice=notice_id).distinct().order_by("pk")
        held = [door.hold(pk) for pk in cases.values_list("pk", flat=True)]
        notice = Notice.objects.select_for_update().select_related("stream").get(pk=notice_id)
        if notice.state != Notice.State.OPEN or notice.ends_on >= localtime(at).date():
            return False
        notice.state = Notice.State.ENDED
        notice.save(update_fields=["state"])
        notice.lines.filter(state=Line.SHOWN).update(state=Line.CLEARED)
        stream = held_chain(notice.stream_id)
        record(
            stream,
            "end_notice",
            by=None,
            at=at,
            body={"ends_on": notice.ends_on.isoformat(), "basis": _basis(notice, held)},
        )
        for case in held:
            leave_notice(case, at)
        return True


def _basis(notice: Notice, cases: Sequence[Case]) -> str:
    """On whose word a notice ends after so many days: the source of its limit, and that it may be nobody's here."""
    return _cited(cases[0], notice.opened_on) if cases else ""


def _cited(case: Case, opened_on: date) -> str:
    clocks = catalogue.procedure(case.item, case.procedure).clocks
    limit = edition_of(case).on(opened_on).limit(clocks.notice)
    return f"公示期{limit}，{limit.citation}" + (f"（{Standing(limit.standing).label}）" if limit.standing else "")


def leave_notice(case: Case, at: datetime) -> None:
    """Take a held case from its notice to what follows. While all that is left of it is opposed it waits for the answers, and its
    clock stands still for that reason, no more for the notice; the day it was answered is the last that does not count."""
    opened = Round.objects.filter(case=case, step=NOTICE, state=RoundState.OPEN).select_related("task").first()
    states = set(NoticeLine.objects.filter(claim__case=case).values_list("state", flat=True))
    if opened is None or Line.SHOWN in states:
        return
    over = localtime(at).date() - timedelta(days=1)  # a notice ends on the day after its last
    noticed = case.pauses.filter(reason=PauseReason.NOTICE, until__isnull=True).update(until=over)
    if Line.HELD in states and Line.CLEARED not in states:
        if noticed:
            Pause.objects.create(case=case, reason=PauseReason.OBJECTION, since=over)
            record(case.stream, "wait_for_answer", by=None, at=at, body={"basis": PauseReason.OBJECTION.label})
        return
    case.pauses.filter(reason=PauseReason.OBJECTION, until__isnull=True).update(until=localtime(at).date())
    limits.move(case)
    close(opened, Outcome.APPROVED, at)
    arrival = advance(case, opened, Outcome.APPROVED, {}, at)
    body = {"step": case.step, "basis": _cited(case, localtime(opened.opened_at).date())}
    record(case.stream, "leave_notice", by=None, at=at, body=body)
    take_effect(case, arrival, Occasion(None, at))
