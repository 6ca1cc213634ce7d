"""Append an act to its chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow_app.models import Account, Action, Stream
from workflow_app.models.chain import link_digest, personal_digest


def record(
    stream: Stream, verb: str, *, by: Account | None, at: datetime, body: dict[str, Any], personal: Any = None
) -> Action:
    """One link more. The stream is held by the caller's transaction; `by` None is the system, its basis in `body`.

    `body` holds codes and numbers, never a person's data; what is personal goes into `personal` and leaves a keyed digest.
    """
    action = _link(stream, verb, by, at, body, personal)
    if before := _unwritten(stream):
        _write(stream, [*before, action])
    else:
        action.save(force_insert=True)
        stream.save(update_fields=["length", "head"])
    return action


def record_with_the_next(
    stream: Stream, verb: str, *, by: Account | None, at: datetime, body: dict[str, Any], personal: Any = None
) -> None:
    """The same, written together with the next link of this very row in hand. Before anybody reads the chain anew, `write_what_waits`."""
    _unwritten(stream).append(_link(stream, verb, by, at, body, personal))


def write_what_waits(stream: Stream) -> None:
    """Write the links that wait for a next one; nothing where none does."""
    if waiting := _unwritten(stream):
        _write(stream, waiting)


@dataclass(frozen=True, slots=True)
class Said:
    """An act that is done and not yet recorded."""

    verb: str
    by: Account
    at: datetime
    body: dict[str, Any]
    personal: Any = None


def record_each(stream: Stream, acts: Sequence[Said]) -> None:
    """Several acts on one chain, in their order, in two statements. The stream is held by the caller's transaction."""
    _write(stream, [_link(stream, act.verb, act.by, act.at, act.body, act.personal) for act in acts])


def record_all(
    streams: Iterable[int], verb: str, *, by: Account | None, at: datetime, body: dict[str, Any], personal: Any = None
) -> None:
    """The same act on several chains, given by their keys, in three statements; holds the chains in the order of keys."""
    held = list(Stream.objects.select_for_update().filter(pk__in=list(streams)).order_by("pk"))
    Action.objects.bulk_create([_link(stream, verb, by, at, body, personal) for stream in held], batch_size=200)
    Stream.objects.bulk_update(held, ["length", "head"], batch_size=200)


def _unwritten(stream: Stream) -> list[Action]:
    waiting: list[Action] = stream.__dict__.setdefault("unwritten", [])
    return waiting


def _write(stream: Stream, links: Sequence[Action]) -> None:
    """Two statements."""
    Action.objects.bulk_create(links, batch_size=200)
    stream.save(update_fields=["length", "head"])
    _unwritten(stream).clear()


def open_stream(key: str) -> Stream:
    """The chain of something new."""
    return Stream.objects.create(key=key)


def _link(stream: Stream, verb: str, by: Account | None, at: datetime, body: dict[str, Any], personal: Any) -> Action:
    """The next link; the stream in hand moves on to it."""
    keyed = personal_digest(personal) if personal is not None else ""
    ordinal, previous = stream.length + 1, stream.head
    who = (by.pk, by.name) if by else (None, "")
    digest = link_digest(stream.key, ordinal, verb, who, at, body, keyed, previous)
    stream.length, stream.head = ordinal, digest
    return Action(
        stream=stream,
        ordinal=ordinal,
        verb=verb,
        by=by,
        by_name=who[1],
        at=at,
        body=body,
        personal=keyed,
        previous=previous,
        digest=digest,
    )
