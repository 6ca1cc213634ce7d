"""Words officers write every day, to begin an opinion with."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow_app.commands.phrases import drop_phrase, keep_phrase
from workflow_app.models import CaseState
from workflow_app.policy.refusals import Refusal
from workflow_app.web.place import show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def own_phrases(request: SignedIn) -> HttpResponse:
    """我的常用语: kept and thrown away."""
    if request.method != "POST":
        return _page(request)
    back_to(request, lambda refusal: _page(request, refusal))
    if said := request.POST.get("drop", ""):
        drop_phrase(said, by=request.user)
    else:
        keep_phrase(request.POST.get("words", ""), by=request.user)
    return redirect("desk_phrases")


def _page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    said = {"rows": request.user.phrases, "refusal": refusal, "words": request.POST.get("words", "")}
    return show(request, "desk/phrases.html", "desk", said)


def phrases(state: str) -> list[str]:
    """Those that fit what the case is in law."""
    if state == CaseState.SUBMITTED:
        return [
            _("材料齐全，符合法定形式，予以受理。"),
            _("材料不齐全，请按所列问题补正。"),
            _("不属于本机关职权范围，请向有权机关申请。"),
        ]
    return [
        _("经审核，材料真实、齐全，符合规定条件，同意。"),
        _("经核对，名单、证书、考勤一致，同意。"),
        _("材料与实际情况不符，请核实后再报。"),
        _("金额计算有误，请核对后再报。"),
        _("不符合规定条件，不予同意。"),
    ]
