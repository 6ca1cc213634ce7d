"""release_route: what route.py says becomes the next released version."""

from argparse import ArgumentParser
from typing import Any

from workflow_app.commands.release_route import release_route
from workflow_app.flow.released import version_in
from workflow_app.management.refusing import RefusingCommand
from workflow_app.moment import now
from workflow_app.policy import catalogue


class Command(RefusingCommand):
    help = "把 route.py 写的流程发布为新的一版 routes/<程序>.<n>.json；与最新一版相同或有错时说明，不写文件"
    requires_system_checks: list[str] = []  # what they would say of an edited route is what this command answers

    def add_arguments(self, parser: ArgumentParser) -> None:
        """ITEM [PROCEDURE]."""
        parser.add_argument("item", metavar="ITEM", help="事项")
        parser.add_argument("procedure", metavar="PROCEDURE", nargs="?", help="程序；不写就是事项的主要程序")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 1 with the sentence when nothing was released."""
        item = catalogue.item(options["item"])
        procedure = item.procedure(options["procedure"]) if options["procedure"] else item.principal
        file = release_route(item, procedure, at=now())
        self.stdout.write(
            f"已发布 {file.name}。新的办件走第{version_in(file)}版，已在办理的仍走原来的版本。"
            f"请把 route.py 里的版本号改成 {version_in(file)}，并把这个文件提交到版本库。"
        )
