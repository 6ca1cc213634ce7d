"""How a case stands, by number and query code. One answer for every wrong pair."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from workflow_app.commands.count_attempt import count_attempt
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.moment import now, today
from workflow_app.policy.refusals import NotFound, Refusal
from workflow_app.queries.public.progress import progress as progress_of
from workflow_app.web.rate import address_of
from workflow_app.web.refused import back_to

ATTEMPTS, WINDOW = 20, timedelta(minutes=10)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """The two questions; posted, so that the code stands in no address and no log."""
    if request.method != "POST":
        return _page(request)
    back_to(request, lambda refusal: _page(request, refusal))
    count_attempt("progress", address_of(request), most=ATTEMPTS, within=WINDOW, at=now())
    number, code = request.POST.get("number", ""), request.POST.get("code", "")
    try:
        view = progress_of(number, code, today(), calendar_in_force())
    except NotFound as wrong:
        answer = _page(request, wrong)
        answer.status_code = wrong.status
        return answer
    return render(request, "public/progress.html", {"view": view, "case": view.case, "number": number})


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    number = request.POST.get("number") or request.GET.get("number", "")
    return render(request, "public/progress.html", {"refusal": refusal, "number": number})
