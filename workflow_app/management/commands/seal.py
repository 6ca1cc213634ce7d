"""seal: write the seal of today over the heads of all chains, once a day; the worker does it by itself."""

from typing import Any

from workflow_app.commands.seal_day import seal_day
from workflow_app.management.refusing import RefusingCommand
from workflow_app.moment import now


class Command(RefusingCommand):
    help = "把全部记录链的链头封存到数据库以外的当日文件；verify 会核对每一份封存"

    def handle(self, *args: Any, **options: Any) -> None:
        """Once a day; a second call says so."""
        made = seal_day(at=now())
        if made is None:
            self.stdout.write("今天已经封存过，没有再写。")
            return
        self.stdout.write(f"已封存{made.day:%Y年%-m月%-d日}，新增或变动的链{len(made.heads)}条。")
