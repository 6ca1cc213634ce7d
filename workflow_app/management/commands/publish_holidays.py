"""publish_holidays FILE: the days off of a year are out; every day reckoned without them moves."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from workflow_app.commands.oversight.recompute import recompute_all
from workflow_app.commands.publish_holidays import publish_holidays
from workflow_app.management.refusing import RefusingCommand
from workflow_app.moment import now
from workflow_app.policy.holiday_file import read_holidays
from workflow_app.policy.refusals import NotFound, NotUnderstood

EACH = 50  # cases between two lines of progress


class Command(RefusingCommand):
    help = "发布一年的放假安排（YAML或JSON文件），重新推算受影响的期限；发布后不能修改"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE."""
        parser.add_argument("file", type=Path, help="放假安排文件；样子见 workflow_app/policy/holiday_file.py")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, then move the days; what is interrupted the worker finishes by itself within the hour."""
        file: Path = options["file"]
        if not file.is_file():
            raise NotFound(f"没有找到文件 {file}，请核对路径。")
        try:
            notice = read_holidays(file.read_text(encoding="utf-8"), file.name)
        except NotUnderstood as mistaken:
            for each in mistaken.corrections:
                self.stderr.write(str(each))
            raise
        row = publish_holidays(notice, by=None, at=now())
        self.stdout.write(f"{row.year}年放假安排（{row.number}）已发布。")
        moved = recompute_all(at=now(), progress=self._tell)
        self.stdout.write(f"期限有变动的办件和公示：{moved}件，变动都记在各件的办理记录里。")

    def _tell(self, done: int, of: int) -> None:
        if done % EACH == 0 or done == of:
            self.stdout.write(f"重新推算 {done}/{of}")
            self.stdout.flush()
