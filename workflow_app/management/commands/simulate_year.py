"""simulate_year: a city's year under a fake clock on a throw-away database, its invariants proved day by day."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from time import monotonic
from typing import Any

from django.core.management.base import CommandError

from workflow_app.management import acting, throw_away
from workflow_app.management.past import opening
from workflow_app.management.refusing import RefusingCommand
from workflow_app.management.year.city_year import CityYear
from workflow_app.management.year.summary import summary, table
from workflow_app.queries.audit.verify import breaks

MOST = 20_000
TELL_EVERY = 7  # days


class Command(RefusingCommand):
    help = "在用后即删的数据库里，用假的时钟过完一年：各事项都有人申报，有人拖延、有人不答，每天核对不变量"
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--cases, --seed, --days, --papers, --json."""
        parser.add_argument("--cases", type=int, default=2000, help=f"申报多少件，1至{MOST}")
        parser.add_argument("--seed", type=int, default=1, help="随机种子；同一个种子过同一年")
        parser.add_argument("--days", type=int, default=360, help="过多少天")
        parser.add_argument("--papers", type=float, default=0.0, help="制作多大比例的文书，如 0.01")
        parser.add_argument("--json", action="store_true", help="只输出汇总的 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """In a throw-away environment play; anywhere else make one and start again there."""
        if not 1 <= options["cases"] <= MOST or not 1 <= options["days"] <= 360 or not 0 <= options["papers"] <= 1:
            raise CommandError(f"件数应在1到{MOST}之间，天数在1到360之间，文书比例在0到1之间，请重新输入。")
        if not throw_away.is_here():
            words = [word for name in ("cases", "seed", "days", "papers") for word in (f"--{name}", str(options[name]))]
            throw_away.run_there(["simulate_year", *words, *(["--json"] if options["json"] else [])])
            return
        self._began, self._quiet = monotonic(), options["json"]
        year = CityYear(options["cases"], options["seed"], days=options["days"], papers=options["papers"])
        acting.found_city(opening(year.begin))
        year.play(self._tell)
        self._judge(year)

    def _tell(self, day: date, filed: int, of: int, open_now: int) -> None:
        if not self._quiet and day.toordinal() % TELL_EVERY == 0:
            self.stdout.write(f"{day}  申报 {filed}/{of}  在办 {open_now}  用时 {monotonic() - self._began:.0f} 秒")
            self.stdout.flush()

    def _judge(self, year: CityYear) -> None:
        wrong = [*year.broken, *breaks()]
        told = summary() | {
            "seed": year.seed,
            "refusals_met": dict(year.fate.stuck.most_common(10)),
            "broken": len(wrong),
            "seconds": round(monotonic() - self._began),
        }
        lines = [json.dumps(told, ensure_ascii=False, indent=2)] if self._quiet else table(told)
        self.stdout.write("\n".join(lines))
        if not self._quiet:
            self.stdout.write("办理中遇到的不能办理（前十种）：")
            self.stdout.write(
                "\n".join(f"  {many} 次  {sentence}" for sentence, many in year.fate.stuck.most_common(10))
            )
        for sentence in wrong[:20]:
            self.stderr.write(sentence)
        if wrong:
            raise CommandError(f"有{len(wrong)}处不一致。")
        if not self._quiet:
            self.stdout.write(f"每天的不变量和年末的核验没有发现不一致，用时 {told['seconds']} 秒。")
