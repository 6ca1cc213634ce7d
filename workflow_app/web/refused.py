"""The one place where a refusal becomes an answer: its sentence, with the status that fits."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workflow_app.policy.refusals import Refusal


class RefusalMiddleware:
    """Programmer errors pass through; a refusal is part of the language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that says what was refused, why, and where to go on."""
        if not isinstance(exception, Refusal):
            return None
        corrections = getattr(exception, "corrections", ())
        back = request.headers.get("Referer", "")
        context = {"sentence": exception.sentence, "corrections": corrections, "back": back}
        return render(request, "refused.html", context, status=exception.status)
