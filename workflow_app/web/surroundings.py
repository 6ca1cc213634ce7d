"""What every page stands in: whether this is a demonstration, large text, who is looking."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from workflow_app.models import Account
from workflow_app.moment import days_ahead, today
from workflow_app.web.large_text import COOKIE


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Values for the frame of every page. The browser's switch outdoes the account's setting."""
    user = getattr(request, "user", None)
    account = user if isinstance(user, Account) else None
    chosen = request.COOKIES.get(COOKIE)
    large = chosen == "1" if chosen else bool(account and account.large_text)
    ahead = days_ahead()
    return {
        "demo": settings.DEMO,
        "demo_today": today() if ahead else None,
        "days_ahead": ahead,
        "large_text": large,
        "account": account,
    }
