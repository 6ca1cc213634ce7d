"""bpmn: a released route as BPMN 2.0, on the output."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandParser

from workflow_app.flow.bpmn import bpmn
from workflow_app.flow.released import routes_of
from workflow_app.management.refusing import RefusingCommand
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotFound


class Command(RefusingCommand):
    help = "把一个程序已发布的流程输出为 BPMN 2.0（含图形），例如 bpmn 事项 程序 > 流程.bpmn"
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Here --version is the route's: Django's own gives way."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """ITEM PROCEDURE [--version N]."""
        parser.add_argument("item", metavar="ITEM", help="事项")
        parser.add_argument("procedure", metavar="PROCEDURE", help="程序")
        parser.add_argument("--version", type=int, metavar="N", help="第几版；不写就是最新的")

    def handle(self, *args: Any, **options: Any) -> None:
        """NotFound says which versions there are."""
        item = catalogue.item(options["item"])
        procedure = item.procedure(options["procedure"])
        released = {route.version: route for route in routes_of(item, procedure)}
        wanted = options["version"] or max(released, default=0)
        if wanted not in released:
            raise NotFound(f"没有第{wanted}版流程，已发布的是第{'、'.join(map(str, released))}版。")
        self.stdout.write(bpmn(item.slug, procedure.title, released[wanted]), ending="")
