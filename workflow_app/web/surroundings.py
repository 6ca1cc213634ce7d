"""What every page stands in: whether this is a demonstration, large text, who is looking."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Values for the frame of every page."""
    account = getattr(request, "user", None)
    signed_in = account is not None and account.is_authenticated
    large = account.large_text if signed_in else request.COOKIES.get("large_text") == "1"
    return {"demo": settings.DEMO, "large_text": large, "account": account if signed_in else None}
