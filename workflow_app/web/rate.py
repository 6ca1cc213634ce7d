"""Counting attempts, so that nobody can guess their way in. Counted per web process, forgotten after the window."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from workflow_app.policy.refusals import NotPossibleNow


class TooOften(NotPossibleNow):
    """Too many attempts in a short time."""

    status = 429


def attempt(kind: str, who: str, *, most: int, seconds: int) -> None:
    """Count one attempt of `who`. Raises TooOften beyond `most` within `seconds` of the first."""
    key = f"attempts:{kind}:{who}"
    cache.add(key, 0, seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # the window ended in this very moment
        return
    if count > most:
        raise TooOften(f"尝试次数太多，请{max(seconds // 60, 1)}分钟后再试。")


def forget(kind: str, who: str) -> None:
    """After a success the count begins again."""
    cache.delete(f"attempts:{kind}:{who}")


def address_of(request: HttpRequest) -> str:
    """Where the request came from, as the server saw it."""
    return request.META.get("REMOTE_ADDR", "")
