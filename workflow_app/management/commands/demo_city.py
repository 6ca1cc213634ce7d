"""demo_city: found the demonstration city and play its cases, once and whole; --accounts prints who can sign in."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from documents import fonts
from workflow_app.city import people
from workflow_app.management import acting
from workflow_app.management.refusing import RefusingCommand
from workflow_app.management.town.play import play
from workflow_app.models import Case, Holding
from workflow_app.moment import now, today
from workflow_app.queries.names import name_on

PASSWORD = "huimin-demo-2026"  # noqa: S105  only ever on a demonstration's own machine
WIDTH = 24


class Command(RefusingCommand):
    help = "建立演示城市，把它的办件演一遍；--accounts 列出可以登录的账号"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--accounts."""
        parser.add_argument("--accounts", action="store_true", help="只列出账号")

    def handle(self, *args: Any, **options: Any) -> None:
        """Found it if it is not there."""
        if options["accounts"]:
            self._accounts()
            return
        acting.found_city(now(), PASSWORD)
        if not Case.objects.exists():
            play(now(), self.stderr.write, fonts.ready(settings.FONTS))

    def _accounts(self) -> None:
        self.stdout.write(f"演示账号（密码都是 {PASSWORD}）：")
        for person in people.applicants():
            self.stdout.write(f"  {person.username:<{WIDTH}}{person.name}（{person.party_name}）")
        places = (people.COUNTIES["tangyin"], people.STREETS["tangyin"], people.CITY["anyang"])
        held = Holding.objects.filter(desk__unit__region__in=places).select_related("account", "desk__unit")
        for holding in sorted(held, key=lambda each: (each.desk.unit.region, each.desk.unit_id, each.pk)):
            unit = name_on(holding.desk.unit, today()).name
            self.stdout.write(
                f"  {holding.account.username:<{WIDTH}}{holding.account.name}（{unit} {holding.desk.title}）"
            )
        self.stdout.write("  林州市把 tangyin 换成 linzhou（办件很少），文峰区换成 wenfeng（还没有办件）。")
