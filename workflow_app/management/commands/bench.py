"""bench NAME: measure on throw-away folders and databases, print figures with the machine they were taken on."""

from __future__ import annotations

import json
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from workflow_app.management import throw_away
from workflow_app.management.bench import inbox, kills, papers, payments, postgresql, races, steps
from workflow_app.management.bench.at_random import drive
from workflow_app.management.bench.deaths import drive as deaths
from workflow_app.management.bench.machine import about

BOTH, EMBEDDED, GROWN = ("sqlite", "postgresql"), ("sqlite",), ("postgresql",)
# name → what measures it, the databases it is measured on, the rounds of a whole run
BENCHES: dict[str, tuple[Callable[..., dict[str, Any]], tuple[str, ...], int]] = {
    "acts": (drive.measure, BOTH, 100_000),
    "races": (races.measure, BOTH, 1000),
    "steps": (steps.measure, BOTH, 200),
    "inbox": (inbox.measure, BOTH, 200),
    "payments": (payments.measure, BOTH, 25_000),
    "kills": (kills.measure, EMBEDDED, 1),
    "deaths": (deaths.measure, GROWN, 200),
    "papers": (papers.measure, EMBEDDED, 10),
}
TOLD = {"acts": "seed", "deaths": "seed", "races": "only"}  # the option a bench is told besides the rounds


class Command(BaseCommand):
    help = "测量：" + "、".join(BENCHES)
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """NAME, --json, --rounds; --into is how the throw-away process answers."""
        parser.add_argument("name", choices=BENCHES)
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument("--rounds", "--steps", type=int, help="少测几轮（步），先看个大概")
        parser.add_argument("--seed", type=int, default=1, help="acts、deaths 的随机种子")
        parser.add_argument("--only", action="append", default=[], choices=races.RACES, help="只测这几种竞争（races）")
        parser.add_argument("--on", choices=BOTH, help="只在这一种数据库上测")
        parser.add_argument("--into", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """In a throw-away environment measure; anywhere else make one for each database and print what it answers."""
        measure, databases, whole = BENCHES[options["name"]]
        rounds = options["rounds"] or whole
        if throw_away.is_here():
            besides = {name: options[name] for name in (TOLD.get(options["name"]),) if name}
            options["into"].write_text(json.dumps(about() | measure(rounds, **besides), ensure_ascii=False))
            return
        databases = tuple(name for name in databases if options["on"] in (None, name))
        words = [options["name"], "--rounds", str(rounds), "--seed", str(options["seed"])]
        words += [word for name in options["only"] for word in ("--only", name)]
        told = {database: self._elsewhere(words, database) for database in _there_are(databases)}
        if options["json"]:
            self.stdout.write(json.dumps({options["name"]: told}, ensure_ascii=False, indent=2))
        else:
            self._print(told)

    def _elsewhere(self, bench: list[str], database: str) -> dict[str, Any]:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            answer = Path(folder, "answer.json")
            words = ["bench", *bench, "--into", str(answer)]
            if database == "postgresql":
                with postgresql.server() as url:
                    throw_away.run_there(words, url)
            else:
                throw_away.run_there(words)
            return json.loads(answer.read_text())

    def _print(self, told: dict[str, Any], depth: int = 0) -> None:
        for name, value in told.items():
            if isinstance(value, dict) and any(isinstance(each, dict) for each in value.values()):
                self.stdout.write("  " * depth + str(name))
                self._print(value, depth + 1)
            else:
                self.stdout.write(f"{'  ' * depth}{name}: {_said(value)}")


def _there_are(databases: tuple[str, ...]) -> Iterator[str]:
    return (name for name in databases if name != "postgresql" or postgresql.AVAILABLE)


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {each}" for name, each in value.items())
    return "none" if value == [] else str(value)
