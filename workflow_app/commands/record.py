"""Append an act to its chain."""

from __future__ import annotations

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
    keyed = personal_digest(personal) if personal is not None else ""
    ordinal, previous, who = stream.length + 1, stream.head, by.pk if by else None
    digest = link_digest(stream.key, ordinal, verb, who, at, body, keyed, previous)
    action = Action.objects.create(
        stream=stream,
        ordinal=ordinal,
        verb=verb,
        by=by,
        at=at,
        body=body,
        personal=keyed,
        previous=previous,
        digest=digest,
    )
    stream.length, stream.head = ordinal, digest
    stream.save(update_fields=["length", "head"])
    return action


def open_stream(key: str) -> Stream:
    """The chain of something new."""
    return Stream.objects.create(key=key)
