"""How often one may try, and where a request came from.

What can be guessed (passwords, query codes) and what anybody may post is counted in the database, for all web processes
together (`commands.count_attempt`). `slow_down` only keeps a public page from being called without end: it counts per
process, which costs no statement; the codes it stands before are too long to be guessed.
"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from workflow_app.policy.refusals import TooOften

NETWORK = 64  # bits of an IPv6 address that name a line


def slow_down(kind: str, request: HttpRequest, *, most: int, within: timedelta) -> None:
    """Count one call of this address in this process. Raises TooOften beyond `most` within the window."""
    seconds = int(within.total_seconds())
    key = f"calls:{kind}:{address_of(request)}"
    cache.add(key, 0, seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # the window ended in this very moment
        return
    if count > most:
        raise TooOften(f"打开得太频繁，请{max(seconds // 60, 1)}分钟后再试。")


def address_of(request: HttpRequest) -> str:
    """Whose attempts are counted together: where the request came from, of an IPv6 address its network, since one line is given a whole
    /64 to choose from."""
    seen = _seen(request)
    try:
        address = ip_address(seen)
    except ValueError:
        return seen
    if isinstance(address, IPv4Address):
        return seen
    return str(address.ipv4_mapped or ip_network((address, NETWORK), strict=False))


def _seen(request: HttpRequest) -> str:
    """Behind N trusted proxies it is what the outermost of them saw: the Nth entry of
    X-Forwarded-For from the right. Anything further left was written by the caller and is not believed."""
    seen = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return seen
    forwarded = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    return forwarded[-settings.TRUSTED_PROXIES] if len(forwarded) >= settings.TRUSTED_PROXIES else seen
