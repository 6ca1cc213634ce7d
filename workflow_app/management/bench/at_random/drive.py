"""Step by step: draw a case, an act and who tries it, do it, and look whether everything still holds."""

from __future__ import annotations

import sys
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from time import perf_counter
from typing import Any

from workflow_app.jobs import runner
from workflow_app.management import acting
from workflow_app.management.bench import stage
from workflow_app.management.bench.at_random.afterwards import AFTERWARDS
from workflow_app.management.bench.at_random.beside import BESIDE
from workflow_app.management.bench.at_random.faults import Fault, differences, failing_at, image, noting_writes
from workflow_app.management.bench.at_random.fleet import LATER, Fleet, Kind, Ship, every_kind
from workflow_app.management.bench.at_random.on_seats import ON_SEATS
from workflow_app.management.bench.at_random.scene import Act, Scene
from workflow_app.management.bench.racing import race
from workflow_app.models import Case, OutboxEntry, Stream
from workflow_app.policy.refusals import Refusal
from workflow_app.queries.audit import fsck
from workflow_app.queries.audit.verify import breaks

ACTS = ON_SEATS | BESIDE | AFTERWARDS
NAMES, WEIGHTS = tuple(ACTS), tuple(weight for _, weight in ACTS.values())
FLEET, LEAST = 30, 5
Drawn = tuple[Ship, Scene, str, Act]
FAULTY, RACED, CURIOUS = 0.05, 0.04, 0.15  # how often: a fault, two at once, the act that was done least so far
DEEPEST = 30  # statement at which a fault strikes at the latest
EVERY = 1_000  # steps between two looks at everything
WORKED = 25  # steps between two rounds of the worker
ALONE = frozenset({"bulk", "hand over"})  # several transactions by design: a fault leaves the finished ones
ELSEWHERE = frozenset(
    {"bulk", "substitute", "end a substitution", "hand over", "copy", "read a copy", "object", "raise a card"}
    | {"end a notice"}
)  # may leave the case's own chain as it is
LEFT_ALONE = frozenset({"hand over", "tell of an empty desk"})
NOTHING: tuple[object, ...] = (False, None, 0)


@dataclass
class Drive:
    """One run. `broken` holds a sentence for every invariant that did not hold and every exception that was no refusal."""

    chance: Random
    fleet: Fleet
    at: datetime
    pace: int = 40  # minutes to the next step at most
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    why: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    faults: Counter[str] = field(default_factory=Counter)
    races: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def go(self, steps: int, said: Callable[[str], object] = str) -> None:
        """So many steps; everything is looked at now and then, and `said` hears how far it is."""
        for step in range(1, steps + 1):
            self.at += timedelta(minutes=self.chance.randint(1, self.pace))
            known = len(self.broken)
            self._step(step)
            for sentence in self.broken[known:]:
                said(sentence)
            if step % WORKED == 0:
                runner.work(lambda: self.at, LATER)
            if step % EVERY == 0:
                self.broken += [f"step {step}: {sentence}" for sentence in fsck.broken()]
                said(f"{step} of {steps} steps, {self.done.total()} acts done, {len(self.broken)} broken")

    def _step(self, step: int) -> None:
        ship, scene, name, act = self._curious() or self._drawn()
        before, wrote = self._links(ship.case), True
        if (drawn := self.chance.random()) < RACED:
            self._race(step, scene, name, act)
        elif drawn < RACED + FAULTY and name not in ALONE:
            self._fail(step, scene, name, act)
        else:
            with noting_writes() as written:
                result = self._try(step, name, act)
            wrote = bool(written)
            if result not in NOTHING and name not in ELSEWHERE and self._links(ship.case) <= before:
                self.broken.append(f"step {step}, {name}: no link was added to the chain of {scene.case.number}")
        self._look(step, name, ship, scene, wrote)

    def _scene(self, ship: Ship, meant_to_be: bool = False) -> Scene:
        case = Case.objects.select_related("unit", "filed_by").get(pk=ship.case)
        others = [other.case for other in self.fleet.ships if other is not ship and other.kind == ship.kind]
        return Scene(case, self.at, self.chance, others, meant_to_be)

    def _drawn(self) -> Drawn:
        """Any case and any act there is something to try it on."""
        ship = self.chance.choice(self.fleet.ships)
        scene = self._scene(ship)
        return ship, scene, *self._any_act(scene)

    def _any_act(self, scene: Scene) -> tuple[str, Act]:
        while True:
            name = self.chance.choices(NAMES, WEIGHTS)[0]
            if act := self._act(name, scene):
                return name, act

    def _curious(self) -> Drawn | None:
        """Now and then one of the acts done least, wherever somebody could do it."""
        if self.chance.random() >= CURIOUS:
            return None
        name = self.chance.choice(sorted(NAMES, key=lambda each: self.done[each])[:LEAST])
        for ship in self.chance.sample(self.fleet.ships, len(self.fleet.ships)):
            scene = self._scene(ship, meant_to_be=True)
            if act := self._act(name, scene):
                return ship, scene, name, act
        return None

    def _act(self, name: str, scene: Scene) -> Act | None:
        try:
            return ACTS[name][0](scene)
        except Refusal as refused:
            self._judged(0, name, refused)
            return None

    def _try(self, step: int, name: str, act: Act) -> object:
        try:
            return self._judged(step, name, act())
        except Exception as raised:  # a refusal is a result; anything else is a failure
            return self._judged(step, name, raised)

    def _judged(self, step: int, name: str, result: object) -> object:
        """Counts a result; answers it, None for what was not done."""
        if isinstance(result, Refusal):
            self.refused[name] += 1
            self.why[name][result.sentence[:60]] += 1
            return None
        if isinstance(result, Exception):
            told = "".join(traceback.format_exception(result))
            self.broken.append(f"step {step}, {name}: {told[-1500:]}")
            return None
        if result not in NOTHING:
            self.done[name] += 1
        return result

    def _fail(self, step: int, scene: Scene, name: str, act: Act) -> None:
        """The act dies at one of its statements, or is through before it."""
        before = image(scene.case.pk)
        try:
            with failing_at(self.chance.randint(1, DEEPEST)):
                result: object = act()
        except Fault:
            self.faults[name] += 1
            if left := differences(before, image(scene.case.pk)):
                self.broken.append(f"step {step}, {name}: a fault left something in {left}")
        except Exception as raised:
            self._judged(step, name, raised)
        else:
            self._judged(step, name, result)

    def _race(self, step: int, scene: Scene, name: str, act: Act) -> None:
        """Somebody else does something to the same case at the same instant."""
        other, beside = self._any_act(scene)
        self.races[" / ".join(sorted((name, other)))] += 1
        for which, result in zip((name, other), race([act, beside]), strict=True):
            self._judged(step, which, result)
        self._staff_again(other, scene)

    def _look(self, step: int, name: str, ship: Ship, scene: Scene, wrote: bool) -> None:
        """The touched cases are sound, unless nothing was as much as written; whoever is not there any more is replaced."""
        touched = [ship.case, *scene.others] if name in ELSEWHERE else [ship.case]
        if wrote:
            self.broken += [f"step {step}, {name}: {sentence}" for sentence in fsck.broken_cases(touched)]
        self._staff_again(name, scene)
        ship.tried += 1
        case = Case.objects.get(pk=ship.case)
        if ship.is_done(case):
            self._replace(step, ship)
        else:
            self.fleet.look(case)

    def _staff_again(self, name: str, scene: Scene) -> None:
        """Somebody new comes to the desks an act may have left empty."""
        if name in LEFT_ALONE:
            for desk in dict.fromkeys(seat.desk for seat in scene.waiting if seat.desk):
                (self.fleet.staff if name == "hand over" else self.fleet.join)(desk, self.at)

    def _replace(self, step: int, ship: Ship) -> None:
        """A filing may be refused, as any act; what else goes wrong is told. Then another procedure is filed for."""
        self.fleet.let_go(ship)
        self.launch(step, ship.kind)

    def launch(self, step: int, kind: Kind) -> None:
        """One case more."""
        afloat = len(self.fleet.ships)
        while len(self.fleet.ships) == afloat:
            try:
                self.fleet.launch(kind, self.at)
            except Exception as raised:  # a refusal is a result; anything else is a failure
                self._judged(step, "file", raised)
                kind = self.chance.choice(self.fleet.kinds)

    def _links(self, case_id: int) -> int:
        return Stream.objects.filter(case=case_id).values_list("length", flat=True).get()

    def told(self) -> dict[str, Any]:
        """What was reached."""
        return {
            "acts done / refused": {name: f"{self.done[name]} / {self.refused[name]}" for name in NAMES},
            "never done": {name: dict(self.why[name].most_common(2)) for name in NAMES if not self.done[name]},
            "faults": self.faults.total(),
            "races": self.races.total(),
            "cases": dict(self.fleet.filed),
            "rounds asked": dict(self.fleet.asked),
            "parked jobs": OutboxEntry.objects.filter(state=OutboxEntry.State.PARKED).count(),
            "broken": len(self.broken),
            "examples": self.broken[:5],
        }


def begun(seed: int, size: int, kinds: Sequence[Kind], at: datetime, pace: int = 40) -> Drive:
    """A city with so many cases under way."""
    chance = Random(seed)  # noqa: S311 - acts at random, no secret
    fleet = Fleet(chance, size, kinds, at)
    fleet.found()
    drive = Drive(chance, fleet, at, pace)
    for n in range(size):
        drive.launch(0, kinds[n % len(kinds)])
    return drive


def measure(rounds: int, seed: int) -> dict[str, Any]:
    """So many steps on thirty cases of every procedure, `verify` at the end."""
    acting.found_city(stage.BEGIN)
    started = perf_counter()
    drive = begun(seed, FLEET, every_kind(), stage.BEGIN)
    ready = perf_counter()
    drive.go(rounds, lambda sentence: print(sentence, file=sys.stderr, flush=True))
    seconds = perf_counter() - ready
    return {
        "seed": seed,
        "steps": rounds,
        "steps a second": round(rounds / seconds, 1),
        "seconds to begin": round(ready - started, 1),
        **drive.told(),
        "verify": list(breaks()),
    }
