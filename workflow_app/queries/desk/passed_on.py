"""What colleagues passed on to a person: cases to look into, copies to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from workflow_app.models import Account, CarbonCopy, Delegation

PAGE = 50


def to_look_into(account: Account) -> list[Delegation]:
    """委派给我的: the oldest first."""
    rows = Delegation.objects.filter(to=account, ended_at__isnull=True)
    return list(rows.select_related("seat__round__case__applicant", "by").order_by("pk")[:PAGE])


def unread(account: Account) -> int:
    """How many copies the person has not opened yet."""
    return CarbonCopy.objects.filter(to=account, read_at__isnull=True).count()


@dataclass(frozen=True, slots=True)
class Copies:
    """A page of copies, newest first, and the key of the next one (0 when this is the last)."""

    rows: tuple[CarbonCopy, ...]
    following: int


def copies(account: Account, before: int = 0) -> Copies:
    """抄送我的: page by page by key."""
    mine: QuerySet[CarbonCopy, Any] = CarbonCopy.objects.filter(to=account).select_related("case__applicant", "by")
    found = list((mine.filter(pk__lt=before) if before else mine).order_by("-pk")[: PAGE + 1])
    return Copies(tuple(found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else 0)
