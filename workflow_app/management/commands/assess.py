"""assess: what the law says about answers in a file, on a day, without any database; or what a draft would change for all cases."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from workflow_app.management.impact import effect, in_words
from workflow_app.management.refusing import RefusingCommand
from workflow_app.moment import today
from workflow_app.policy import catalogue
from workflow_app.policy.asking import ask_rules
from workflow_app.policy.draft import nobody_claims, refuse_other_units
from workflow_app.policy.edition import Edition
from workflow_app.policy.facts_file import read_facts
from workflow_app.policy.item import Item
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.queries.law.impact import cases_under, impact_on, kinds_claimed

LARGEST = 8 * 1024 * 1024  # bytes: a roster of 25,000 people as JSON is half of it
TOLD_EVERY = 20  # cases between two lines of progress


class Command(RefusingCommand):
    help = (
        "按某一天的政策审查文件里的回答，输出审查结论和金额（JSON），不读写数据库；"
        "不给 --answers、只给 --edition 时，用这份草案重算现有办件：谁增加、谁减少、资金变化多少"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="事项，例如 items 列出的代码")
        parser.add_argument(
            "--answers", metavar="FILE", help="回答（JSON），也可以带 parent、earlier、checks、told、life、registers"
        )
        parser.add_argument("--on", metavar="DATE", help="申请日，例如 2026-03-01；试算草案时是按哪天的情况")
        parser.add_argument("--json", action="store_true", help="试算草案的结果写成 JSON")
        parser.add_argument("--edition", metavar="FILE", help="另一份 policy.yaml；不写就用事项自己的")
        parser.add_argument("--procedure", metavar="P", help="办理程序；不写就是事项的主要程序")

    def handle(self, *args: Any, **options: Any) -> None:
        item = catalogue.item(options["slug"])
        if not options["answers"]:
            self._try_out(item, options)
            return
        if not options["on"]:
            raise NotUnderstood("请用 --on 写明申请日，例如 --on 2026-03-01。")
        procedure = item.procedure(options["procedure"]) if options["procedure"] else item.principal
        on = _day(options["on"])
        edition = Edition.read(_text(options["edition"]), item.slug) if options["edition"] else item.edition_in_folder()
        facts = read_facts(_json(options["answers"]), item, procedure, on)
        found = ask_rules(procedure, facts, edition, on).as_json()
        said = {"item": item.slug, "title": item.title_on(on), "procedure": procedure.slug, **found}
        self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))

    def _try_out(self, item: Item, options: dict[str, Any]) -> None:
        """A draft over every case of the item, with progress on the error stream."""
        if not options["edition"]:
            raise NotUnderstood("请用 --answers 给出回答文件，或者用 --edition 给出要试算的政策草案。")
        draft, on = (
            Edition.read(_text(options["edition"]), item.slug),
            _day(options["on"]) if options["on"] else today(),
        )
        refuse_other_units(draft, item.edition_in_folder())
        for sentence in nobody_claims(draft, kinds_claimed()):
            self.stderr.write(sentence)
        numbers = cases_under(item.slug)
        changes = []
        for place, pk in enumerate(numbers, start=1):
            changes.append(impact_on(pk, draft, on))
            if place % TOLD_EVERY == 0 or place == len(numbers):
                self.stderr.write(f"已试算 {place}/{len(numbers)} 件")
        told = effect(item.slug, draft, changes)
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) if options["json"] else in_words(told))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotUnderstood(f"--on 的“{text}”不是存在的日期，请写成 2026-03-01 的样子。") from None


def _text(name: str) -> str:
    try:
        if (file := Path(name)).stat().st_size > LARGEST:
            raise NotUnderstood(f"文件 {name} 超过 {LARGEST // 1024 // 1024} MB，不像是政策或者回答，请核对。")
        return file.read_text(encoding="utf-8-sig")
    except OSError:
        raise NotUnderstood(f"读不到文件 {name}，请核对路径。") from None
    except UnicodeDecodeError:
        raise NotUnderstood(f"文件 {name} 不是 UTF-8 编码，请另存为 UTF-8 后再试。") from None


def _json(name: str) -> object:
    try:
        return json.loads(_text(name))
    except json.JSONDecodeError as error:
        raise NotUnderstood(f"文件 {name} 第 {error.lineno} 行不是完整的 JSON，请检查引号、逗号和括号。") from None
    except RecursionError:
        raise NotUnderstood(f"文件 {name} 的括号嵌套太深，请改正。") from None
