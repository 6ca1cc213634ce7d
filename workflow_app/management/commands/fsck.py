"""fsck: every case stands where its state allows; exit 1 naming what does not."""

from typing import Any

from django.core.management.base import CommandError

from workflow_app.management.refusing import RefusingCommand
from workflow_app.queries.audit.fsck import broken


class Command(RefusingCommand):
    help = "检查每个办件的环节与状态相符，没有悬空的环节、席位和期限"

    def handle(self, *args: Any, **options: Any) -> None:
        """CommandError (exit 1) when something is broken."""
        found = list(broken())
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"有{len(found)}处不符。")
        self.stdout.write("全部相符。")
