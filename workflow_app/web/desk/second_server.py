"""The word of the second of two servers, and taking down what waits for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from workflow_app.commands.serving.second_server import LONGEST, confirm_service, decline_service
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.queries.desk.taking_back import Recorded, recorded
from workflow_app.web.desk.asks import Ask, kept, read
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

SECOND = (
    Ask(
        "there",
        _("您是否同去送达"),
        "choice",
        choices=(("yes", _("同去，登记属实")), ("no", _("没有同去，或者登记不实"))),
    ),
    Ask("words", _("原因"), "line", _("没有同去或者登记不实的须写明"), optional=True, longest=LONGEST),
)
FIRST = (Ask("words", _("撤下的原因"), "line", _("例如选错了同事"), longest=LONGEST),)
HEAD = (Ask("words", _("撤下的原因"), "line", _("例如两人都已调离，不能确认"), longest=LONGEST),)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def second_server(request: SignedIn, number: str, service_id: int) -> HttpResponse:
    """What the first recorded; the second confirms it or says no, the first and who heads the papers may take it down."""
    found = recorded(number, service_id, place_of(request))
    if request.method != "POST":
        return _page(request, found)
    back_to(request, lambda refusal: _page(request, recorded(number, service_id, place_of(request)), refusal))
    said, at = read(request, _asks(found)), now()
    if "there" in said and said["there"] not in ("yes", "no"):
        raise NotUnderstood("请选择是否同去送达。")
    confirmed = said.get("there") == "yes"

    def do() -> dict[str, int]:
        if confirmed:
            return {"service": confirm_service(service_id, by=request.user, at=at)[0].pk}
        return {"service": decline_service(service_id, said["words"], by=request.user, at=at)[0].pk}

    act_once(request, "second_server", [service_id, said], do, at=at)
    messages.success(request, str(_("已确认，送达回证已出具。") if confirmed else _("已撤下，文书仍待送达。")))
    return redirect("desk_serving", number)


def _asks(found: Recorded) -> tuple[Ask, ...]:
    if found.is_the_second:
        return SECOND
    return FIRST if found.one.by_id == found.place.account.pk else HEAD


def _page(request: SignedIn, found: Recorded, refusal: Refusal | None = None) -> HttpResponse:
    said = {
        "page": found,
        "case": found.case,
        "one": found.one,
        "first": found.one.by_id == request.user.pk,
        "asked": kept(request, _asks(found)),
        "refusal": refusal,
    }
    return show(request, "desk/second_server.html", "desk_to_serve", said)
