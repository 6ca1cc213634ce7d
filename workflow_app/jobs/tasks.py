"""What Celery calls. Only here does work learn what time it is."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from workflow_app import moment
from workflow_app.celery import app
from workflow_app.commands.count_attempt import forget_past_attempts
from workflow_app.commands.drop_files import is_named
from workflow_app.commands.end_notice import due_notices, end_notice
from workflow_app.commands.expire import expire, overdue
from workflow_app.commands.once import forget_forms as forget
from workflow_app.commands.oversight.raise_cards import earning_cards, raise_card
from workflow_app.commands.oversight.recompute import recompute_all
from workflow_app.commands.oversight.tell_empty_desk import seats_nobody_told, tell_empty_desk
from workflow_app.commands.payee.bring_into_force import bring_into_force, due_changes
from workflow_app.commands.printing.throw_away import expire_runs
from workflow_app.commands.seal_day import seal_day
from workflow_app.jobs import runner
from workflow_app.models import vault
from workflow_app.models.calendar_in_force import keep, read_calendar
from workflow_app.policy.refusals import Refusal

log = logging.getLogger("huimin.jobs")
HALF_IS_OLD = timedelta(days=1)  # nobody writes one file for so long


@app.task(name="workflow_app.jobs.tasks.work")
def work() -> int:
    """Work the outbox until nothing is due."""
    return runner.work(moment.now)


@app.task(name="workflow_app.jobs.tasks.expire_deadlines")
def expire_deadlines() -> int:
    """Let every overdue deadline run out, close every notice whose days are over, let confirmed accounts count that have cooled."""
    now = moment.now()
    today = timezone.localtime(now).date()
    ended = sum(_alone(end_notice, notice, now) for notice in due_notices(today))
    ended += sum(_alone(bring_into_force, change, now) for change in due_changes(today))
    return ended + sum(_alone(expire, deadline, now) for deadline in overdue(today))


@app.task(name="workflow_app.jobs.tasks.keep_watch")
def keep_watch() -> int:
    """In the first hour of each day or as soon as a worker runs: days that a new holiday notice moved, the cards cases have
    earned, desks where something waits and nobody sits. Each is done once, however often this runs."""
    now = moment.now()
    today = timezone.localtime(now).date()
    keep(read_calendar())
    recompute_all(at=now)
    raised = sum(_alone(raise_card, case, now) for case in earning_cards(today))
    return raised + sum(_alone(tell_empty_desk, seat, now) for seat in seats_nobody_told(today))


@app.task(name="workflow_app.jobs.tasks.forget_forms")
def forget_forms() -> int:
    """Throw away what is over: tokens of forms nobody will send again, counters of attempts, files of print runs, and what writers
    that died left half-written in the vault."""
    now = moment.now()
    swept = vault.sweep(
        time.time() - HALF_IS_OLD.total_seconds(), is_named
    )  # by the machine's clock, as the files bear it
    return forget(at=now) + forget_past_attempts(at=now) + expire_runs(at=now) + swept


@app.task(name="workflow_app.jobs.tasks.seal_the_day")
def seal_the_day() -> bool:
    """Seal the heads of all chains, in the first hour of each day or as soon as a worker runs."""
    return seal_day(at=moment.now()) is not None


def _alone(act: Callable[..., object], subject: int, now: datetime) -> bool:
    """One that cannot be done is logged and looked at again the next time; it never holds up the others."""
    try:
        return bool(act(subject, at=now))
    except Refusal as refused:
        log.warning("%s %s: %s", act.__name__, subject, refused.sentence)
        return False
