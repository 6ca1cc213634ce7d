"""Several people act at the same instant, each with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Barrier, Thread

from django.db import connection

Act = Callable[[], object]


def race(acts: Sequence[Act]) -> list[object]:
    """Start all together; answers, in their order, what each returned or the exception it raised."""
    barrier = Barrier(len(acts))
    results: list[object] = [None] * len(acts)
    threads = [Thread(target=_run, args=(act, n, barrier, results)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _run(act: Act, place: int, barrier: Barrier, results: list[object]) -> None:
    connection.ensure_connection()
    barrier.wait()
    try:
        results[place] = act()
    except Exception as raised:  # a refusal is a result; anything else is judged by whoever asked
        results[place] = raised
    finally:
        connection.close()
