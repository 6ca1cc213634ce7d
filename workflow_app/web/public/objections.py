"""What became of an objection, for whoever holds its receipt number; and the written answer."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from workflow_app.models import vault
from workflow_app.moment import now
from workflow_app.policy.refusals import Refusal
from workflow_app.queries.public.objection_status import answer_paper
from workflow_app.queries.public.objection_status import objection_status as status_of
from workflow_app.web.download import bytes_answer, without_page_policy
from workflow_app.web.rate import slow_down
from workflow_app.web.refused import back_to

CALLS, WINDOW = 30, timedelta(minutes=10)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objections(request: HttpRequest) -> HttpResponse:
    """Ask by receipt number; its page follows."""
    if request.method != "POST":
        return _asked(request)
    back_to(request, lambda refusal: _asked(request, refusal))
    _attempt(request)
    return redirect("objection_status", status_of(request.POST.get("code", ""), now()).code)


@never_cache
@require_safe
def objection_status(request: HttpRequest, code: str) -> HttpResponse:
    """How it stands: received, looked into, answered."""
    _attempt(request)
    return render(request, "public/objection_status.html", {"objection": status_of(code, now())})


@without_page_policy
@never_cache
@require_safe
def objection_answer(request: HttpRequest, code: str) -> HttpResponse:
    """The letter as it was issued."""
    _attempt(request)
    paper = answer_paper(code)
    return bytes_answer(vault.get(paper.sha256), "pdf", f"{paper.title} {paper.number}.pdf")


def _attempt(request: HttpRequest) -> None:
    slow_down("objection_status", request, most=CALLS, within=WINDOW)


def _asked(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    told = {"refusal": refusal, "code": request.POST.get("code", "")}
    return render(request, "public/objections.html", told)
