"""A stranger's bytes are opened by a program of its own, which may crash, hang or swell and takes nobody with it.

The program holds no key, no row and no environment; it reads standard input, writes standard output and no file.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEMORY = 1024**3  # of address space, in bytes
LONGEST_WAIT = 8  # seconds for a slot: a person is asked to come again rather than kept, and a thread with them
_TOO_HEAVY = 3  # exit code
# A C library's threads would each reserve address space that the limit counts.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}
_KILLED = (-9, -24)  # by the limit of processor time, or for want of memory


class Confined(Exception):
    """The program gave no answer. The room that asked turns it into a sentence."""


class Busy(Confined):
    """Others are at it; nothing was tried."""


class StillAtIt(Busy):
    """The same person's work before is not done."""


class TooHeavy(Confined):
    """More time or memory than a decent file needs."""


class Broke(Confined):
    """The program fell over."""


def _two() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Program:
    """A module that hands its work to `confine`; `seconds` of processor time are all it gets, two run at once."""

    module: str
    seconds: int
    slots: threading.BoundedSemaphore = field(default_factory=_two)
    at_it: set[str] = field(default_factory=set)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def run(self, data: bytes, *words: str, whose: str = "") -> bytes:
        """What the program made of `data`. Of one person (`whose`, '' for anybody) it does one thing at a time, so that nobody keeps both
        slots or the queue before them. Raises Busy, StillAtIt, TooHeavy or Broke."""
        with self._alone(whose):
            if not self.slots.acquire(timeout=LONGEST_WAIT):
                raise Busy
            try:
                return self._answer(data, words)
            finally:
                self.slots.release()

    @contextmanager
    def _alone(self, whose: str) -> Iterator[None]:
        with self.guard:
            if whose in self.at_it:
                raise StillAtIt
            if whose:
                self.at_it.add(whose)
        try:
            yield
        finally:
            with self.guard:
                self.at_it.discard(whose)

    def _answer(self, data: bytes, words: tuple[str, ...]) -> bytes:
        order = [sys.executable, "-E", "-s", "-m", self.module, str(self.seconds), *words]
        try:
            done = subprocess.run(  # noqa: S603 - our own program, numbers and names of kinds
                order, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                cwd=ROOT, env=_ENVIRONMENT, timeout=2 * self.seconds + 2, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as hung:
            raise TooHeavy from hung
        if done.returncode == _TOO_HEAVY or done.returncode in _KILLED:
            raise TooHeavy
        if done.returncode or not done.stdout:
            raise Broke
        return done.stdout


def confine(work: Callable[..., bytes]) -> None:
    """The program's side: `work` gets standard input and the words after the seconds, and answers standard output."""
    seconds, *words = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer = work(sys.stdin.buffer.read(), *words)
    except MemoryError:
        sys.exit(_TOO_HEAVY)
    sys.stdout.buffer.write(answer)
