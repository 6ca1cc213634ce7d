"""Files at rest: sealed, under their digest, never under a name a person chose."""

from __future__ import annotations

import hashlib
import os
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


def _path(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest
