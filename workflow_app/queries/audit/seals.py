"""Prove the daily seals: genuine, each after the one before, none missing; and what they saw of every chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from workflow_app.clock.spoken import spoken
from workflow_app.models import Action, Stream, seal
from workflow_app.models.seal import Seal

Sealed = Mapping[str, list[tuple[int, str, date]]]  # chain → (links, head, day it was sealed)


def breaks() -> Iterator[str]:
    """A sentence for every seal that is forged, out of order or gone, and for every sealed chain that is gone."""
    previous, macs = "", set()
    for file in seal.files():
        found = seal.read(file)
        if found is None or not found.is_genuine or found.day.isoformat() != file.stem:
            yield f"封存文件 {file.name} 被改动或不是本系统所写"
            continue
        if found.previous != previous:
            yield f"{spoken(found.day)}的封存与前一次不衔接，中间的封存文件缺失或被改动"
        previous = found.mac
        macs.add(found.mac)
    yield from _gone(macs)
    there = set(Stream.objects.values_list("key", flat=True))
    for key, seen in sealed().items():
        if key not in there:
            yield f"链 {key} 在{spoken(seen[-1][2])}封存时有{seen[-1][0]}环，现在整条不在：数据库被删改或退回到以前"


def sealed() -> Sealed:
    """What the genuine seals saw of each chain, oldest first."""
    seen: dict[str, list[tuple[int, str, date]]] = defaultdict(list)
    for found in _genuine():
        for key, (links, head) in found.heads.items():
            seen[key].append((links, head, found.day))
    return seen


def _genuine() -> Iterator[Seal]:
    every = (seal.read(file) for file in seal.files())
    return (found for found in every if found is not None and found.is_genuine)


def _gone(macs: set[str]) -> Iterator[str]:
    """The database remembers each seal: a file taken away is missed."""
    for body in Action.objects.filter(verb="seal_day").order_by("pk").values_list("body", flat=True):
        if body["mac"] not in macs:
            yield f"{spoken(date.fromisoformat(body['day']))}的封存文件不在，或者不是当天写下的那一份"
