"""The days of a played year, one after the other: filings, signatures, what lies beside the route, notices, the night."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any, TypeVar

from django.utils.timezone import localtime

from workflow_app.approval.stance import OUTCOME_OF, Stance
from workflow_app.city import people
from workflow_app.clock.limit import PauseReason
from workflow_app.commands.archive_case import ARCHIVE_CASE
from workflow_app.commands.beside_the_route.extend import ask_extension, decide_extension
from workflow_app.commands.beside_the_route.resume import resume
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.beside_the_route.terminate import terminate
from workflow_app.commands.end_notice import due_notices, end_notice
from workflow_app.commands.expire import expire, overdue
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.issue import PRESS
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.oversight.answer_supervision import answer_supervision
from workflow_app.commands.oversight.raise_cards import earning_cards, raise_card
from workflow_app.commands.oversight.supervise import supervise
from workflow_app.commands.oversight.tell_empty_desk import seats_nobody_told, tell_empty_desk
from workflow_app.commands.oversight.urge import urge
from workflow_app.commands.withdraw import withdraw
from workflow_app.flow.arrival import NOTICE, route_of
from workflow_app.jobs import runner
from workflow_app.jobs.press import press
from workflow_app.management import acting, acts, setbacks
from workflow_app.management.past import Past, opening
from workflow_app.management.stage import FUNDS, Stage
from workflow_app.management.year import chances
from workflow_app.management.year.chances import happens
from workflow_app.models import Account, Case, CaseState, Draft, Notice, OutboxEntry, Pause, Seat, Supervision, Unit
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
Done = TypeVar("Done")
Progress = Callable[[date, int, int, int], None]  # day, filed, of, open


@dataclass
class CityYear:
    """So many cases over so many days. `stuck` counts refusals officers met, by their sentence; `broken` what fsck found."""

    cases: int
    seed: int
    begin: date = date(2026, 1, 5)
    days: int = 360
    papers: float = 0.0
    stuck: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = Random(self.seed)  # noqa: S311 - a played year, no secret
        self._due: dict[int, date] = {}  # seat → the day its officer comes to it
        self._plans: dict[str, list[tuple[date, int]]] = defaultdict(list)  # what somebody will do → (day, row)
        self._strangers = count()
        self._stages: dict[str, Stage] = {}

    def play(self, progress: Progress) -> None:
        """Every day of it; on each day the invariants hold."""
        self._endow()
        plan, filed = self._filings(), 0
        for day in (self.begin + n * ONE_DAY for n in range(self.days)):
            if calendar_in_force().is_working(day):
                at = opening(day)
                for slug in plan[day]:
                    filed += self._file(slug, at)
                self._work(day, at + HOUR)
            self._night(opening(day).replace(hour=0, minute=0) + ONE_DAY + NIGHT)
            self.broken += [f"{day}: {sentence}" for sentence in fsck.broken()]
            progress(day, filed, self.cases, Case.objects.filter(state__in=OPEN_STATES).count())

    def _filings(self) -> dict[date, list[str]]:
        """Which item is filed for when; everything in the first nine tenths, so that most comes to its end."""
        items = [item.slug for item in catalogue.items()]
        last = max(int(self.days * 0.9), 1)
        days = [self.begin + n * ONE_DAY for n in range(last)]
        worked = [day for day in days if calendar_in_force().is_working(day)]
        plan: dict[date, list[str]] = defaultdict(list)
        for _ in range(self.cases):
            plan[self._chance.choice(worked)].append(self._chance.choice(items))
        return plan

    def _endow(self) -> None:
        at = opening(self.begin)
        for item in catalogue.items():
            for unit in Unit.objects.filter(kind="hrss", region__in=people.COUNTIES.values()).order_by("region"):
                for year in (self.begin.year, self.begin.year + 1):
                    acts.endow(unit, item.slug, year, BUDGET, at)

    def _file(self, slug: str, at: datetime) -> bool:
        stage = self._stage(slug, at)
        procedure = stage.item.principal
        try:
            (footing,) = procedure.footings(stage, 1, at)
            stage.file_on(procedure.slug, footing, at)
        except Refusal as refused:
            self.stuck[f"申报：{refused.sentence}"] += 1
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
        for seat in self._coming(day):
            self._sign(seat, at)
        for case in Case.objects.filter(state=CaseState.AWAITING_CORRECTION).order_by("pk"):
            self._supply(case, day, at)
        self._beside(day, at)
        if day.weekday() == NOTICE_DAY:
            self._put_on_notice(at)
        if day.weekday() == FUNDS_DAY:
            self._ask_for_funds(at)
        runner.work(lambda: at + 6 * HOUR, LATER)
        self._print(at + 7 * HOUR)

    def _coming(self, day: date) -> list[Seat]:
        """The waiting seats whose officer comes to them today; when that will be is drawn once a seat."""
        waiting = Seat.objects.filter(waiting=True, desk__isnull=False).select_related("round__case", "desk__unit")
        for seat in waiting.order_by("pk"):
            if seat.pk not in self._due:
                self._due[seat.pk] = calendar_in_force().add(day, chances.delay(self._chance))
        return [seat for seat in waiting.order_by("pk") if self._due[seat.pk] <= day]

    def _sign(self, seat: Seat, at: datetime) -> None:
        case = Case.objects.get(pk=seat.round.case_id)
        if case.pauses.filter(reason=PauseReason.SUSPENSION, until=None).exists():
            return
        if not Seat.objects.filter(pk=seat.pk, waiting=True).exists():
            return
        for stance in self._stances(case, seat):
            try:
                self._say(case, seat, stance, at)
            except Refusal as refused:
                self.stuck[refused.sentence[:40]] += 1
                self._due[seat.pk] = calendar_in_force().add(localtime(at).date(), 5)
            else:
                return

    def _stances(self, case: Case, seat: Seat) -> Iterator[Stance]:
        """What the officer wants to say, and what is left when the house will not have it."""
        outcomes = route_of(case).steps[seat.round.step].outcomes
        if case.state == CaseState.SUBMITTED and case.filings.count() == 1 and happens(self._chance, chances.CORRECT):
            yield Stance.RETURN
        elif OUTCOME_OF[Stance.REFUSE] in outcomes and happens(self._chance, chances.REFUSE):
            yield Stance.REFUSE
        yield Stance.APPROVE
        if OUTCOME_OF[Stance.REFUSE] in outcomes:
            yield Stance.REFUSE

    def _say(self, case: Case, seat: Seat, stance: Stance, at: datetime) -> None:
        if stance is Stance.RETURN:
            section = catalogue.procedure(case.item, case.procedure).questions.sections[0].slug
            setbacks.ask_for_correction(case, ((section, "这一部分有一处没有写明，请补全。"),), at)
            return
        if stance is Stance.APPROVE:
            setbacks.settle_where_asked(case, at)
            acting.sit(case, at)
        by = acting.holder(seat, localtime(at).date())
        words = "" if stance is Stance.APPROVE else "经核实，不符合规定的条件。"
        answers = acting.seat_answers(case, seat, at, {}) if stance is Stance.APPROVE else {}
        give_opinion(seat.pk, stance, words, answers=answers, by=by, at=at)

    def _supply(self, case: Case, day: date, at: datetime) -> None:
        """Whoever was asked supplies after some days; some never do, and the law says what that means."""
        if case.pk not in self._due_of("supply"):
            never = happens(self._chance, chances.NEVER_SUPPLIED)
            self._plans["supply"].append((day + (90 if never else self._chance.randint(1, 9)) * ONE_DAY, case.pk))
        for due, key in [plan for plan in self._plans["supply"] if plan[1] == case.pk]:
            if due <= day and Draft.objects.filter(correcting=case).exists():
                self._plans["supply"].remove((due, key))
                self._try(setbacks.supply, case, at)

    def _beside(self, day: date, at: datetime) -> None:
        """Withdrawn, suspended, extended, urged, supervised, terminated, answered."""
        moving = Case.objects.filter(state__in=(CaseState.ACCEPTED, CaseState.DECIDING)).select_related(
            "unit", "filed_by"
        )
        for case in moving.order_by("pk"):
            if case.step != NOTICE and case.pk not in self._due_of("seen"):
                self._plans["seen"].append((day, case.pk))
                self._once_in_a_case(case, day, at)
        for due, pause in [plan for plan in self._plans["resume"] if plan[0] <= day]:
            self._plans["resume"].remove((due, pause))
            row = Pause.objects.select_related("case__unit").get(pk=pause)
            if row.until is None:
                self._try(resume, row.pk, by=acting.at_desk(row.case.unit, self._head(row.case), at), at=at)
        self._over_cards(day, at)

    def _once_in_a_case(self, case: Case, day: date, at: datetime) -> None:
        """What happens to a case once it has been accepted, if it does."""
        chance, desk = self._chance, self._own_desk(case, at)
        if happens(chance, chances.WITHDRAW):
            self._try(withdraw, case.pk, by=case.filed_by, at=at)
        elif happens(chance, chances.TERMINATE):
            head = acting.at_desk(case.unit, self._head(case), at)
            self._try(terminate, case.pk, "pointless", "申请人来函说明不再需要。", by=head, at=at)
        elif desk and happens(chance, chances.SUSPEND + chances.SPECIAL):
            reason = chance.choice(["suspension", "review", "site_check", "assistance"])
            row = self._try(suspend, case.pk, reason, "等待核实。", 5, by=desk, at=at)
            if row is not None:
                self._plans["resume"].append((day + chance.randint(3, 20) * ONE_DAY, row.pk))
        elif desk and happens(chance, chances.EXTEND):
            asked = self._try(ask_extension, case.pk, chance.randint(3, 10), "需要逐人核对。", by=desk, at=at)
            if asked is not None:
                granted, head = not happens(chance, chances.DECLINED), acting.at_desk(case.unit, self._head(case), at)
                self._try(decide_extension, asked.pk, granted, "已阅。", by=head, at=at + HOUR)

    def _over_cards(self, day: date, at: datetime) -> None:
        """Who waits urges, who heads the unit orders, and most cards are answered in time."""
        waiting = Supervision.objects.filter(answered_at=None).select_related("case__unit", "case__filed_by", "unit")
        for row in waiting.order_by("pk"):
            if row.pk not in self._due_of("card"):
                self._plans["card"].append((day + self._chance.randint(1, 7) * ONE_DAY, row.pk))
                if row.ground == "warning" and happens(self._chance, chances.URGE):
                    self._try(urge, row.case_id, by=row.case.filed_by, at=at)
                if row.ground == "yellow" and happens(self._chance, chances.SUPERVISE):
                    head = acting.at_desk(row.case.unit, self._head(row.case), at)
                    answer_by = calendar_in_force().add(day, 3)
                    self._try(supervise, row.case_id, "请说明原因。", answer_by, by=head, at=at)
        due = {key for when, key in self._plans["card"] if when <= day}
        for row in waiting.filter(due_on__isnull=False):
            if row.pk in due:
                by = acting.at_desk(row.unit, self._somebody(row.unit), at)
                self._try(answer_supervision, row.pk, "正在办理，近日办结。", by=by, at=at)

    def _put_on_notice(self, at: datetime) -> None:
        """Friday: whatever waits for the public goes there, batch by batch."""
        together: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        for case in Case.objects.filter(step=NOTICE, claims__notice_lines=None).distinct().order_by("pk"):
            together[case.unit_id, case.item, case.procedure].append(case.pk)
        for (unit, _item, _procedure), keys in together.items():
            handler = acting.at_desk(Unit.objects.get(pk=unit), "handler", at)
            self._try(open_notice, keys, by=handler, at=at)

    def _ask_for_funds(self, at: datetime) -> None:
        """Tuesday: what is determined is asked for; there its route ends."""
        ready = (
            Notice.objects.filter(lines__claim__case__step=FUNDS, state=Notice.State.ENDED).distinct().order_by("pk")
        )
        for notice in ready.select_related("unit"):
            self._try(acts.ask, notice, at)

    def _night(self, at: datetime) -> None:
        """What the worker does in the first hour of the next day."""
        today = localtime(at).date()
        for notice in due_notices(today):
            self._try(end_notice, notice, at=at)
        for deadline in overdue(today):
            self._try(expire, deadline, at=at)
        for case in earning_cards(today):
            raise_card(case, at=at)
        for seat in seats_nobody_told(today):
            tell_empty_desk(seat, at=at)

    def _print(self, at: datetime) -> None:
        """Of the day's papers a sample is made."""
        if self.papers:
            fresh = OutboxEntry.objects.filter(job=PRESS, state="new", created_at__date=localtime(at).date())
            for entry in fresh.order_by("pk"):
                if happens(self._chance, self.papers):
                    press(entry.argument, at)

    def _due_of(self, plan: str) -> set[int]:
        return {key for _, key in self._plans[plan]}

    def _own_desk(self, case: Case, at: datetime) -> Account | None:
        waiting = Seat.objects.filter(round__case=case, waiting=True, desk__unit=case.unit_id).select_related("desk")
        seat = waiting.order_by("place").first()
        return acting.holder(seat, localtime(at).date()) if seat else None

    def _somebody(self, unit: Unit) -> str:
        return unit.desks.filter(holdings__isnull=False).order_by("pk").values_list("role", flat=True)[0]

    def _head(self, case: Case) -> str:
        return "bureau_head" if case.unit.kind == "hrss" else "deputy_head"

    def _try(self, act: Callable[..., Done], *told: Any, **by: Any) -> Done | None:
        """Do it; a refusal is counted, with its sentence, and nothing happened."""
        try:
            return act(*told, **by)
        except Refusal as refused:
            self.stuck[refused.sentence[:40]] += 1
            return None
