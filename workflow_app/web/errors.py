"""What nobody refused but went wrong all the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such address."""
    return render(request, "frame/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours. The page needs neither database nor session."""
    return render(request, "frame/broken.html", status=500)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or cookies are off."""
    sentence = "页面放得太久，或浏览器没有保存Cookie，刚才的提交没有处理。请返回上一页刷新后再提交。"
    return render(request, "frame/refused.html", {"sentence": sentence}, status=403)
