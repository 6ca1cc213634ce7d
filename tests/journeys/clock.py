"""The one clock of screens and jobs, turned by the test; what comes of days that pass comes by the house's own tasks."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from workflow_app.jobs.tasks import expire_deadlines, work


class Time:
    """The server runs in this process and reads the same clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def comes(self, at: datetime) -> None:
        """It is now `at`."""
        self.monkeypatch.setattr(timezone, "now", lambda: at)

    def night_falls(self, at: datetime) -> None:
        """The nightly task: notices and limits whose last day is over end."""
        self.comes(at)
        expire_deadlines()

    def worker_works(self) -> None:
        """A minute later the worker makes what is due: papers, the bank's file, closings."""
        self.comes(timezone.now() + timedelta(minutes=1))
        work()
