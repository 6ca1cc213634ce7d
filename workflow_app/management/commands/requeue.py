"""requeue: list what was given up and why; with keys or --all, put it back into the queue."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from workflow_app.commands.requeue import requeue
from workflow_app.management.refusing import RefusingCommand
from workflow_app.moment import now
from workflow_app.queries.audit.parked import parked


class Command(RefusingCommand):
    help = "列出停下的任务和文书及原因；写出代号（job:12 paper:7）或 --all 时重新排队"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """KEY …, --all."""
        parser.add_argument("keys", nargs="*", metavar="KEY", help="列表里的代号，如 job:12 paper:7")
        parser.add_argument("--all", action="store_true", help="全部重新排队")

    def handle(self, *args: Any, **options: Any) -> None:
        """Without a key only the list."""
        waiting = parked()
        keys = [each.key for each in waiting] if options["all"] else options["keys"]
        if keys:
            self.stdout.write(f"已重新排队{requeue(keys, by=None, at=now())}项。")
            return
        for each in waiting:
            self.stdout.write(f"{each.key}  {timezone.localtime(each.since):%Y-%m-%d %H:%M}  {each.what}：{each.why}")
        self.stdout.write(f"共{len(waiting)}项搁置。" if waiting else "没有搁置的任务和文书。")
