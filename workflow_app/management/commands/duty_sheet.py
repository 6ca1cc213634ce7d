"""duty_sheet: 尽职留痕表 of one person on one case, as PDF; the same whenever it is printed."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from workflow_app.jobs.press import the_press
from workflow_app.management.refusing import RefusingCommand
from workflow_app.queries.papers.duty_sheet import duty_sheet

SHEET = "papers/duty_sheet.html"


class Command(RefusingCommand):
    help = "生成一人在一件办件上的尽职留痕表（PDF）：每次签署了什么、当时看到了什么"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", required=True, help="办件编号")
        parser.add_argument("--person", required=True, help="签署人的用户名")
        parser.add_argument("--out", type=Path, help="写到哪个文件；不写就是当前目录的“编号-用户名.pdf”")

    def handle(self, *args: Any, **options: Any) -> None:
        printed = the_press().render(SHEET, duty_sheet(options["case"], options["person"]))
        out: Path = options["out"] or Path(f"{options['case']}-{options['person']}.pdf")
        out.write_bytes(printed.pdf)
        self.stdout.write(f"{out}：{printed.pages}页。")
