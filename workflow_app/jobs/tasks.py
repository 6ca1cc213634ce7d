"""What Celery calls. Only here does work learn what time it is."""

from __future__ import annotations

from django.utils import timezone

from workflow_app.celery import app
from workflow_app.commands.end_notice import due_notices, end_notice
from workflow_app.commands.expire import expire, overdue
from workflow_app.jobs import runner


@app.task(name="workflow_app.jobs.tasks.work")
def work() -> int:
    """Work the outbox until nothing is due."""
    return runner.work(timezone.now)


@app.task(name="workflow_app.jobs.tasks.expire_deadlines")
def expire_deadlines() -> int:
    """Let every overdue deadline run out, close every notice whose days are over."""
    now = timezone.now()
    today = timezone.localtime(now).date()
    ended = sum(end_notice(notice, at=now) for notice in due_notices(today))
    return ended + sum(expire(deadline, at=now) for deadline in overdue(today))
