"""Seal the heads of all chains into a file apart from the database: a tail cut off later, or an older database put back,
becomes visible."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.record import record
from workflow_app.models import Stream, seal
from workflow_app.policy.refusals import NotPossibleNow

SEALS = "seals"  # the chain in which each seal is an act


def seal_day(*, at: datetime) -> seal.Seal | None:
    """The seal of the day in Shanghai; None when it has one. Only heads that moved since the last seal are written: the
    earlier seals hold the others.

    Raises NotPossibleNow when an earlier seal cannot be read: nothing is sealed over a hole.
    """
    today = localtime(at).date()
    with transaction.atomic():
        Stream.objects.get_or_create(key=SEALS)
        stream = Stream.objects.select_for_update().get(key=SEALS)
        known, previous = _sealed()
        if seal.files() and seal.files()[-1].stem >= today.isoformat():
            return None
        heads = {key: (length, head) for key, length, head in Stream.objects.values_list("key", "length", "head")}
        moved = {key: heads[key] for key in sorted(heads) if heads[key] != known.get(key) and heads[key][0]}
        made = seal.put(today, previous, moved)
        body = {"day": today.isoformat(), "mac": made.mac, "chains": len(moved)}
        record(stream, "seal_day", by=None, at=at, body=body)
        return made


def _sealed() -> tuple[dict[str, tuple[int, str]], str]:
    """The heads as the seals know them, and the mac the next one covers."""
    known: dict[str, tuple[int, str]] = {}
    previous = ""
    for file in seal.files():
        found = seal.read(file)
        if found is None:
            raise NotPossibleNow(
                f"封存文件 {file.name} 读不出来，没有继续封存。请先运行 script/manage verify 查明原因。"
            )
        known.update(found.heads)
        previous = found.mac
    return known, previous
