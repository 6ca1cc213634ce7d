"""Large text, on and off: kept with the browser, so that it also holds before signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from workflow_app.web.own_address import own_path

COOKIE = "large_text"
A_YEAR = 365 * 24 * 3600


@require_POST
def large_text(request: HttpRequest) -> HttpResponse:
    """Switch, and back to where the person was."""
    answer = redirect(own_path(request, request.POST.get("back", "")) or "home")
    on = request.POST.get("on") == "1"
    answer.set_cookie(COOKIE, "1" if on else "0", max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    return answer
