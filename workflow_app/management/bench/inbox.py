"""An officer's inbox among a hundred thousand cases: first page, a page deep down, and somebody for whom nothing waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import perf_counter
from typing import Any

from django.db import connection

from workflow_app.management import acting
from workflow_app.management.bench import prefill, stage
from workflow_app.management.bench.machine import spread
from workflow_app.models import Seat
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.desk import inbox
from workflow_app.queries.workplace import workplace

CASES, DEEP, REPEATS = 100_000, 200, 30
BUSY, IDLE = "tangyin.section", "wenfeng.section"
DAY = (stage.BEGIN + timedelta(days=30)).date()


def measure(rounds: int) -> dict[str, Any]:
    """Statements, milliseconds a page and a statement; `rounds` scales the cases (200 is the whole hundred thousand)."""
    acting.found_city(stage.BEGIN)
    begun = perf_counter()
    cases = prefill.fill(CASES * rounds // 200)
    filled, begun = perf_counter() - begun, perf_counter()
    found = list(breaks())
    proved = perf_counter() - begun
    deep = _deep_key()
    pages = {
        "first page": lambda: _page(BUSY, ""),
        "deep page": lambda: _page(BUSY, deep),
        "idle person": lambda: _page(IDLE, ""),
    }
    sizes = {"cases": cases, "waiting": Seat.objects.filter(waiting=True).count()}
    seconds = {"seconds to fill": round(filled, 1), "seconds to verify": round(proved, 1), "verify": found}
    return sizes | seconds | {name: _measured(read) for name, read in pages.items()}


def _page(username: str, after: str) -> inbox.Page:
    """Everything the list needs: the person's desks, the counts above it, the page."""
    place = workplace(acting.account(username), DAY)
    inbox.counts(place)
    return inbox.page(place, inbox.Filter(), after)


def _deep_key() -> str:
    key = ""
    for _ in range(DEEP):
        key = _page(BUSY, key).following or key
    return key


def _measured(read: Callable[[], inbox.Page]) -> dict[str, Any]:
    """`ms a statement` is over every statement of every repeat; the slowest of each page stands beside it."""
    read()
    pages, statements, slowest = [], [], []
    for _ in range(REPEATS):
        begun = perf_counter()
        with _timed() as times:
            read()
        pages.append((perf_counter() - begun) * 1000)
        statements += times
        slowest.append(max(times))
    single = {"ms a statement": spread(statements), "ms the slowest": spread(slowest)}
    return {"statements": len(times), "ms a page": spread(pages)} | single


@contextmanager
def _timed() -> Iterator[list[float]]:
    """The milliseconds of each statement, at the driver."""
    times: list[float] = []

    def clock(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = perf_counter()
        answer = execute(sql, params, many, context)
        times.append((perf_counter() - begun) * 1000)
        return answer

    with connection.execute_wrapper(clock):
        yield times
