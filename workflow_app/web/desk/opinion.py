"""Signing from a seat, and settling what keeps the signature back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forms.posted import posted_values
from workflow_app.approval.stance import Stance
from workflow_app.commands.ask_registers import ask_again as ask_registers_again
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.phrases import keep_phrase
from workflow_app.commands.reassess import reassess as ask_again
from workflow_app.commands.seat.put_beside import put_beside
from workflow_app.commands.settle_point import rule as rule_on
from workflow_app.commands.settle_point import strike_off as strike
from workflow_app.moment import now
from workflow_app.policy.refusals import FindingsMoved, NotFound, NotUnderstood, Refusal
from workflow_app.queries.desk.case_file import CaseFile
from workflow_app.web.desk.case import DEFECT_ROWS, opened, page
from workflow_app.web.desk.received import received
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 1000  # characters of an opinion
LONGEST_DEFECT = 300


@require_POST
@for_officers
def opinion(request: SignedIn, number: str, seat_id: int) -> HttpResponse:
    """Say it; the next case of the list follows."""
    file, kept = opened(request, number), _kept(request)
    if seat_id not in {seat.pk for seat in file.seats}:
        raise NotFound("这个办件没有这个席位，请刷新页面后再签署。")
    back_to(request, lambda refusal: _page_again(request, number, refusal, kept))
    following = file.neighbours[1] or file.neighbours[0]
    stance, words, defects = _stance(request), kept["words"][:LONGEST], tuple(_defects(request, file))
    label = next((each.label for each in file.choices if each.stance == stance.value), stance.label)
    answers = posted_values(file.asked, dict(request.POST.lists())) if file.asked else {}
    at, beside, seen = now(), received(request, "beside", "意见也没有提交"), number_in(request.POST.get("seen", ""))

    def do() -> dict[str, str]:
        by = request.user
        case = give_opinion(seat_id, stance, words, defects=defects, answers=answers, seen=seen, by=by, at=at)
        if beside:
            put_beside(seat_id, beside, by=by, at=at)
        if request.POST.get("keep_phrase"):
            keep_phrase(words, by=by)
        return {"state": case.state_word, "next": following, "label": label}

    body = [number, seat_id, stance.value, words, defects, answers, [each.sha256 for each in beside]]
    done = act_once(request, "give_opinion", body, do, at=at)
    messages.success(request, _("%(number)s 已签署“%(label)s”。") % {"number": number, "label": done["label"]})
    return redirect("desk_case", done["next"]) if done["next"] else redirect("desk")


@require_POST
@for_officers
def reassess(request: SignedIn, number: str) -> HttpResponse:
    """重新核对: ask the rules again, now."""
    case, at = opened(request, number).case, now()
    act_once(request, "reassess", [number], lambda: _asked_again(request, case.pk, at), at=at)
    messages.success(request, _("已按现在的情况重新核对。"))
    return redirect(f"{request.path.removesuffix('reassess/')}#findings")


@require_POST
@for_officers
def rule(request: SignedIn, number: str) -> HttpResponse:
    """认定: say of an undecided finding whether it is met."""
    file = opened(request, number)
    line, condition = _number(request, "line"), request.POST.get("condition", "")
    words, met = request.POST.get("words", "").strip()[:LONGEST_DEFECT], request.POST.get("met", "")
    kept = {"point": f"{line}/{condition}", "point_words": words}
    back_to(request, lambda refusal: page(request, opened(request, number), refusal, kept))
    if met not in ("yes", "no"):
        raise NotUnderstood("请选择认定为符合还是不符合。")
    at = now()

    def do() -> dict[str, str]:
        rule_on(file.case.pk, line, condition, met == "yes", words, by=request.user, at=at)
        return {"rule": condition}

    act_once(request, "rule", [number, line, condition, met, words], do, at=at)
    messages.success(request, _("已记下认定意见。"))
    return redirect(f"{request.path.removesuffix('rule/')}#decide")


@require_POST
@for_officers
def strike_off(request: SignedIn, number: str) -> HttpResponse:
    """核减: take one line out, with its reason."""
    file = opened(request, number)
    line, reason = _number(request, "line"), request.POST.get("words", "").strip()[:LONGEST_DEFECT]
    kept = {"point": f"{line}/off", "point_words": reason}
    back_to(request, lambda refusal: page(request, opened(request, number), refusal, kept))
    at = now()

    def do() -> dict[str, int]:
        strike(file.case.pk, line, reason, by=request.user, at=at)
        return {"line": line}

    act_once(request, "strike_off", [number, line, reason], do, at=at)
    messages.success(request, _("第%(line)s行已核减，总额已更新。") % {"line": line})
    return redirect(f"{request.path.removesuffix('strike-off/')}#decide")


@require_POST
@for_officers
def ask_registers(request: SignedIn, number: str) -> HttpResponse:
    """重新查询: have the registers asked once more."""
    case, at = opened(request, number).case, now()
    act_once(
        request,
        "ask_registers",
        [number],
        lambda: {"case": ask_registers_again(case.pk, by=request.user, at=at).pk},
        at=at,
    )
    messages.success(request, _("已经请各登记系统重新答复，稍后刷新本页查看。"))
    return redirect(f"{request.path.removesuffix('ask-registers/')}#registers")


def _page_again(request: SignedIn, number: str, refusal: Refusal, kept: dict[str, str]) -> HttpResponse:
    """The page after a refusal. Findings that moved under the signer are asked again, so that the page shows today's."""
    if isinstance(refusal, FindingsMoved):
        _asked_again(request, opened(request, number).case.pk, now())
    return page(request, opened(request, number), refusal, kept)


def _asked_again(request: SignedIn, case_id: int, at: datetime) -> dict[str, int]:
    return {"points": ask_again(case_id, by=request.user, at=at).open_points}


def _stance(request: SignedIn) -> Stance:
    try:
        return Stance(request.POST.get("stance", ""))
    except ValueError:
        raise NotUnderstood("没有读到您选择的意见，请再按一次要签署的按钮。") from None


def _number(request: SignedIn, name: str) -> int:
    said = number_in(request.POST.get(name, ""))
    if said is None:
        raise NotUnderstood("没有读到是哪一行，请刷新页面后再办理。")
    return said


def _defects(request: SignedIn, file: CaseFile) -> Iterator[tuple[str, str]]:
    """(section, words) of every ticked section with its words, and of the free rows that were filled in."""
    known = [slug for slug, _title in file.sections]
    for slug in known:
        words = request.POST.get(f"defect-{slug}", "").strip()
        if request.POST.get(f"wrong-{slug}") and not words:
            raise NotUnderstood("勾选了有问题的部分，请写清哪里不对、怎样改。")
        if words:
            yield slug, words[:LONGEST_DEFECT]
    for row in range(DEFECT_ROWS):
        section, words = request.POST.get(f"more-section-{row}", ""), request.POST.get(f"more-{row}", "").strip()
        if words:
            yield (section if section in known else ""), words[:LONGEST_DEFECT]


def _kept(request: SignedIn) -> dict[str, str]:
    """What was typed, by the names of the form."""
    named = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    return {"words": "", "stance": ""} | {key.replace("-", "_"): value for key, value in named.items()}
