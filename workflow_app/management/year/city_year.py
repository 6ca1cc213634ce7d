"""The days of a played year, one after the other: filings, signatures, what lies beside the route, notices, the night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random

from django.utils.timezone import localtime

from workflow_app.city import people
from workflow_app.commands.archive_case import ARCHIVE_CASE
from workflow_app.commands.end_notice import due_notices, end_notice
from workflow_app.commands.expire import expire, overdue
from workflow_app.commands.issue import PRESS
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.oversight.raise_cards import earning_cards, raise_card
from workflow_app.commands.oversight.tell_empty_desk import seats_nobody_told, tell_empty_desk
from workflow_app.flow.arrival import NOTICE
from workflow_app.jobs import runner
from workflow_app.jobs.press import press
from workflow_app.management import acting, acts
from workflow_app.management.past import Past, opening
from workflow_app.management.stage import FUNDS, Stage
from workflow_app.management.year import chances
from workflow_app.management.year.beside_offices import BesideOffices
from workflow_app.management.year.fate import Fate
from workflow_app.management.year.offices import Offices
from workflow_app.models import (
    Action,
    Case,
    Notice,
    OutboxEntry,
    Unit,
)
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.case import OPEN_STATES
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import Refusal
from workflow_app.queries.audit import fsck

ONE_DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NIGHT = timedelta(minutes=20)
LATER = (PRESS, ARCHIVE_CASE)  # papers are made of a sample, and an index waits for them
BUDGET = Decimal("90000000.00")
NOTICE_DAY, FUNDS_DAY = 4, 1  # weekdays: Friday, Tuesday
Kind = tuple[str, str]  # item, procedure
Progress = Callable[[date, int, int, int], None]  # day, filed, of, open


@dataclass
class CityYear:
    """So many cases over so many days. `broken` is what fsck found."""

    cases: int
    seed: int
    begin: date = date(2026, 1, 5)
    days: int = 360
    papers: float = 0.0
    broken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fate = Fate(Random(self.seed))  # noqa: S311 - a played year, no secret
        self._offices, self._beside = Offices(self.fate), BesideOffices(self.fate)
        self._strangers = count()
        self._proved = 0  # the last action looked at
        self._stages: dict[str, Stage] = {}
        self._end = self.begin + self.days * ONE_DAY

    def play(self, progress: Progress) -> None:
        """Every day of it; on each day the invariants hold."""
        self._endow()
        plan, filed = self._filings(), 0
        for day in (self.begin + n * ONE_DAY for n in range(self.days)):
            if calendar_in_force().is_working(day):
                at = opening(day)
                for slug, procedure in plan[day]:
                    filed += self._file(slug, procedure, at)
                self._work(day, at + HOUR)
            self._night(opening(day).replace(hour=0, minute=0) + ONE_DAY + NIGHT)
            self._prove(day)
            progress(day, filed, self.cases, Case.objects.filter(state__in=OPEN_STATES).count())

    def _prove(self, day: date) -> None:
        """Every day the cases something was done to, at the end of a month and of it all every one there is."""
        acted = list(Action.objects.filter(pk__gt=self._proved).order_by("pk").values_list("pk", "stream__case"))
        self._proved = acted[-1][0] if acted else self._proved
        touched = {case for _, case in acted if case}
        tomorrow = day + ONE_DAY
        is_whole = tomorrow.day == 1 or tomorrow == self._end
        found = fsck.broken() if is_whole else fsck.broken_cases(touched)
        self.broken += [f"{day}: {sentence}" for sentence in found]

    def _filings(self) -> dict[date, list[Kind]]:
        """Which procedure is filed for when; everything in the first nine tenths, so that most comes to its end."""
        items = [(item, [each for each in item.procedures if each != item.principal]) for item in catalogue.items()]
        last = max(int(self.days * 0.9), 1)
        days = [self.begin + n * ONE_DAY for n in range(last)]
        worked = [day for day in days if calendar_in_force().is_working(day)]
        plan: dict[date, list[Kind]] = defaultdict(list)
        for _ in range(self.cases):
            day, (item, others) = self.fate.chance.choice(worked), self.fate.chance.choice(items)
            follows = bool(others) and self.fate.happens(chances.FOLLOWS)
            plan[day].append((item.slug, self.fate.chance.choice(others).slug if follows else item.principal.slug))
        return plan

    def _endow(self) -> None:
        at = opening(self.begin)
        for item in catalogue.items():
            for unit in Unit.objects.filter(kind="hrss", region__in=people.COUNTIES.values()).order_by("region"):
                for year in (self.begin.year, self.begin.year + 1):
                    acts.endow(unit, item.slug, year, BUDGET, at)

    def _file(self, slug: str, wanted: str, at: datetime) -> bool:
        """One filing; what has to be there before it, such as a loan whose interest is subsidised, was decided the day before."""
        stage = self._stage(slug, at)
        procedure = catalogue.procedure(slug, wanted)
        try:
            (footing,) = procedure.footings(stage, 1, at if procedure == stage.item.principal else at - ONE_DAY)
            stage.file_on(procedure.slug, footing, at)
        except Refusal as refused:
            self.fate.met(refused)
            return False
        return True

    def _stage(self, slug: str, at: datetime) -> Stage:
        if slug not in self._stages:
            serial = 1_000 + 5_000 * len(self._stages)
            self._stages[slug] = Stage(
                catalogue.item(slug), serial, begin=at, leaving=LATER, prints=False, strangers=self._strangers
            )
        self._stages[slug].past = Past(at)
        return self._stages[slug]

    def _work(self, day: date, at: datetime) -> None:
        """A working day of the offices: due signatures, corrections, what lies beside the route, notices, funds."""
        self._offices.open(day, at)
        self._beside.go_on(day, at)
        if day.weekday() == NOTICE_DAY:
            self._put_on_notice(at)
        if day.weekday() == FUNDS_DAY:
            self._ask_for_funds(at)
        runner.work(lambda: at + 6 * HOUR, LATER)
        self._print(at + 7 * HOUR)

    def _put_on_notice(self, at: datetime) -> None:
        """Friday: whatever waits for the public goes there, batch by batch."""
        together: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        for case in Case.objects.filter(step=NOTICE, claims__notice_lines=None).distinct().order_by("pk"):
            together[case.unit_id, case.item, case.procedure].append(case.pk)
        for (unit, _item, _procedure), keys in together.items():
            handler = acting.at_desk(Unit.objects.get(pk=unit), "handler", at)
            self.fate.attempt(open_notice, keys, by=handler, at=at)

    def _ask_for_funds(self, at: datetime) -> None:
        """Tuesday: what is determined is asked for; there its route ends."""
        ready = (
            Notice.objects.filter(lines__claim__case__step=FUNDS, state=Notice.State.ENDED).distinct().order_by("pk")
        )
        for notice in ready.select_related("unit"):
            self.fate.attempt(acts.ask, notice, at)

    def _night(self, at: datetime) -> None:
        """What the worker does in the first hour of the next day."""
        today = localtime(at).date()
        for notice in due_notices(today):
            self.fate.attempt(end_notice, notice, at=at)
        for deadline in overdue(today):
            self.fate.attempt(expire, deadline, at=at)
        for case in earning_cards(today):
            raise_card(case, at=at)
        for seat in seats_nobody_told(today):
            tell_empty_desk(seat, at=at)

    def _print(self, at: datetime) -> None:
        """Of the day's papers a sample is made."""
        if self.papers:
            fresh = OutboxEntry.objects.filter(job=PRESS, state="new", created_at__date=localtime(at).date())
            for entry in fresh.order_by("pk"):
                if self.fate.happens(self.papers):
                    press(entry.argument, lambda: at)
