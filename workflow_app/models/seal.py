"""Daily seals at rest: one file a day, apart from the database, never replaced, each covering the one before."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from workflow_app.models.chain import canonical, same
from workflow_app.models.keyring import keyring

Heads = Mapping[str, tuple[int, str]]  # chain → (links, digest of the last)


@dataclass(frozen=True, slots=True)
class Seal:
    """The heads that had moved since the seal before; `mac` is keyed and covers day, heads and the mac before."""

    day: date
    previous: str
    heads: Heads
    mac: str

    @property
    def is_genuine(self) -> bool:
        return same(self.mac, mac_of(self.day, self.previous, self.heads))


def mac_of(day: date, previous: str, heads: Heads) -> str:
    """Who has no key can write no seal, and change none."""
    return keyring().index(canonical([day.isoformat(), previous, heads]), "seal")


def put(day: date, previous: str, heads: Heads) -> Seal:
    """Write the seal of a day; FileExistsError when that day has one."""
    seal = Seal(day, previous, heads, mac_of(day, previous, heads))
    text = json.dumps({"day": day.isoformat(), "previous": previous, "heads": heads, "mac": seal.mac}, indent=0)
    folder = Path(settings.SEALS)
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / f".{uuid4().hex}"
    half.write_text(text, encoding="utf-8")
    half.chmod(0o400)
    try:
        os.link(half, folder / f"{day.isoformat()}.json")  # whole or not at all, and never over another
    finally:
        half.unlink()
    return seal


def files() -> list[Path]:
    """The seals' files, oldest first."""
    return sorted(Path(settings.SEALS).glob("????-??-??.json"))


def read(file: Path) -> Seal | None:
    """The seal in a file; None for what is none."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        heads = {str(key): (int(links), str(head)) for key, (links, head) in said["heads"].items()}
        return Seal(date.fromisoformat(said["day"]), str(said["previous"]), heads, str(said["mac"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
