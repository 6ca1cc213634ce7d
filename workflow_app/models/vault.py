"""Files at rest: sealed, under their digest, never under a name a person chose."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from workflow_app.models.keyring import keyring


def put(data: bytes) -> str:
    """Seal and keep bytes; answers their sha-256. The same bytes are kept once."""
    digest = hashlib.sha256(data).hexdigest()
    place = _path(digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_suffix(f".{uuid4().hex}")
        half.write_bytes(keyring().seal(data, digest))
        os.replace(half, place)  # whole or not at all
    return digest


def get(digest: str) -> bytes:
    """The bytes of that digest; a changed file raises InvalidTag, a missing one FileNotFoundError."""
    return keyring().open(_path(digest).read_bytes(), digest)


def drop_unless(digest: str, is_named: Callable[[], bool]) -> None:
    """Delete the bytes of that digest unless some row names them.

    They step aside before `is_named` looks: whoever names the same bytes meanwhile puts them again after committing (see
    `keep_file`), and finds them gone or is seen here.
    """
    place = _path(digest)
    aside = place.with_suffix(f".{uuid4().hex}")
    try:
        os.replace(place, aside)
    except FileNotFoundError:  # somebody else dropped them
        return
    if is_named():
        os.replace(aside, place)
    else:
        aside.unlink()


def _path(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest
