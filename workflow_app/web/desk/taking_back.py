"""注销送达登记: the two acts by which a service that was recorded by mistake is taken back, on one page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from workflow_app.commands.serving.ask_taking_back import ask_taking_back
from workflow_app.commands.serving.decide_taking_back import decide_taking_back
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, NotUnderstood, Refusal
from workflow_app.queries.desk.taking_back import Recorded, recorded
from workflow_app.web.desk.asks import Ask, Text, kept, read
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

ASKS = (Ask("reason", _("登记错在哪里"), hint=_("例如登错了办件、日期抄错、文书其实没有交到；只在单位内部可见")),)
VERDICT = (
    Ask("approved", _("确认意见"), "choice", choices=(("yes", _("确认注销")), ("no", _("不予注销")))),
    Ask("answer", _("意见内容"), hint=_("不予注销的须写明理由"), optional=True),
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def taking_back(request: SignedIn, number: str, service_id: int) -> HttpResponse:
    """What was recorded; the form that asks that it be taken back."""
    found = recorded(number, service_id, place_of(request))
    if request.method != "POST":
        return _page(request, found)
    back_to(request, lambda refusal: _page(request, recorded(number, service_id, place_of(request)), refusal))
    said, at = read(request, ASKS), now()

    def do() -> dict[str, int]:
        return {"taking_back": ask_taking_back(service_id, said["reason"], by=request.user, at=at).pk}

    act_once(request, "ask_taking_back", [service_id, said], do, at=at)
    messages.success(request, str(_("已提出，等负责人确认；确认以前登记继续有效。")))
    return redirect("desk_taking_back", number, found.one.pk)


@require_http_methods(["POST"])
@for_officers
def decide(request: SignedIn, number: str, service_id: int, row: int) -> HttpResponse:
    """The second person's word."""
    found = recorded(number, service_id, place_of(request))
    if row not in {each.pk for each in found.takings}:
        raise NotFound("没有这次注销，请刷新页面。")
    back_to(request, lambda refusal: _page(request, recorded(number, service_id, place_of(request)), refusal))
    said, at = read(request, VERDICT), now()
    if said["approved"] not in ("yes", "no"):
        raise NotUnderstood("请选择确认注销还是不予注销。")
    approved = said["approved"] == "yes"

    def do() -> dict[str, int]:
        return {"taking_back": decide_taking_back(row, approved, said["answer"], by=request.user, at=at).pk}

    act_once(request, "decide_taking_back", [service_id, row, said], do, at=at)
    messages.success(request, str(_approved(found) if approved else _("不予注销，登记继续有效。")))
    return redirect("desk_serving", number)


def _approved(found: Recorded) -> Text:
    """What follows for its papers."""
    if not found.stay_served:
        return _("已确认注销：文书重新待送达，期限从重新送达之日起算。")
    if not found.some_wait:
        return _("已确认注销：文书另有有效的送达，仍从那次送达起算期限。")
    return _("已确认注销：另有有效送达的文书，仍从那次送达起算期限；其余文书重新待送达，期限从重新送达之日起算。")


def _page(request: SignedIn, found: Recorded, refusal: Refusal | None = None) -> HttpResponse:
    asks = VERDICT if found.asked else ASKS
    said = {"page": found, "case": found.case, "one": found.one, "asked": kept(request, asks), "refusal": refusal}
    return show(request, "desk/taking_back.html", "desk_to_serve", said)
