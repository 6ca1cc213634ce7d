"""What nobody refused but went wrong all the same."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

# SQLSTATE: connection exceptions; the server shuts down, crashed or starts up; two acts waited for each other and one was undone.
CUT_OFF = ("08", "57P", "40P01", "40001")
AGAIN_IN = 30  # seconds a program that asks should wait


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such address."""
    return render(request, "frame/not_found.html", status=404)


def too_much(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """More fields or more text in one form than is ever read, or a request that is none."""
    sentence = "这次提交的内容太多或格式不对，没有处理。请返回上一页，分几次填写后再提交。"
    return render(request, "frame/refused.html", {"sentence": sentence}, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours, or the database went away in the midst of it. The page needs neither database nor session."""
    if _is_cut_off(sys.exception()):
        page = render_to_string("frame/unreachable.html")
        return HttpResponse(page, status=503, headers={"Retry-After": str(AGAIN_IN)})
    return render(request, "frame/broken.html", status=500)


def _is_cut_off(exception: BaseException | None) -> bool:
    """PostgreSQL gives no state where there is no connection any more; SQLite never says any."""
    if isinstance(exception, InterfaceError):
        return True
    state = getattr(exception.__cause__, "sqlstate", "") if isinstance(exception, OperationalError) else ""
    return state is None or state.startswith(CUT_OFF)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or cookies are off."""
    sentence = "页面放得太久，或浏览器没有保存Cookie，刚才的提交没有处理。请返回上一页刷新后再提交。"
    return render(request, "frame/refused.html", {"sentence": sentence}, status=403)
