"""Recording the session that hears a case."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow_app.commands.record_meeting import record_meeting
from workflow_app.models import Account, Round
from workflow_app.moment import now
from workflow_app.policy.refusals import NotPossibleNow, NotUnderstood, Refusal
from workflow_app.queries.desk.case_file import CaseFile
from workflow_app.queries.law.meetings import members_of, round_to_minute
from workflow_app.web.desk.case import opened
from workflow_app.web.form_token import act_once
from workflow_app.web.place import show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST_PLACE, LONGEST = 60, 1000


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def meeting(request: SignedIn, number: str) -> HttpResponse:
    """The form, and its act."""
    file = opened(request, number)
    asked = round_to_minute(file.case)
    if asked is None or not file.may_record_meeting:
        if request.method == "POST" and file.meeting is not None:
            return redirect("desk_case", number)
        raise NotPossibleNow("这个办件现在不需要登记会议，或者不归您所在的单位办理。")
    if request.method != "POST":
        return _page(request, file, asked)
    back_to(request, lambda refusal: _page(request, file, asked, refusal))
    held_on, place = _day(request), request.POST.get("place", "").strip()[:LONGEST_PLACE]
    members = {str(account.pk): account for _seat, account in members_of(asked, held_on)}
    present = [members[key] for key in request.POST.getlist("present") if key in members]
    chair, words, at = _chair(request, members), request.POST.get("words", "").strip()[:LONGEST], now()

    def do() -> dict[str, int]:
        row = record_meeting(file.case.pk, held_on, place, chair, present, words, by=request.user, at=at)
        return {"meeting": row.pk}

    body = [number, held_on, place, chair.pk, [each.pk for each in present], words]
    act_once(request, "record_meeting", body, do, at=at)
    messages.success(request, _("会议已登记，参会成员可以签署意见。"))
    return redirect("desk_case", number)


def _page(request: SignedIn, file: CaseFile, asked: Round, refusal: Refusal | None = None) -> HttpResponse:
    said = {
        "case": file.case,
        "file": file,
        "members": [(seat, account, str(account.pk)) for seat, account in members_of(asked, file.place.on)],
        "since": asked.opened_at,
        "kept": request.POST,
        "ticked": request.POST.getlist("present"),
        "refusal": refusal,
    }
    return show(request, "desk/meeting.html", "desk", said)


def _chair(request: SignedIn, members: dict[str, Account]) -> Account:
    chair = members.get(request.POST.get("chair", ""))
    if chair is None:
        raise NotUnderstood("请选择会议主持人。")
    return chair


def _day(request: SignedIn) -> date:
    try:
        return date.fromisoformat(request.POST.get("held_on", "").strip())
    except ValueError:
        raise NotUnderstood("会议日期读不懂，请按“2026-03-16”的样子填写。") from None
