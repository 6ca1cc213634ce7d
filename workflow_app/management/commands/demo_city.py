"""demo_city: found the demonstration city and play its cases, once and whole; --accounts prints who can sign in."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from documents import fonts
from workflow_app.city import people
from workflow_app.city.plan import region_names
from workflow_app.management import acting
from workflow_app.management.town.play import play, scenes_here
from workflow_app.models import Case, Desk
from workflow_app.moment import now

PASSWORD = "huimin-demo-2026"  # noqa: S105  only ever on a demonstration's own machine


class Command(BaseCommand):
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
            said = self.stderr.write
            play(now(), said, scenes_here(fonts.ready(settings.FONTS), said))

    def _accounts(self) -> None:
        titles = {(d.role, d.unit.kind, d.unit.region): d.title for d in Desk.objects.select_related("unit")}
        regions = region_names()
        self.stdout.write(f"演示账号（密码都是 {PASSWORD}）：")
        for person in people.applicants():
            self.stdout.write(f"  {person.username:<16}{person.name}（{person.party_name}）")
        for officer in people.officers():
            if officer.region == people.COUNTIES["tangyin"]:
                title = titles[officer.role, officer.kind, officer.region]
                self.stdout.write(f"  {officer.username:<16}{officer.name}（{regions[officer.region]} {title}）")
        self.stdout.write("  林州市把 tangyin 换成 linzhou（办件很少），文峰区换成 wenfeng（还没有办件）。")
