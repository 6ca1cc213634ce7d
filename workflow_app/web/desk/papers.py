"""A paper's own page for officers, and the two acts by which a mistake is voided and replaced."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from workflow_app.commands.replacing.ask_replacement import ask_replacement
from workflow_app.commands.replacing.decide_replacement import decide_replacement
from workflow_app.commands.serving.keep_scan import keep_scan
from workflow_app.models import ReplacementGround
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, NotPossibleNow, NotUnderstood, Refusal
from workflow_app.queries.desk.paper_page import PaperPage, paper_page
from workflow_app.web.desk.asks import Ask, kept, read
from workflow_app.web.desk.received import received
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

ASKS = (
    Ask("ground", _("原因"), "choice", choices=tuple((each.value, each.label) for each in ReplacementGround)),
    Ask("reason", _("具体情况"), hint=_("哪里错了、应当是什么；只在单位内部可见")),
)
VERDICT = (
    Ask("approved", _("审批意见"), "choice", choices=(("yes", _("批准")), ("no", _("不批准")))),
    Ask("answer", _("意见内容"), hint=_("不批准的须写明理由"), optional=True),
)


@require_safe
@for_officers
def paper(request: SignedIn, paper_id: int) -> HttpResponse:
    """What it is, through whose hands it went, how it was served, what takes its place."""
    found = paper_page(paper_id, place_of(request))
    said = {"page": found, "paper": found.paper, "asked": kept(request, VERDICT)}
    return show(request, "desk/paper.html", "desk_to_serve", said)


@require_http_methods(["POST"])
@for_officers
def scan(request: SignedIn, paper_id: int) -> HttpResponse:
    """The signed original of a proof is kept with it."""
    paper_page(paper_id, place_of(request))
    back_to(request, lambda refusal: _refused(request, paper_id, refusal))
    files, at = received(request, "scan", "没有存入"), now()

    def do() -> dict[str, int]:
        return {"kept": len(keep_scan(paper_id, files, by=request.user, at=at))}

    act_once(request, "keep_scan", [paper_id, [each.sha256 for each in files]], do, at=at)
    messages.success(request, str(_("已存入签字原件。")))
    return redirect("desk_paper", paper_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def replace(request: SignedIn, paper_id: int) -> HttpResponse:
    """The words of the paper as a form, and the act of asking for another."""
    found = paper_page(paper_id, place_of(request))
    if request.method != "POST":
        if not found.may_ask:
            raise NotPossibleNow("这份文书现在不能提出作废和补发：已经作废、正在制作、已经提出，或者不是本单位出具的。")
        return _form(request, found)
    back_to(request, lambda refusal: _form(request, paper_page(paper_id, place_of(request)), refusal))
    said, at = read(request, ASKS), now()
    words = {
        spot.path: request.POST[f"at.{spot.path}"].replace("\r\n", "\n")
        for spot in found.spots
        if f"at.{spot.path}" in request.POST
    }

    def do() -> dict[str, int]:
        row = ask_replacement(paper_id, said["ground"], said["reason"], words, by=request.user, at=at)
        return {"replacement": row.pk}

    act_once(request, "ask_replacement", [paper_id, said, words], do, at=at)
    messages.success(request, str(_("已提出，等负责人审批；审批以前原文书继续有效。")))
    return redirect("desk_paper", paper_id)


@require_http_methods(["POST"])
@for_officers
def decide(request: SignedIn, paper_id: int, row: int) -> HttpResponse:
    """The second person's word."""
    found = paper_page(paper_id, place_of(request))
    if row not in {each.pk for each in found.replacements}:
        raise NotFound("没有这次作废和补发，请刷新页面。")
    back_to(request, lambda refusal: _refused(request, paper_id, refusal))
    said, at = read(request, VERDICT), now()
    if said["approved"] not in ("yes", "no"):
        raise NotUnderstood("请选择批准还是不批准。")
    approved = said["approved"] == "yes"

    def do() -> dict[str, int]:
        return {"replacement": decide_replacement(row, approved, said["answer"], by=request.user, at=at).pk}

    act_once(request, "decide_replacement", [paper_id, row, said], do, at=at)
    told = _("已批准：原文书作废，补发的文书随后制作、送达。") if approved else _("已退回，原文书继续有效。")
    messages.success(request, str(told))
    return redirect("desk_paper", paper_id)


def _refused(request: SignedIn, paper_id: int, refusal: Refusal) -> HttpResponse:
    found = paper_page(paper_id, place_of(request))
    said = {"page": found, "paper": found.paper, "asked": kept(request, VERDICT), "refusal": refusal}
    return show(request, "desk/paper.html", "desk_to_serve", said)


def _form(request: SignedIn, found: PaperPage, refusal: Refusal | None = None) -> HttpResponse:
    typed = [(spot, request.POST.get(f"at.{spot.path}", spot.text)) for spot in found.spots]
    said = {"page": found, "paper": found.paper, "typed": typed, "asked": kept(request, ASKS), "refusal": refusal}
    return show(request, "desk/replace.html", "desk_to_serve", said)
