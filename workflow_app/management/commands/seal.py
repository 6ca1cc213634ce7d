"""seal: write the seal of today over the heads of all chains, once a day; the worker does it by itself."""

from typing import Any

from workflow_app.commands.seal_day import seal_day
from workflow_app.management.refusing import RefusingCommand
from workflow_app.moment import now


class Command(RefusingCommand):
    help = "Seal the heads of all chains into today's file apart from the database; verify checks every seal."

    def handle(self, *args: Any, **options: Any) -> None:
        """Once a day; a second call says so."""
        made = seal_day(at=now())
        if made is None:
            self.stdout.write("今天已经封存过，没有再写。")
            return
        self.stdout.write(f"已封存{made.day:%Y年%-m月%-d日}，新增或变动的链{len(made.heads)}条。")
