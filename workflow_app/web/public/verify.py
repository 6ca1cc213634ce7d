"""Is this paper genuine, does it still hold, and is the file in hand what was handed out? The address stands in the paper's QR code."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from workflow_app.commands.count_attempt import count_attempt
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.queries.public.file_check import check_file
from workflow_app.queries.public.verification import verified
from workflow_app.web import rate
from workflow_app.web.refused import back_to

CALLS, WINDOW = 60, timedelta(minutes=1)
FILES = 10  # of one address in a minute, in all processes: a file takes a second of a core


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, token: str = "") -> HttpResponse:
    """The page of one paper, or of none yet; posted, what can be said of a file somebody holds."""
    rate.slow_down("verify", request, most=CALLS, within=WINDOW)
    paper = verified(token) if token else None
    if request.method != "POST":
        return render(request, "public/verify.html", {"paper": paper, "token": token})
    back_to(request, lambda refusal: _again(request, token, refusal))
    address = rate.address_of(request)
    count_attempt("verify_file", address, most=FILES, within=WINDOW, at=now())
    upload = request.FILES.get("file")
    if upload is None or not upload.size:
        raise NotUnderstood("请选择要查验的 PDF 文件，再提交。")
    checked = check_file(upload.read(), address)
    found = verified(checked.token) if checked.token else None
    said = {"paper": found or paper, "token": token, "checked": checked, "other": checked.token not in ("", token)}
    return render(request, "public/verify.html", said)


def _again(request: HttpRequest, token: str, refusal: Refusal) -> HttpResponse:
    paper = verified(token) if token else None
    return render(request, "public/verify.html", {"paper": paper, "token": token, "refusal": refusal})
