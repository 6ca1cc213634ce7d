"""What a piece of work costs over all its processes: seconds, processor seconds, and the memory of each at its own peak."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from types import TracebackType
from typing import Any

EVERY = 0.1  # seconds; a process that ends loses what it used since the last look
PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
NO_WORKER = 20  # MB; what stays below is a compiler looked up for a library, not what works
FORGET_PEAK = "5"  # what /proc/self/clear_refs takes to begin a new peak


class Watched:
    """`with Watched() as cost:` – looks at this process and all below it while the block runs; `cost.told()` afterwards.

    A peak is the resident memory of one process with what it shares with others, so peaks of several must not be added up.
    """

    def __init__(self) -> None:
        self._over = Event()
        self._looking = Thread(target=self._look_on, name="watch", daemon=True)
        self._peaks: dict[int, tuple[str, float]] = {}
        self._used: dict[int, float] = {}
        self._before: dict[int, float] = {}
        self.seconds = 0.0

    def __enter__(self) -> Watched:
        (PROC / "self" / "clear_refs").write_text(FORGET_PEAK)
        self._before = dict(self._now())
        self._begun = perf_counter()
        self._looking.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.seconds = perf_counter() - self._begun
        self._over.set()
        self._looking.join()
        self._look()

    @property
    def processor(self) -> float:
        """Processor seconds of all processes."""
        return sum(used - self._before.get(pid, 0.0) for pid, used in self._used.items())

    def told(self) -> dict[str, Any]:
        """The figures, processes by size."""
        peaks = sorted((peak for peak in self._peaks.values() if peak[1] > NO_WORKER), key=lambda peak: -peak[1])
        return {
            "seconds": round(self.seconds, 2),
            "processor seconds": round(self.processor, 2),
            "MB of each process at its peak": [f"{name} {size:.0f}" for name, size in peaks],
        }

    def _look_on(self) -> None:
        while not self._over.wait(EVERY):
            self._look()

    def _now(self) -> Iterator[tuple[int, float]]:
        for pid in _tree(os.getpid()):
            with suppress(OSError, IndexError):  # it has just ended
                yield pid, _processor(pid)

    def _look(self) -> None:
        for pid in _tree(os.getpid()):
            try:
                self._used[pid] = _processor(pid)
                self._peaks[pid] = (_name(pid), _peak(pid))
            except (OSError, StopIteration, IndexError):  # it has just ended
                continue


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        below = [
            word for task in (PROC / str(pid) / "task").iterdir() for word in (task / "children").read_text().split()
        ]
    except OSError:
        return
    for child in below:
        yield from _tree(int(child))


def _processor(pid: int) -> float:
    after_name = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / TICKS  # of itself, in user and system mode


def _peak(pid: int) -> float:
    lines = (PROC / str(pid) / "status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) / 1024


def _name(pid: int) -> str:
    """The program, with the kind a browser gives its processes."""
    words = (PROC / str(pid) / "cmdline").read_text().replace("\0", " ").split()
    kind = next((word.partition("=")[2] for word in words if word.startswith("--type=")), "")
    return Path(words[0]).name + (f" ({kind})" if kind else "")
