"""送达: what waits to be served, how each paper of a case was served, and the small forms that record it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from workflow_app.commands.serving.hand_over_papers import Handing, announce_papers, hand_over_papers
from workflow_app.commands.serving.post_papers import post_papers
from workflow_app.commands.serving.settle_letter import letter_arrived, letter_returned
from workflow_app.jobs.hand_forms import hand_form_pdf
from workflow_app.jobs.press import blank_proof_pdf
from workflow_app.models import Account, IssuedDocument
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.serving import MISTAKABLE
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, NotUnderstood, Refusal
from workflow_app.queries.desk import paper_page, serving
from workflow_app.queries.desk.case_file import CaseFile
from workflow_app.queries.desk.colleagues import colleague, colleagues
from workflow_app.queries.desk.taking_back import asked_to_take_back
from workflow_app.queries.law.serving_desks import may_serve
from workflow_app.web.desk.asks import Ask, Said, Text, a_day, kept, read
from workflow_app.web.desk.case import opened
from workflow_app.web.download import bytes_answer, without_page_policy
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

Ids = Sequence[int]
Do = Callable[[int, Ids, Said, Account | None, Account, datetime], Any]
SIGNED = Ask("receiver", _("签收人"), "line", _("照回证或者回执上的签名"), longest=80)
RELATION = Ask("relation", _("与受送达人的关系"), "line", _("代收的填写，例如同住成年家属"), optional=True, longest=40)
TOLD = _("已登记，等同去的同事确认；确认以后才算送达，并出具送达回证。")
WORDS = Ask("words", _("备注"), "line", optional=True, longest=200)
COLLEAGUE = Ask("other", _("同去的同事"), "select", _("留置送达必填"), optional=True)


@dataclass(frozen=True, slots=True)
class Way:
    """A form: its title, what follows, its questions, its button. `letter` is about a letter on its way, else about papers ticked."""

    title: Text
    follows: tuple[Text, ...]
    asks: tuple[Ask, ...]
    button: Text
    done: Text
    do: Do
    letter: bool = False


WAYS: dict[str, Way] = {
    "post": Way(
        _("邮寄送达"),
        (_("登记寄出；回执到了再登记签收或者退回。以回执上的签收日期为送达日期。"),),
        (Ask("tracking", _("邮件号"), "line", _("邮件详情单上的号码"), longest=40), Ask("on", _("寄出日期"), "past")),
        _("登记寄出"),
        _("已登记寄出。"),
        lambda case, papers, said, other, by, at: post_papers(
            case, papers, said["tracking"], a_day(said, "on"), by=by, at=at
        ),
    ),
    "hand": Way(
        _("直接送达"),
        (
            _("当面交给受送达人或者代收人，在回证上签名。签收日期为送达日期，救济期限从这一天起算。"),
            _("两人同去的，同去的同事自己登录确认以后才算送达。"),
        ),
        (
            Ask("on", _("签收日期"), "past"),
            Ask("place", _("送达地点"), "line", _("例如本单位办事窗口"), longest=120),
            SIGNED,
            RELATION,
            COLLEAGUE,
            WORDS,
        ),
        _("登记送达"),
        _("已登记送达，送达回证已出具。"),
        lambda case, papers, said, other, by, at: hand_over_papers(
            case,
            papers,
            Handing(a_day(said, "on"), said["place"], said["receiver"], said["relation"], words=said["words"]),
            with_whom=other,
            by=by,
            at=at,
        ),
    ),
    "leave": Way(
        _("留置送达"),
        (
            _("受送达人拒绝签收时，两名工作人员把文书留在其住所：有见证人签名，或者拍照、录像。"),
            _("同去的同事自己登录确认以后才算送达，并出具送达回证。"),
        ),
        (
            Ask("on", _("留置日期"), "past"),
            Ask("place", _("送达地点"), "line", _("受送达人的住所"), longest=120),
            Ask("because", _("拒收事由"), "line", longest=200),
            Ask("witnesses", _("见证人"), "line", _("姓名和单位"), optional=True, longest=80),
            Ask("filmed", _("已拍照、录像记录送达过程"), "tick", optional=True),
            replace(COLLEAGUE, optional=False, hint=""),
            WORDS,
        ),
        _("登记留置送达"),
        TOLD,
        lambda case, papers, said, other, by, at: hand_over_papers(
            case,
            papers,
            Handing(
                a_day(said, "on"),
                said["place"],
                refusal=_refusal(said),
                witnesses=said["witnesses"],
                filmed=said["filmed"] == "yes",
                words=said["words"],
            ),
            with_whom=other,
            by=by,
            at=at,
        ),
    ),
    "announce": Way(
        _("公告送达"),
        (_("只用于邮件退回、其他方式无法送达的文书。公告满三十日的次日起登记，期满之日为送达日期。"),),
        (
            Ask("on", _("公告日期"), "past"),
            Ask("where", _("在哪里公告"), "line", _("例如公告栏、报纸名称和版次"), longest=120),
        ),
        _("登记公告期满"),
        _("已登记公告送达，送达回证已出具。"),
        lambda case, papers, said, other, by, at: announce_papers(
            case, papers, a_day(said, "on"), said["where"], by=by, at=at
        ),
    ),
    "arrived": Way(
        _("邮件已签收"),
        (_("以回执上的签收日期为送达日期，救济期限从这一天起算。"),),
        (Ask("on", _("签收日期"), "past"), SIGNED, RELATION),
        _("登记签收"),
        _("已登记送达，送达回证已出具。"),
        lambda case, papers, said, other, by, at: letter_arrived(
            case, said["tracking"], a_day(said, "on"), said["receiver"], said["relation"], by=by, at=at
        ),
        letter=True,
    ),
    "returned": Way(
        _("邮件退回"),
        (_("退回的没有送达，须换一种方式再送。"),),
        (Ask("on", _("退回日期"), "past"), Ask("words", _("退回原因"), "line", _("照邮件上的批注"), longest=200)),
        _("登记退回"),
        _("已登记退回，文书仍待送达。"),
        lambda case, papers, said, other, by, at: letter_returned(
            case, said["tracking"], a_day(said, "on"), said["words"], by=by, at=at
        ),
        letter=True,
    ),
}


@require_safe
@for_officers
def to_serve(request: SignedIn) -> HttpResponse:
    """Papers nobody served, letters whose receipt has not come back, and what somebody asks to be voided or taken back."""
    place = place_of(request)
    said = {
        "waiting": serving.to_serve(place)[: serving.MOST],
        "sent": serving.on_their_way(place)[: serving.MOST],
        "asked": paper_page.asked(place)[: serving.MOST],
        "told": serving.waiting_for_the_second(place)[: serving.MOST],
        "mistaken": asked_to_take_back(place)[: serving.MOST],
        "most": serving.MOST,
    }
    return show(request, "desk/to_serve.html", "desk_to_serve", said)


@require_safe
@for_officers
def of_case(request: SignedIn, number: str) -> HttpResponse:
    """How each paper of the case was served."""
    file = opened(request, number)
    told = serving.told_papers(file.case, calendar_in_force())
    mine = _unit(request, file, told) is not None
    said = {
        "case": file.case,
        "mine": mine,
        "mistakable": MISTAKABLE,
        "told": told,
        "letters": serving.letters(told),
        "wish": serving.wish(file.case),
        "lead": "post" if serving.wish(file.case)[1] else "hand",
        "ways": [(name, way.title) for name, way in WAYS.items() if not way.letter],
        "any_waits": mine and any(each.waits for each in told),
    }
    return show(request, "desk/serving.html", "desk_to_serve", said)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def serve(request: SignedIn, number: str, how: str) -> HttpResponse:
    """One way of serving: its form, and its act."""
    way, file = WAYS.get(how), opened(request, number)
    if way is None:
        raise NotFound("没有这种送达方式，请回到办件的送达页面重新选择。")
    if request.method != "POST":
        return _page(request, file, way)
    back_to(request, lambda refusal: _page(request, opened(request, number), way, refusal))
    said, papers, at = read(request, way.asks), _ticked(request), now()
    if way.letter:
        said |= {"tracking": request.POST.get("tracking", "")}
    other = _other(request, file, said)

    def do() -> dict[str, str]:
        way.do(file.case.pk, papers, said, other, request.user, at)
        return {"how": how}

    act_once(request, f"serve_{how}", [number, how, papers, said], do, at=at)
    messages.success(request, str(TOLD if other else way.done))
    return redirect("desk_serving", number)


@without_page_policy
@require_safe
@for_officers
def blank(request: SignedIn, number: str) -> HttpResponse:
    """An empty 送达回证 of the papers that wait, to be taken along and signed by hand."""
    case = opened(request, number).case
    waiting = [each.paper for each in serving.told_papers(case, calendar_in_force()) if each.waits]
    if not waiting:
        raise NotFound("本件没有待送达的文书，不需要打印送达回证。")
    papers = list(IssuedDocument.objects.filter(pk__in=[paper.pk for paper in waiting]).order_by("pk"))
    return bytes_answer(blank_proof_pdf(papers, case, now()), "pdf", f"送达回证 {number}.pdf")


def _page(request: SignedIn, file: CaseFile, way: Way, refusal: Refusal | None = None) -> HttpResponse:
    told = serving.told_papers(file.case, calendar_in_force())
    unit = _unit(request, file, told) or file.case.unit_id
    ours = [(str(each.pk), each.name) for each in colleagues(unit, request.user, file.place.on)]
    asks = [replace(each, choices=tuple(ours)) if each.kind == "select" else each for each in way.asks]
    ticked = set(_ticked(request)) if request.method == "POST" else {each.paper.pk for each in told if each.waits}
    said = {
        "case": file.case,
        "way": way,
        "wish": serving.wish(file.case),
        "waiting": [(each.paper, each.paper.pk in ticked) for each in told if each.waits],
        "letter": _letter(request, told) if way.letter else None,
        "asked": kept(request, asks),
        "refusal": refusal,
    }
    return show(request, "desk/serving_act.html", "desk_to_serve", said)


def _letter(request: SignedIn, told: Sequence[serving.Told]) -> serving.Letter:
    wanted = (request.POST if request.method == "POST" else request.GET).get("tracking", "")
    found = next((each for each in serving.letters(told) if each.tracking == wanted), None)
    if found is None:
        raise NotFound("这封邮件没有在途，可能同事已经登记结果。请回到送达页面刷新。")
    return found


def _ticked(request: SignedIn) -> list[int]:
    said = {number_in(each) for each in request.POST.getlist("paper")}
    return sorted(each for each in said if each is not None)


def _other(request: SignedIn, file: CaseFile, said: Said) -> Account | None:
    if not said.get("other"):
        return None
    key = number_in(said["other"])
    if key is None:
        raise NotUnderstood("没有读到所选的同事，请重新选择。")
    unit = _unit(request, file, serving.told_papers(file.case, calendar_in_force())) or file.case.unit_id
    return colleague(unit, key, file.place.on)


def _unit(request: SignedIn, file: CaseFile, told: Sequence[serving.Told]) -> int | None:
    """The office of the case's papers for which this person serves, the deciding one first; None for none."""
    offices = sorted({each.paper.unit_id for each in told}, key=lambda unit: unit != file.case.unit_id)
    return next((unit for unit in offices if may_serve(file.case, unit, request.user, file.place.on)), None)


def _refusal(said: Said) -> str:
    if not said["because"]:
        raise NotUnderstood("请填写拒收事由；对方签收了的，登记直接送达。")
    return said["because"]


@without_page_policy
@require_safe
@for_officers
def hand_form(request: SignedIn, number: str, which: str) -> HttpResponse:
    """A form filled in from the filing, to be signed by the applicant's own hand at the window."""
    title, pdf = hand_form_pdf(which, opened(request, number).case, now())
    return bytes_answer(pdf, "pdf", f"{title} {number}.pdf")
