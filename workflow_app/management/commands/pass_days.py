"""pass_days N: let days of the demonstration pass, each with what its night brings."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from workflow_app.jobs.tasks import expire_deadlines, keep_watch
from workflow_app.management.refusing import RefusingCommand
from workflow_app.moment import let_a_day_pass, today

MOST = 400


class Command(RefusingCommand):
    help = "让演示的日子往前走：期限到期、公示期满都照常发生，不能倒回"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """N, the days."""
        parser.add_argument("days", type=int, help=f"天数，1至{MOST}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Day by day, so that each notice and each limit ends on its own day."""
        if not settings.DEMO:
            raise CommandError("这不是演示系统，日子不能往前走。")
        if not 1 <= options["days"] <= MOST:
            raise CommandError(f"天数应在1到{MOST}之间，请重新输入。")
        for _ in range(options["days"]):
            let_a_day_pass()
            expire_deadlines()
            keep_watch()
        self.stdout.write(f"演示的今天是{today():%Y年%-m月%-d日}。")
