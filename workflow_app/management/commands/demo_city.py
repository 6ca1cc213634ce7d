"""demo_city: found the demonstration city and play its cases, once; --accounts prints who can sign in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workflow_app.city import people
from workflow_app.city.plan import region_names
from workflow_app.management import acting, town
from workflow_app.models import Case, Desk

PASSWORD = "huimin-demo-2026"  # noqa: S105  only ever on a demonstration's own machine


class Command(BaseCommand):
    help = "Found the demonstration city; with --accounts, print who can sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--accounts."""
        parser.add_argument("--accounts", action="store_true", help="only print the accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Found it if it is not there."""
        if options["accounts"]:
            self._accounts()
            return
        acting.found_city(timezone.now(), PASSWORD)
        if not Case.objects.exists():
            town.play(timezone.now(), said=self.stderr.write)

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
        self.stdout.write("  其他区县把 tangyin 换成 linzhou 或 wenfeng。")
