"""items: the catalogue; one item's title page, figures, routes and papers; the schema of its answers."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from workflow_app.approval.in_words import who_acts
from workflow_app.approval.route import Route, Step
from workflow_app.management.refusing import RefusingCommand
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.parameter import DatedValue, Parameter
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.policy.value_text import show_value


class Command(RefusingCommand):
    help = "列出事项；写出事项名时列出依据、参数、办理环节和文书；--schema 输出回答的 JSON schema"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?", help="事项，例如 items 列出的代码")
        parser.add_argument("--schema", action="store_true", help="只输出回答的 JSON schema")
        parser.add_argument("--procedure", metavar="P", help="与 --schema 连用；不写就是事项的主要程序")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["slug"] is None:
            if options["schema"]:
                raise NotUnderstood("请写出要看哪个事项的 schema，例如 items 事项代码 --schema。")
            self.stdout.write("\n".join(_catalogue()))
            return
        item = catalogue.item(options["slug"])
        procedure = item.procedure(options["procedure"]) if options["procedure"] else item.principal
        if options["schema"]:
            self.stdout.write(json.dumps(procedure.questions.schema(), ensure_ascii=False, indent=2))
            return
        self.stdout.write("\n".join(_item(item)))


def _catalogue() -> Iterator[str]:
    for item in catalogue.items():
        procedures = "、".join(f"{each.title}（{each.slug}）" for each in item.procedures)
        yield f"{item.slug}  {item.title_page.names[-1].name}  {item.title_page.number}  {procedures}"


def _item(item: Item) -> Iterator[str]:
    page = item.title_page
    for name in page.names:
        yield f"{name.name}（自 {name.since} 起，{name.citation}）"
    yield f"{page.cited}，{page.issuer}，{page.issued_on}，自 {page.since} 起施行"
    yield from (f"依据 {citation}" for citation in page.basis)
    edition = item.edition_in_folder()
    yield f"\n参数（policy.yaml，sha256 {edition.sha256}）"
    for parameter in edition.parameters.values():
        yield from _parameter(parameter)
    yield from (
        f"  {each.key}  {each.says}\n    {each.in_short}【{each.citation.standing.label}】{each.citation}"
        for each in edition.exclusions
    )
    for procedure in item.procedures:
        yield from _procedure(procedure)


def _parameter(parameter: Parameter) -> Iterator[str]:
    yield f"  {parameter.key}  {parameter.says}"
    yield from (f"    {_dated(parameter, value)}" for value in parameter.values)


def _dated(parameter: Parameter, dated: DatedValue) -> str:
    period = f"{dated.since} 至 {dated.until}" if dated.until else f"{dated.since} 起"
    note = f"；{dated.note}" if dated.note else ""
    value = show_value(dated.value, parameter.unit)
    return f"{period}：{value}【{dated.standing.label}】{dated.citation}{note}"


def _procedure(procedure: Procedure) -> Iterator[str]:
    route = Route.from_json(procedure.route)
    yield f"\n{procedure.title}（{procedure.slug}），办理环节第 {route.version} 版"
    for step in route.steps.values():
        yield f"  {step.title}（{step.name}）{who_acts(step)}{f'，期限 {step.limit}' if step.limit else ''}"
        yield f"    {'；'.join(_ways(step))}"
    yield f"  文书：{'、'.join(paper.title for paper in procedure.papers)}"


def _ways(step: Step) -> Iterator[str]:
    for outcome, edge in step.edges():
        when = f"（{edge.when}）" if edge.when else ""
        yield f"{outcome.label}{when} → {edge.to}{f' {edge.legal}' if edge.legal else ''}"
