"""Addresses of this house, told from everybody else's."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_path(request: HttpRequest, wanted: str) -> str:
    """The path a person may be led to after an act; '' for another house's address and for what is no path."""
    return wanted if wanted.startswith("/") and is_own(request, wanted) else ""


def is_own(request: HttpRequest, address: str) -> bool:
    """Whether an address, whole or as a path, leads here."""
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def page_before(request: HttpRequest) -> str:
    """The path of the page a person came from; '' when it is another house's or not told."""
    told = request.headers.get("Referer", "")
    parts = urlsplit(told if is_own(request, told) else "")
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
