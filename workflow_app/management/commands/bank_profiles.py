"""bank_profiles: the bank formats there are, who writes which; or choose one for a finance unit."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from workflow_app.bank.profile_file import profiles
from workflow_app.commands.choose_profile import choose_profile
from workflow_app.management.refusing import RefusingCommand
from workflow_app.models import Unit
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.queries.finance.bank_profiles import chosen


class Command(RefusingCommand):
    help = "列出银行格式和各财政部门所用的格式；写明单位和格式时选用（记入机构的记录链，已编制的批次不变）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--unit CODE --use NAME [--account NUMBER]."""
        parser.add_argument("--unit", default="", help="财政部门编码，如 finance@410523")
        parser.add_argument("--use", default="", help="格式名称，不带参数运行时列出")
        parser.add_argument("--account", default="", help="付款账号，ISO 20022 要写")

    def handle(self, *args: Any, **options: Any) -> None:
        """List, or choose."""
        unit, name = options["unit"], options["use"]
        if bool(unit) != bool(name):
            raise NotUnderstood("请同时写明 --unit 和 --use，或者都不写只列出。")
        if unit:
            row = choose_profile(unit, name, options["account"], by=None, at=now())
            self.stdout.write(f"{unit} 从现在起用“{profiles()[row.profile].title}”。")
            return
        for each in profiles().values():
            self.stdout.write(f"{each.name}  {each.title}；每个文件最多{each.most_lines}笔。{each.says}")
        for one in Unit.objects.filter(kind="finance").order_by("region"):
            self.stdout.write(f"{one.code}  {chosen(one).profile.name}")
