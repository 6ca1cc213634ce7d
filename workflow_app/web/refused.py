"""The one place where a refusal becomes an answer: its sentence, with the status that fits."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from workflow_app.policy.refusals import NotFound, NotPossibleNow, Refusal
from workflow_app.web.upload_limit import EACH, beyond_reading, drain

PageAgain = Callable[[Refusal], HttpResponse]


class TooLarge(NotPossibleNow):
    """More was sent than is ever read."""

    status = 413


def back_to(request: HttpRequest, page: PageAgain) -> None:
    """If what follows is refused, `page` answers: the same screen with the words kept and the refusal on top."""
    vars(request)["page_again"] = page


class RefusalMiddleware:
    """Programmer errors pass through; a refusal is part of the language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if beyond_reading(request):
            drain(request)
            return _answer(request, TooLarge(f"上传的内容太大，没有收下。{EACH}，请分几次上传。"))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page the person came from where it can be shown again, else a page that says what was refused and why."""
        if not isinstance(exception, Refusal):
            return None
        page = getattr(request, "page_again", None)
        if page is None or isinstance(exception, NotFound):
            return _answer(request, exception)
        try:
            answer = page(exception)
        except Refusal as second:
            return _answer(request, second)
        answer.status_code = exception.status
        return answer


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    context = {
        "sentence": refusal.sentence,
        "corrections": getattr(refusal, "corrections", ()),
        "findings": getattr(refusal, "findings", ()),
        "not_found": isinstance(refusal, NotFound),
        "back": _where_from(request),
    }
    if getattr(request, "htmx", False):
        answer = render(request, "frame/refused_part.html", context, status=refusal.status)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#refusal", "innerHTML show:top"
        return answer
    return render(request, "frame/refused.html", context, status=refusal.status)


def _where_from(request: HttpRequest) -> str:
    """The page before, when it is one of ours and not this very address."""
    back = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if ours and not back.endswith(request.get_full_path()) else ""
