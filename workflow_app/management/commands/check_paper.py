"""check_paper FILE …: measure printed papers against GB/T 9704; exit 1 naming page and what is off."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.check import FAMILIES, Report, check
from documents.placed import NotOurs


class Command(BaseCommand):
    help = "按GB/T 9704-2012量一份印好的PDF：版心、行格、红线、页码、版记、空框、字体。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file or several; the family is recognised unless it is said."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE.pdf")
        parser.add_argument("--family", choices=FAMILIES, default="", help="按这一种版式量；不写则自动识别")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure each; 1 when any is off."""
        reports = [self._report(file, options["family"]) for file in options["files"]]
        if not all(report.sound for report in reports):
            sys.exit(1)

    def _report(self, file: Path, family: str) -> Report:
        try:
            report = check(file.read_bytes(), family)
        except OSError as trouble:
            raise CommandError(f"读不了{file}（{trouble.strerror}）：请核对路径和权限。") from trouble
        except NotOurs as trouble:
            raise CommandError(f"{file}：{trouble}") from trouble
        self.stdout.write(f"{file}（{report.family}）")
        for words in report.measured:
            self.stdout.write(f"  {words}")
        for deviation in report.deviations:
            self.stderr.write(f"  第{deviation.page}页：{deviation.words}")
        self.stdout.write("  合格。" if report.sound else f"  不合格，共{len(report.deviations)}处。")
        return report
