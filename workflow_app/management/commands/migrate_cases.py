"""migrate_cases: cases under way go on by another released version of their route, as far as they can."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from workflow_app.approval.route import Route
from workflow_app.commands.move_to_version import move_to_version
from workflow_app.flow import versions
from workflow_app.flow.released import routes_of
from workflow_app.management.refusing import RefusingCommand
from workflow_app.moment import now
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotFound, NotUnderstood, Refusal

TOLD_EVERY = 100  # cases between two lines of progress


class Command(RefusingCommand):
    help = "把在办的办件移到流程的另一版；--dry-run 只说哪些移得了、哪些会卡住和原因，不作改动"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """ITEM PROCEDURE --from N --to M [--dry-run]."""
        parser.add_argument("item", metavar="ITEM", help="事项")
        parser.add_argument("procedure", metavar="PROCEDURE", help="程序")
        parser.add_argument("--from", dest="before", type=int, required=True, metavar="N", help="现在走的版本")
        parser.add_argument("--to", dest="after", type=int, required=True, metavar="M", help="要走的版本")
        parser.add_argument("--dry-run", action="store_true", help="只看，不改")

    def handle(self, *args: Any, **options: Any) -> None:
        """Each case in a transaction of its own; what cannot move stays where it is, with the reason."""
        item, procedure = options["item"], options["procedure"]
        if options["before"] == options["after"]:
            raise NotUnderstood("--from 和 --to 是同一版，请写两个不同的版本。")
        _version(item, procedure, options["before"])
        to = _version(item, procedure, options["after"])
        total = versions.how_many(item, procedure, options["before"])
        stuck = 0
        outcomes = _tried if options["dry_run"] else _moved
        for done, (number, why) in enumerate(outcomes(item, procedure, options["before"], to), start=1):
            stuck += bool(why)
            if why:
                self.stdout.write(f"{number}  {why}")
            if done % TOLD_EVERY == 0:
                self.stderr.write(f"{done}/{total}")
        can = "可以移动" if options["dry_run"] else "移动了"
        self.stdout.write(f"第{options['before']}版在办{total}件：{can}{total - stuck}件，{stuck}件留在原版。")


def _version(item: str, procedure: str, version: int) -> Route:
    """That released version; NotFound saying which there are."""
    released = {each.version: each for each in routes_of(catalogue.item(item), catalogue.procedure(item, procedure))}
    if version not in released:
        raise NotFound(f"没有第{version}版流程，已发布的是第{'、'.join(map(str, released))}版。")
    return released[version]


def _tried(item: str, procedure: str, before: int, to: Route) -> Iterator[tuple[str, str]]:
    """(number, why it would be stuck or '') of every case under way."""
    for opened in versions.standing(item, procedure, before):
        yield opened.case.number, versions.why_stuck(opened.case, opened, to)


def _moved(item: str, procedure: str, before: int, to: Route) -> Iterator[tuple[str, str]]:
    """The same, having moved what could be moved. Read first: what moves would leave the list while it is read."""
    for case_id, number in [(each.case_id, each.case.number) for each in versions.standing(item, procedure, before)]:
        try:
            move_to_version(case_id, to, by=None, at=now())
        except Refusal as refusal:
            yield number, refusal.sentence
        else:
            yield number, ""
