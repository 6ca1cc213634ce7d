"""walkthrough: every item and procedure from filing to its end on a throw-away database, through the commands."""

import json
from argparse import ArgumentParser
from itertools import filterfalse
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError

from workflow_app.management import acting, journey, throw_away
from workflow_app.management.refusing import RefusingCommand
from workflow_app.management.telling import told
from workflow_app.models import Case, IssuedDocument, PaperState, vault
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item
from workflow_app.policy.refusals import NotPossibleNow


class Command(RefusingCommand):
    help = "在用后即删的数据库里，把每个事项、流程的每种结局各办一件；--out 目录里写出文书（PDF）和 journey.json"
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--item, --out."""
        parser.add_argument("--item", help="只办这个事项")
        parser.add_argument("--out", type=Path, help="文书和 journey.json 写到这个目录")

    def handle(self, *args: Any, **options: Any) -> None:
        """In a throw-away environment play; anywhere else make one and start again there."""
        item, out = options["item"], options["out"]
        if item:
            _refuse_what_cannot_be_granted(catalogue.item(item))  # told before anything is made ready
        if throw_away.is_here():
            self._play(item, out)
            return
        of_item, to_folder = (["--item", item] if item else []), (["--out", str(out.resolve())] if out else [])
        throw_away.run_there(["walkthrough", *of_item, *to_folder])

    def _play(self, item: str | None, out: Path | None) -> None:
        acting.found_city(journey.BEGIN)
        for each in [catalogue.item(item)] if item else filterfalse(catalogue.ungranted, catalogue.items()):
            journey.play(each, self.stdout.write)
        cases = list(Case.objects.order_by("pk"))
        if out:
            self._write(out, cases)
        self._judge(cases)

    def _write(self, out: Path, cases: list[Case]) -> None:
        out.mkdir(parents=True, exist_ok=True)
        for row in IssuedDocument.objects.exclude(sha256=""):
            (out / f"{row.number}.pdf").write_bytes(vault.get(row.sha256))
        cases_told = json.dumps([told(case) for case in cases], ensure_ascii=False, indent=2)
        (out / "journey.json").write_text(cases_told + "\n", encoding="utf-8")

    def _judge(self, cases: list[Case]) -> None:
        for case in cases:
            self.stdout.write(f"{case.number}  {case.state_word}  {case.amount:>12,.2f}  {case.summary}")
        parked = IssuedDocument.objects.exclude(state__in=(PaperState.STORED, PaperState.VOID))
        wrong = [f"办件 {case.number} 还没有办结（{case.step}）" for case in journey.standing_open()]
        unshut = Case.objects.filter(ended_at__isnull=False, archived_on__isnull=True)
        wrong += [f"办件 {case.number} 已结束，没有归档" for case in unshut]
        wrong += [f"文书 {row.number} 没有制作成功：{row.failure}" for row in parked]
        for sentence in wrong:
            self.stderr.write(sentence)
        call_command("verify", stdout=self.stdout, stderr=self.stderr)
        if wrong:
            raise CommandError(f"有{len(wrong)}处没有办结。")


def _refuse_what_cannot_be_granted(item: Item) -> None:
    if missing := catalogue.ungranted(item):
        raise NotPossibleNow(
            f"事项 {item.slug} 以 {'、'.join(missing)} 为前提，现有事项都不给予，请先加入给予它的事项。"
        )
