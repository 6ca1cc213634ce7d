"""A command that says a refusal as the sentence it is: on stderr, with exit code 1 and no traceback."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from workflow_app.policy.refusals import Refusal


class RefusingCommand(BaseCommand):
    """Programmers' errors still show their traceback."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except Refusal as refusal:
            self.stderr.write(refusal.sentence, self.style.ERROR)
            raise SystemExit(1) from None
