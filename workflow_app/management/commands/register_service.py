"""register_service: the simulated registers of the demonstration, over HTTP, in any mood."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from workflow_app.management.refusing import RefusingCommand
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.policy.register import Register
from workflow_app.registers import played, world

MOODS = ("well", "down", "slow", "contradicting")


class Command(RefusingCommand):
    help = "演示用的登记系统：在本机端口上答复；--mood death=down 让某个登记系统停机（well 恢复、slow 变慢、contradicting 答非所问）"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--port, --mood."""
        parser.add_argument("--port", type=int, default=8100)
        parser.add_argument("--mood", help="登记系统=状态，例如 pension=slow")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped, or change a mood and go."""
        if options["mood"]:
            self._change(options["mood"])
            return
        played.make(settings.REGISTER_WORLD, options["port"]).serve_forever()

    def _change(self, said: str) -> None:
        register, _, mood = said.partition("=")
        if register not in set(Register) or mood not in MOODS:
            raise NotUnderstood(
                f"没有看懂“{said}”：请写成 登记系统=状态，登记系统有{'、'.join(Register)}，状态有{'、'.join(MOODS)}。"
            )
        world.put_into(settings.REGISTER_WORLD, Register(register), "" if mood == "well" else mood)
        self.stdout.write(f"{Register(register).label}现在是 {mood}。")
