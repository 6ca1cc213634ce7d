"""Is this paper genuine, and does it still hold? The address stands in the paper's QR code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from workflow_app.queries.verification import verified
from workflow_app.web import rate
from workflow_app.web.rate import address_of

ATTEMPTS, WINDOW = 60, 60


@never_cache
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one paper."""
    rate.attempt("verify", address_of(request), most=ATTEMPTS, seconds=WINDOW)
    return render(request, "public/verify.html", {"paper": verified(token)})
