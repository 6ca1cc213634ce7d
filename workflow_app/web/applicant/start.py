"""Begin a draft, and throw one away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workflow_app.commands.draft import discard_draft, start_draft
from workflow_app.moment import now, today
from workflow_app.queries.applicant.beginning import beginning
from workflow_app.web.form_token import act_once
from workflow_app.web.who import SignedIn, for_applicants


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, item: str, procedure: str) -> HttpResponseBase:
    """Pressed on the guide's page; followed as an address it leads there."""
    return _begin(request, item, procedure) if request.method == "POST" else redirect("item", item)


@for_applicants
def _begin(request: SignedIn, item: str, procedure: str) -> HttpResponse:
    """A new draft; its task list follows."""
    at, parent = now(), request.POST.get("parent", "")

    def do() -> dict[str, int]:
        known = beginning(item, procedure, request.user, today(), parent=parent)
        return {"draft": start_draft(item, procedure, by=request.user, at=at, answers=known).pk}

    begun = act_once(request, "start_draft", [item, procedure, parent], do, at=at)
    return redirect("draft", begun["draft"])


@require_POST
@for_applicants
def discard(request: SignedIn, draft_id: int) -> HttpResponse:
    """The draft is gone; home follows."""

    at = now()

    def do() -> dict[str, int]:
        discard_draft(draft_id, by=request.user, at=at)
        return {"draft": draft_id}

    act_once(request, "discard_draft", draft_id, do, at=at)
    messages.success(request, _("草稿已删除。"))
    return redirect("home")
