"""Public notices and objections to their lines."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from workflow_app.commands.count_attempt import count_attempt
from workflow_app.commands.object_to import object_to
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.moment import now, today
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.queries.public.notice_page import notice_page, page_of
from workflow_app.queries.public.notice_page import notices as listed
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import first_row, number_in
from workflow_app.web.rate import address_of
from workflow_app.web.refused import back_to

ATTEMPTS, WINDOW = 10, timedelta(hours=1)
LONGEST = 30  # of what is searched for
ASKED = {"ordinal": "序号", "name": "您的姓名", "contact": "联系电话或地址", "words": "异议内容"}


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The list."""
    running, ended, older = listed(today(), number_in(request.GET.get("before", "")))
    return render(request, "public/notices.html", {"running": running, "ended": ended, "older": older})


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One notice; posted is an objection to one of its lines."""
    if request.method != "POST":
        return _page(request, notice_id)
    back_to(request, lambda refusal: _page(request, notice_id, refusal))
    return redirect("objection_status", _object_once(request, notice_id))


def _object_once(request: HttpRequest, notice_id: int) -> str:
    """The receipt number. The same form twice is one objection. Who objects has no account; the form's token is enough."""
    said = {name: request.POST.get(name, "").strip() for name in ASKED}
    if missing := [label for name, label in ASKED.items() if not said[name]]:
        raise NotUnderstood(f"请填写{'、'.join(missing)}：异议须实名提出，核查后会答复您。")
    ordinal = number_in(said["ordinal"])
    if ordinal is None:
        raise NotUnderstood("序号要写名单第一列的数字，请核对。")
    at = now()

    def do() -> dict[str, Any]:
        count_attempt("objection", address_of(request), most=ATTEMPTS, within=WINDOW, at=at)
        row = object_to(notice_id, ordinal, said["name"], said["contact"], said["words"], at=at)
        return {"code": row.code}

    return str(act_once(request, f"object:{notice_id}", said, do, at=at)["code"])


def _page(request: HttpRequest, notice_id: int, refusal: Refusal | None = None) -> HttpResponse:
    told = notice_page(notice_id, now(), calendar_in_force())
    start, wanted = first_row(request), request.GET.get("q", "").replace("|", "").strip()[:LONGEST]
    told |= {"page": page_of(told["notice"], start, wanted), "wanted": wanted, "start": start}
    said = {name: request.POST.get(name, request.GET.get(name, "")) for name in ASKED}
    return render(request, "public/notice.html", told | {"refusal": refusal, "said": said})
