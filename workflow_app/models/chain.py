"""The digest of a link: what it covers, so that writer and verifier can never differ."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from workflow_app.models.keyring import keyring


def link_digest(
    stream: str,
    ordinal: int,
    verb: str,
    by: tuple[int | None, str],
    at: datetime,
    body: Any,
    personal: str,
    previous: str,
) -> str:
    """Hexadecimal sha-256 over one act and the digest of the act before it. `by` is who acted and what they were called, a name
    links of before it was kept do not have: those are digested without."""
    who, name = by
    said = [stream, ordinal, verb, who, at.astimezone(UTC).isoformat(), body, personal, previous, *filter(None, [name])]
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def personal_digest(data: Any) -> str:
    """Keyed digest of personal data: proves later what was there without saying it, and outlives a change of keys."""
    return keyring().index(canonical(data), "personal")


def same(one: str, other: str) -> bool:
    """Compare in constant time; either may be anything a person typed."""
    return hmac.compare_digest(one.encode(), other.encode())


def canonical(data: Any) -> str:
    """Sorted keys, no spare space."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
