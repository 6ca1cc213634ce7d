"""Is this paper genuine, and does it still hold? The address stands in the paper's QR code."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from workflow_app.queries.public.verification import verified
from workflow_app.web import rate

CALLS, WINDOW = 60, timedelta(minutes=1)


@never_cache
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one paper."""
    rate.slow_down("verify", request, most=CALLS, within=WINDOW)
    return render(request, "public/verify.html", {"paper": verified(token)})
