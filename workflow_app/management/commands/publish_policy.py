"""publish_policy: make the policy.yaml of an item the newest edition, for good."""

from argparse import ArgumentParser
from typing import Any

from workflow_app.commands.publish_policy import publish_policy
from workflow_app.management.refusing import RefusingCommand
from workflow_app.moment import now
from workflow_app.policy import catalogue


class Command(RefusingCommand):
    help = "把事项的 policy.yaml 发布为最新版本；此后申报的办件按它审查"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """SLUG."""
        parser.add_argument("slug", help="items 列出的事项代码")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it strictly, store it with its digest."""
        item = catalogue.item(options["slug"])
        row = publish_policy(item.edition_in_folder(), by=None, at=now())
        self.stdout.write(f"{row}已发布，校验值 {row.sha256[:16]}。以后提交的申请适用这一版。")
