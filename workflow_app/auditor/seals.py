"""The daily seals: genuine, each after the one before, none missing; and what they saw of every chain."""

from __future__ import annotations

import hmac
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workflow_app.auditor.books import Books, canonical, parsed, spoken

Heads = Mapping[str, list[tuple[int, str, date]]]  # chain → (links, head, day it was sealed)
TOLD = "SELECT body FROM workflow_app_action WHERE verb = 'seal_day' ORDER BY id"


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal's file: the heads that had moved since the one before."""

    day: date
    previous: str
    heads: Mapping[str, tuple[int, str]]
    mac: str


def found(books: Books) -> Iterator[str]:
    """A sentence for every seal that is forged, out of order or gone, and for every sealed chain that is gone."""
    previous, macs = "", set()
    for file in _files(books):
        seal = _read(file)
        if seal is None or not _is_genuine(books, seal) or seal.day.isoformat() != file.stem:
            yield f"封存文件 {file.name} 被改动或不是本系统所写"
            continue
        if seal.previous != previous:
            yield f"{spoken(seal.day)}的封存与前一次不衔接，中间的封存文件缺失或被改动"
        previous = seal.mac
        macs.add(seal.mac)
    for (body,) in books.ask(TOLD):
        told = parsed(body)
        if told["mac"] not in macs:
            yield f"{spoken(date.fromisoformat(told['day']))}的封存文件不在，或者不是当天写下的那一份"
    there = {key for (key,) in books.ask("SELECT key FROM workflow_app_stream")}
    for key, seen in sealed_heads(books).items():
        if key not in there:
            yield f"链 {key} 在{spoken(seen[-1][2])}封存时有{seen[-1][0]}环，现在整条不在：数据库被删改或退回到以前"


def sealed_heads(books: Books) -> Heads:
    """What the genuine seals saw of each chain, oldest first."""
    seen: dict[str, list[tuple[int, str, date]]] = defaultdict(list)
    for seal in filter(None, map(_read, _files(books))):
        if _is_genuine(books, seal):
            for key, (links, head) in seal.heads.items():
                seen[key].append((links, head, seal.day))
    return seen


def _files(books: Books) -> list[Path]:
    return sorted(books.seals.glob("????-??-??.json"))


def _read(file: Path) -> Seal | None:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        heads = {str(key): (int(links), str(head)) for key, (links, head) in said["heads"].items()}
        return Seal(date.fromisoformat(said["day"]), str(said["previous"]), heads, str(said["mac"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_genuine(books: Books, seal: Seal) -> bool:
    """Its mac is keyed and covers day, heads and the mac before: who has no key can write none."""
    mac = books.keyed(canonical([seal.day.isoformat(), seal.previous, seal.heads]), "seal")
    return hmac.compare_digest(mac.encode(), seal.mac.encode())
