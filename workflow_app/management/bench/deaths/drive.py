"""bench deaths: web, worker and PostgreSQL are killed with -9 at random instants of release, bank file, answer, settlement, reissue.

SIGKILL leaves what the kernel holds, so this proves the recovery of processes and of PostgreSQL's log (fsync is on), not a
machine without power.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from statistics import mean, median
from threading import Timer
from time import monotonic, perf_counter, sleep
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils.timezone import localdate

from workflow_app import moment
from workflow_app.commands.set_limit import Limit, set_limit
from workflow_app.management import acting, acts, setbacks
from workflow_app.management.bench import stage
from workflow_app.management.bench.deaths.acts import BEFORE, COUNTY, DESKS, PAY, REISSUE, STRUCK, Act, Errand
from workflow_app.management.bench.deaths.bank import Bank
from workflow_app.management.bench.deaths.judged import faults, left_over
from workflow_app.management.bench.deaths.mortals import Database, Mortal, Web, Worker
from workflow_app.management.bench.deaths.person import BROKEN, LATER, MOVED_ON, Form, NoForm, Person
from workflow_app.models import OutboxEntry, PaymentLine, Unit
from workflow_app.policy.money import fen_of

PASSWORD = "of a city thrown away"  # noqa: S105
CLASS = 34  # trainees of each class: one transfer of theirs comes back
REHEARSALS = 2  # errands nobody dies in, to learn how long each act takes
LONGEST = 120.0  # seconds an act may take to be done after a death
LONGEST_BEFORE = 3600.0  # seconds for the papers of all the cases before their money is asked for
LOOKED_AT_EVERY = 10  # deaths
HALF = 0.5
SENTENCE = '<h1 class="sentence">'
TRACE = "Traceback (most recent call last)"
VICTIMS = ("web", "worker", "postgresql")
Plan = Mapping[tuple[int, str], str]  # (errand, act) → who dies


class Drive:
    """The errands, the three that die, and what was seen."""

    def __init__(self, rounds: int, seed: int) -> None:
        self.rounds, self.draw = rounds, Random(seed)  # noqa: S311
        self.bank, self.web, self.database = Bank(), Web(), Database()
        self.mortals: dict[str, Mortal] = {"web": self.web, "worker": Worker(), "postgresql": self.database}
        self.took: dict[str, list[float]] = defaultdict(list)  # act → seconds, where nobody died
        self.back: dict[str, list[float]] = defaultdict(list)  # who died → seconds from then on until the act was done
        self.seen: dict[str, Counter[str]] = defaultdict(Counter)  # when → what a person saw
        self.struck: Counter[str] = Counter()
        self.was_done: Counter[str] = Counter()  # act → deaths that came after its commit
        self.broken: list[str] = []
        self.looked = 0

    def begin(self) -> None:
        """Web and worker come up, and the worker makes the papers of what went before."""
        self.web.start()
        self.mortals["worker"].start()
        _until(_nothing_to_do, "jobs are left", within=LONGEST_BEFORE)
        _said("papers made")

    def end(self) -> None:
        """The worker does what is left; then nothing is in between."""
        _until(_nothing_to_do, "jobs are left")
        self.look()
        self.broken += left_over()

    def bury(self) -> None:
        """Web and worker end; PostgreSQL goes on for whoever lent it."""
        self.web.kill()
        self.mortals["worker"].kill()

    def do(self, act: Act, errand: Errand) -> None:
        """With nobody dying; the seconds it took."""
        _until(lambda: act.ready(errand), f"{act.name} is not ready")
        form = act.form(errand) if act.form else None
        begun = perf_counter()
        if form is not None:
            self._press(form, act.name)
        _until(lambda: act.done(errand), f"{act.name} is not done")
        self.took[act.name].append(perf_counter() - begun)

    def strike(self, act: Act, errand: Errand, name: str) -> None:
        """Somebody dies at an instant drawn over the length of the act and comes back; the act is repeated until it is done."""
        form = act.form(errand) if act.form else None
        death = Timer(self.draw.uniform(0, min(self.took[act.name])), self.mortals[name].kill)
        death.start()
        answered = self._press(form, f"{name} dies") if form else None
        death.join()
        if form and name == "postgresql":  # nobody waits for a restart before pressing again
            self._press(form, "postgresql is down")
        begun = perf_counter()
        self.mortals[name].start()
        if name != "web":
            _a_minute_passes()
        self._compare(act, errand, answered)
        self._repeat(act, errand, form)
        self.back[name].append(perf_counter() - begun)
        self.struck[f"{act.name}, {name}"] += 1
        if self.struck.total() % LOOKED_AT_EVERY == 0:
            self.look()

    def look(self) -> None:
        """Everything is proved, between two deaths."""
        self.looked += 1
        self.broken += faults(self.bank)
        _said(f"{self.struck.total()} of {self.rounds} deaths, {len(self.broken)} breaks {self.broken[-1:]}")

    def _compare(self, act: Act, errand: Errand, answered: int | None) -> None:
        """What a person was told was done is done."""
        if act.done(errand):
            self.was_done[act.name] += 1
        elif answered == MOVED_ON:
            self.broken.append(f"{act.name} of {errand.batch}: said to be done, and it is not")

    def _repeat(self, act: Act, errand: Errand, form: Form | None) -> None:
        """Half of the people send the same form once more, done or not; the others open the page anew."""
        if form is not None and self.draw.random() < HALF:
            status = self._press(form, "the same form again")
            if act.done(errand) and status != MOVED_ON:
                self.broken.append(f"{act.name} of {errand.batch}: done, and the same form answers {status}")
        _until(lambda: act.done(errand) or self._anew(act, errand), f"{act.name} is not done after a death")

    def _anew(self, act: Act, errand: Errand) -> bool:
        if act.form:
            try:
                self._press(act.form(errand), "a fresh page")
            except NoForm as none:
                self.seen["a fresh page"][f"{none.status} without the form"] += 1
        return act.done(errand)

    def _press(self, form: Form, when: str) -> int:
        """The status; what nobody must ever see is written down."""
        answer = form.press()
        self.seen[when][str(answer.status or "no answer")] += 1
        if TRACE in answer.body or (answer.status >= BROKEN and answer.status != LATER):
            self.broken.append(f"{form.action} answers {answer.status}, {when}")
        if answer.status == LATER and SENTENCE not in answer.body:
            self.broken.append(f"{form.action} answers {answer.status} without a sentence, {when}")
        return answer.status


def measure(rounds: int, seed: int = 1) -> dict[str, Any]:
    """`rounds` deaths, spread alike over who dies and what they die in."""
    acting.found_city(stage.BEGIN, PASSWORD)
    _endow()
    call_command("collectstatic", interactive=False, verbosity=0)
    drive = Drive(rounds, seed)
    staff: dict[str, Person] = {}
    errands = _determined(drive.bank, staff, REHEARSALS + -(-rounds // len(STRUCK)))
    _now_is(stage.OVER + timedelta(days=1))
    begun = perf_counter()
    try:
        drive.begin()
        for desk in DESKS:
            staff[desk] = Person(drive.web.port).sign_in(f"{COUNTY}.{desk}", PASSWORD)
        _play(drive, errands, planned(rounds))
        drive.end()
    finally:
        drive.bury()
    return _told(drive, perf_counter() - begun)


def _endow() -> None:
    """Plenty of money, and nobody's limit in the way."""
    unit = Unit.objects.get(kind="hrss", region=stage.COUNTY)
    acts.endow(unit, stage.item().slug, stage.BEGIN.year, stage.PLENTY, stage.BEGIN)
    fen = fen_of(stage.PLENTY)
    for desk in ("draft", "release"):
        account = acting.account(f"{COUNTY}.{desk}")
        set_limit(account.holdings.get().desk, account, Limit(fen, fen), by=None, at=stage.BEGIN)


def _determined(bank: Bank, staff: Mapping[str, Person], how_many: int) -> list[Errand]:
    """A class each, on a notice each."""
    errands = []
    for serial in range(1, how_many + 1):
        case = stage.claim(serial, "notice", size=CLASS)
        notice = stage.noticed(case)
        acting.sign_until_system(case, at=stage.OVER)
        errands.append(Errand(case, notice, bank, staff))
        _said(f"{serial * CLASS} of {how_many * CLASS} claims determined")
    return errands


def planned(rounds: int) -> Plan:
    """In each errand after the rehearsals one dies in each act, another in each."""
    points = ((errand, place) for errand in range(rounds) for place in range(len(STRUCK)))
    return {
        (REHEARSALS + errand, STRUCK[place].name): VICTIMS[(errand + place) % len(VICTIMS)]
        for errand, place in islice(points, rounds)
    }


def _play(drive: Drive, errands: Sequence[Errand], plan: Plan) -> None:
    """Everybody's first batch; another account for what came back, and its days of cooling; everybody's second."""
    for (
        act
    ) in BEFORE:  # nobody dies in these: all of them first, so that no paper waits for a worker that has just come up
        for errand in errands:
            drive.do(act, errand)
    for number, errand in enumerate(errands):
        for act in PAY:
            _one(drive, act, errand, plan.get((number, act.name)))
    morning = max(setbacks.give_another_account(errand.case, moment.now()) for errand in errands)
    _now_is(
        morning + timedelta(days=1)
    )  # at whatever hour it is: on the day itself it may be earlier than that morning
    for number, errand in enumerate(errands):
        errand.again = True
        _one(drive, REISSUE, errand, plan.get((number, REISSUE.name)))
        for act in PAY:
            drive.do(act, errand)


def _one(drive: Drive, act: Act, errand: Errand, victim: str | None) -> None:
    if victim is None:
        drive.do(act, errand)
    else:
        drive.strike(act, errand, victim)


def _now_is(at: datetime) -> None:
    """Every process of the throw-away city lives on that day."""
    settings.DAYS_AHEAD.write_text(str((localdate(at) - localdate()).days), encoding="ascii")


def _a_minute_passes() -> None:
    """What the dead had in hand is free, without waiting for its lease to run out."""
    held = OutboxEntry.objects.filter(state=OutboxEntry.State.NEW, leased_until__isnull=False)
    held.update(leased_until=moment.now())


def _nothing_to_do() -> bool:
    return not OutboxEntry.objects.filter(state=OutboxEntry.State.NEW).exists()


def _until(so: Callable[[], bool], otherwise: str, within: float = LONGEST) -> None:
    late = monotonic() + within
    while not so():
        if monotonic() > late:
            raise TimeoutError(otherwise)
        sleep(0.05)


def _told(drive: Drive, seconds: float) -> dict[str, Any]:
    return {
        "deaths": drive.struck.total(),
        "of whom in what": dict(sorted(drive.struck.items())),
        "after the commit": dict(drive.was_done),
        "claims": PaymentLine.objects.values("claim").distinct().count(),
        "transfers the bank carried out": sum(drive.bank.paid.values()),
        "came back": len(drive.bank.paid) - sum(drive.bank.paid.values()),
        "ms of an act": {name: round(1000 * mean(took)) for name, took in drive.took.items()},
        "seconds until done again": {name: round(median(back), 1) for name, back in drive.back.items()},
        "seen": {when: dict(seen) for when, seen in drive.seen.items()},
        "fsync": drive.database.fsync,
        "proved": drive.looked,
        "seconds": round(seconds),
        "broken": drive.broken,
    }


def _said(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
