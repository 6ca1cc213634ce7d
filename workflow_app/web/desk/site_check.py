"""Registering a look on the spot by several officers."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow_app.commands.record_site_check import record_site_check
from workflow_app.moment import now
from workflow_app.policy.refusals import NotPossibleNow, NotUnderstood, Refusal
from workflow_app.queries.desk.case_file import CaseFile
from workflow_app.queries.desk.colleagues import colleague, colleagues
from workflow_app.queries.law.check_officers import officers_needed
from workflow_app.web.desk.case import opened
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import LONGEST as LONGEST_KEY
from workflow_app.web.place import show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 1000


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def site_check(request: SignedIn, number: str) -> HttpResponse:
    """The form, and its act."""
    file = opened(request, number)
    if not file.site_check_kinds:
        raise NotPossibleNow("这个办件不需要登记现场检查，或者不归您所在的单位办理。")
    if request.method != "POST":
        return _page(request, file)
    back_to(request, lambda refusal: _page(request, file, refusal))
    kind, on, present = _kind(request, file), _day(request), _present(request)
    others = [colleague(file.case.unit_id, key, file.place.on) for key in _keys(request)]
    words, at = request.POST.get("words", "").strip()[:LONGEST], now()
    if not words:
        raise NotUnderstood("请写明检查情况：到课、教学、签到是否与备案一致。")

    def do() -> dict[str, int]:
        row = record_site_check(file.case.pk, kind, on, [request.user, *others], present, words, by=request.user, at=at)
        return {"check": row.pk}

    act_once(
        request, "record_site_check", [number, kind, on, [other.pk for other in others], present, words], do, at=at
    )
    messages.success(request, _("已登记检查记录。"))
    return redirect("desk_case", number)


def _page(request: SignedIn, file: CaseFile, refusal: Refusal | None = None) -> HttpResponse:
    said = {
        "case": file.case,
        "file": file,
        "kinds": file.site_check_kinds,
        "colleagues": colleagues(file.case.unit_id, request.user, file.place.on),
        "chosen": request.POST.getlist("other"),
        "least": officers_needed(file.case, file.place.on),
        "kept": request.POST,
        "refusal": refusal,
    }
    return show(request, "desk/site_check.html", "desk_records", said)


def _kind(request: SignedIn, file: CaseFile) -> str:
    said = request.POST.get("kind", "")
    if said not in dict(file.site_check_kinds):
        raise NotUnderstood("请选择检查种类。")
    return said


def _day(request: SignedIn) -> date:
    try:
        return date.fromisoformat(request.POST.get("on", "").strip())
    except ValueError:
        raise NotUnderstood("检查日期读不懂，请按“2026-03-16”的样子填写。") from None


def _present(request: SignedIn) -> int:
    said = request.POST.get("present", "").strip()
    if not said.isdecimal() or len(said) > 5:
        raise NotUnderstood("到课人数应是数字，请重新填写。")
    return int(said)


def _keys(request: SignedIn) -> list[int]:
    said = sorted({each for each in request.POST.getlist("other") if each})
    if not all(each.isdecimal() and len(each) <= LONGEST_KEY for each in said):
        raise NotUnderstood("没有读到所选的检查人，请重新勾选。")
    return [int(each) for each in said]
