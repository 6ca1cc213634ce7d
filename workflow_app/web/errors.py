"""What nobody refused but went wrong all the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such address."""
    return render(request, "frame/not_found.html", status=404)


def too_much(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """More fields or more text in one form than is ever read, or a request that is none."""
    sentence = "这次提交的内容太多或格式不对，没有处理。请返回上一页，分几次填写后再提交。"
    return render(request, "frame/refused.html", {"sentence": sentence}, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours. The page needs neither database nor session."""
    return render(request, "frame/broken.html", status=500)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or cookies are off."""
    sentence = "页面放得太久，或浏览器没有保存Cookie，刚才的提交没有处理。请返回上一页刷新后再提交。"
    return render(request, "frame/refused.html", {"sentence": sentence}, status=403)
