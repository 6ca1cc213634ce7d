"""Human steps a second, and beside them the bare limit: the same writes by the driver alone, on a copy of the same rows.

A step is one signature with everything it brings about, committed. Both take turns, round by round, in the same run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection

from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.management import acting
from workflow_app.management.bench import prefill, stage
from workflow_app.management.bench.bare import Statement, copied, replay
from workflow_app.management.bench.machine import spread
from workflow_app.models import Case
from workflow_app.queries.audit.verify import breaks

CASES, WARM_UP, PREFILLED = 20, 1, 20_000
AT = stage.FILED + timedelta(hours=5)
FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ")
WRITES = ("INSERT", "UPDATE", "DELETE")

Step = list[Statement]


def measure(rounds: int) -> dict[str, Any]:
    """Steps a second of the house and of the bare driver, their ratio, statements by operation."""
    acting.found_city(stage.BEGIN)
    prefilled = prefill.fill(PREFILLED)
    played = [_round(number) for number in range(max(5, rounds // 40) + WARM_UP)][WARM_UP:]
    counts: dict[str, list[int]] = defaultdict(list)
    for _, _, steps in played:
        for name, statements in steps:
            counts[name].append(sum(not sql.startswith(FRAME) for sql, _ in statements))
    return {
        "prefilled": prefilled,
        "rounds": len(played),
        "steps a round": len(played[0][2]),
        "house, steps a second": spread([house for house, _, _ in played]),
        "bare driver, steps a second": spread([bare for _, bare, _ in played]),
        "ratio": spread([house / bare for house, bare, _ in played]),
        "statements": {name: {"median": median(each), "most": max(each)} for name, each in counts.items()},
        "verify": list(breaks()),
    }


def _round(number: int) -> tuple[float, float, list[tuple[str, Step]]]:
    """(steps a second of the house, of the driver, what each step executed)."""
    cases = [stage.claim(number * CASES + n, "handle") for n in range(CASES)]
    with copied() as elsewhere:
        played = [step for case in cases for step in _sign_to_the_notice(case)]
        house = len(played) / sum(seconds for _, seconds, _ in played)
        steps = [(name, statements) for name, _, statements in played]
        writes = [[s for s in statements if s[0].startswith(WRITES)] for _, statements in steps]
        return house, len(steps) / replay(elsewhere, writes), steps


def _sign_to_the_notice(case: Case) -> Iterator[tuple[str, float, Step]]:
    """(what it was, seconds of the command alone, what it executed) of each signature."""
    while seat := next(acting.waiting_seats(case), None):
        by, before = acting.holder(seat, AT.date()), seat.round.step
        with _heard() as statements:
            begun = perf_counter()
            moved = give_opinion(seat.pk, Stance.APPROVE, by=by, at=AT).step != before
            seconds = perf_counter() - begun
        yield ("opinion that closes a round" if moved else "opinion that leaves it open"), seconds, statements


@contextmanager
def _heard() -> Iterator[Step]:
    """Every statement with its parameters, as it goes to the driver."""
    said: Step = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append((sql.lstrip(), params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield said
