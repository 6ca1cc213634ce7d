"""The one place where a refusal becomes an answer: its sentence, with the status that fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from workflow_app.policy.refusals import NotFound, NotPossibleNow, NotUnderstood, Refusal
from workflow_app.web.own_address import is_own
from workflow_app.web.upload_limit import EACH, beyond_reading, drain

UNREADABLE = "提交的内容里有读不出来的字符，没有处理。请删去重新输入后再提交。"
PageAgain = Callable[[Refusal], HttpResponse]


class TooLarge(NotPossibleNow):
    """More was sent than is ever read."""

    status = 413


class NoPage(NotPossibleNow):
    """An act's address is no page."""

    status = 405


def back_to(request: HttpRequest, page: PageAgain) -> None:
    """If what follows is refused, `page` answers: the same screen with the words kept and the refusal on top."""
    vars(request)["page_again"] = page


class Busy(NotPossibleNow):
    """Somebody else's act holds the same case for longer than anybody waits."""

    status = 503


# PostgreSQL: a lock not had in time, a deadlock. SQLite says it in words only.
WAITED_IN_VAIN = {"55P03", "40P01"}
SAID_BY_SQLITE = "database is locked"


class RefusalMiddleware:
    """Programmer errors pass through; a refusal is part of the language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if beyond_reading(request):
            drain(request)
            return _answer(request, TooLarge(f"上传的内容太大，没有收下。{EACH}，请分几次上传。"))
        answer = self.get_response(request)
        return _no_page(request, answer) if answer.status_code == 405 else answer

    def process_view(
        self, request: HttpRequest, view: object, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> HttpResponse | None:
        """A NUL is no character of any text: PostgreSQL keeps none, and nobody types one."""
        told = (request.path, *kwargs.values(), *_values(request.GET), *_values(request.POST))
        return _answer(request, NotUnderstood(UNREADABLE)) if any("\0" in str(each) for each in told) else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page the person came from where it can be shown again, else a page that says what was refused and why."""
        if isinstance(exception, OperationalError) and _waited_in_vain(exception):
            exception = Busy("这个办件正由其他人办理，刚才的提交没有处理。请等几秒再提交一次。")
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


def _waited_in_vain(exception: OperationalError) -> bool:
    return getattr(exception.__cause__, "sqlstate", "") in WAITED_IN_VAIN or SAID_BY_SQLITE in str(exception)


def _values(sent: QueryDict) -> Iterator[str]:
    return (each for name, values in sent.lists() for each in (name, *values))


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


def _no_page(request: HttpRequest, silent: HttpResponse) -> HttpResponse:
    """An address that only takes what a button sends, opened by itself."""
    answer = _answer(request, NoPage("这个地址不能直接打开，它只接收页面上按钮提交的内容。请回到原来的页面再操作。"))
    answer["Allow"] = silent.get("Allow", "")
    return answer


def _where_from(request: HttpRequest) -> str:
    """The page before, when it is one of ours and not this very address."""
    back = request.headers.get("Referer", "")
    return back if is_own(request, back) and not back.endswith(request.get_full_path()) else ""
