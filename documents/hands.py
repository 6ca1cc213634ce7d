"""Several hands of one press, each a warm process of its own: for papers by the thousand and for long lists.

Processes and not threads, for setting type is Python's own work; started by hand and not forked, so that a worker of any kind
may have them. The same order gives the same bytes, whoever sets it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, TypeVar

from documents.frames import receive, send
from documents.press import Order, Piece, Press, Printed, bind
from documents.rolls import PageOfRows, Part, first_part
from documents.troubles import GlyphMissing, NotPrintable

ORDERS_A_HAND = 500  # then a fresh one: what a library never gives back stays small
PATIENCE = 120.0  # seconds for a part; one takes two or three
ROOT = Path(__file__).resolve().parent.parent
Key = TypeVar("Key")
AHEAD = 3  # orders given out beyond those being printed, so that no hand waits


class HandLost(NotPrintable):
    """The process ended or was ended in the middle of its work."""

    def __init__(self) -> None:
        super().__init__(
            "印制进程中途退出（可能内存不够或者文书过大），文书没有印制：请稍后重试，仍不成功请联系系统管理员。"
        )


class _Hand:
    """One child process and what it holds."""

    def __init__(self, press: Press) -> None:
        words = [
            sys.executable,
            "-m",
            "documents.hand",
            str(press.font_folder.absolute()),
            *map(_absolute, press.folders),
        ]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603
        self.holds: Order | None = None
        self.done = 0

    def set(self, order: Order, part: Part) -> Piece:
        """Have a part printed. HandLost when the child is gone or too slow, which ends it."""
        watch = threading.Timer(PATIENCE, self.process.kill)
        watch.start()
        try:
            answer = self._ask(order, part)
        except (BrokenPipeError, ConnectionResetError):
            answer = None
        finally:
            watch.cancel()
        if answer is None:
            self.end()
            raise HandLost
        self.holds, self.done = order, self.done + 1
        return _piece(*answer)

    def _ask(self, order: Order, part: Part) -> tuple[dict[str, Any], bytes] | None:
        head: dict[str, Any] = {"part": asdict(part)}
        if self.holds is not order:
            head["order"] = {"sheet": order.sheet, "data": order.data, "draft": order.draft}
        assert self.process.stdin is not None, "opened with pipes"
        assert self.process.stdout is not None, "opened with pipes"
        send(self.process.stdin, head)
        return receive(self.process.stdout)

    def end(self) -> None:
        """Let the child go; it ends as soon as its input does."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.done = ORDERS_A_HAND  # so that nobody takes it up again


class Hands:
    """`with Hands(press, 2) as hands:` – as many processes, each started when it is first needed."""

    def __init__(self, press: Press, count: int) -> None:
        self.press, self.count = press, count
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="hand")
        self._free: SimpleQueue[_Hand | None] = SimpleQueue()
        for _ in range(count):
            self._free.put(None)

    def __enter__(self) -> Hands:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)
        for _ in range(self.count):
            if hand := self._free.get():
                hand.end()

    def part(self, order: Order, part: Part) -> Future[Piece]:
        """A part of a paper, some time."""
        return self._threads.submit(self._set, order, part)

    def print_each(self, orders: Iterable[tuple[Key, Order]]) -> Iterator[tuple[Key, Printed | NotPrintable]]:
        """Every order in turn, as paper or with the reason why not: one that fails holds up none. Memory stays flat."""
        waiting: list[tuple[Key, Future[Printed]]] = []
        coming = iter(orders)
        while True:
            room = self.count + AHEAD - len(waiting)
            waiting += [(key, self._threads.submit(self._whole, order)) for key, order in islice(coming, room)]
            if not waiting:
                return
            key, printed = waiting.pop(0)
            yield key, _outcome(printed)

    def _whole(self, order: Order) -> Printed:
        pieces: list[Piece] = []
        part: Part | None = first_part(len(order.rows))
        while part:
            pieces.append(self._set(order, part))
            part = pieces[-1].following
        return bind(order, pieces)

    def _set(self, order: Order, part: Part) -> Piece:
        """By the next free hand; where that one is lost, once more by a new one."""
        try:
            return self._try(order, part)
        except HandLost:
            return self._try(order, part, anew=True)

    def _try(self, order: Order, part: Part, *, anew: bool = False) -> Piece:
        hand = self._free.get()
        try:
            if hand is None or anew or hand.done >= ORDERS_A_HAND:
                if hand is not None:
                    hand.end()
                hand = _Hand(self.press)
            return hand.set(order, part)
        finally:
            self._free.put(hand)


def _outcome(future: Future[Printed]) -> Printed | NotPrintable:
    try:
        return future.result()
    except NotPrintable as trouble:
        return trouble


def _piece(head: dict[str, Any], pdf: bytes) -> Piece:
    if "no_glyph" in head:
        raise GlyphMissing(head["no_glyph"])
    if "refused" in head:
        raise NotPrintable(head["refused"])
    following = head["following"] and Part(**head["following"])
    found = tuple(page and PageOfRows(page["first"], tuple(page["heights"]), page["room"]) for page in head["found"])
    return Piece(pdf, head["pages"], following, found, head["read"])


def _absolute(folder: str) -> str:
    return str(Path(folder).absolute())
