"""Is the process alive, and is the house ready to work?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from workflow_app.moment import now
from workflow_app.queries.audit.readiness import missing


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: no question to anybody else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready, or the sentences that say what is missing. What only papers need does not stop the rest (200)."""
    stops, lacks = missing(now())
    body = {"ready": not stops, "stops": stops, "lacks": lacks}
    return JsonResponse(body, status=503 if stops else 200, json_dumps_params={"ensure_ascii": False, "indent": 1})
