"""文书样式: which papers the office issues and from which version of their sheets, a sample of each, and the words it may set itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.set_office_words import set_office_words
from workflow_app.jobs.try_words import sample_pdf, tried_words
from workflow_app.models import Unit
from workflow_app.moment import now, today
from workflow_app.policy.office_words import OWN_WORDS
from workflow_app.policy.refusals import NotFound, Refusal
from workflow_app.queries.papers.office_page import office_pages, offices_of
from workflow_app.queries.papers.sheet_kinds import sheets_of
from workflow_app.web.download import bytes_answer, without_page_policy
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def sheets(request: SignedIn) -> HttpResponse:
    """The offices this person leads; nothing for others."""
    return _page(request)


@require_POST
@for_officers
def set_words(request: SignedIn) -> HttpResponse:
    """One word of one office, after the press tried it on every paper it stands on."""
    unit, name, typed = _office(request, number_in(request.POST.get("unit", ""))), *_said(request)
    back_to(request, lambda refusal: _page(request, refusal))
    at = now()
    words = tried_words(unit.pk, name, typed, by=request.user, at=at)  # seconds of printing, while nothing is held

    def do() -> dict[str, int]:
        return {"words": set_office_words(unit.pk, name, words, by=request.user, at=at).pk}

    act_once(request, "set_office_words", [unit.pk, name, typed], do, at=at)
    messages.success(request, _("%(label)s已修改，以后出具的文书照新的印。") % {"label": OWN_WORDS[name].label})
    return redirect("desk_sheets")


@without_page_policy
@require_safe
@for_officers
def sample(request: SignedIn, unit_id: int, key: str) -> HttpResponse:
    """样张 of one kind of paper."""
    unit = _office(request, unit_id)
    found = next((each for each in sheets_of(unit) if each.key == key), None)
    if found is None:
        raise NotFound(_("没有这种文书的样张，请从列表中选择。"))
    return bytes_answer(sample_pdf(unit, found, today()), "pdf", f"样张 {found.title}.pdf")


def _said(request: SignedIn) -> tuple[str, str]:
    return request.POST.get("name", ""), request.POST.get("words", "")


def _office(request: SignedIn, key: int | None) -> Unit:
    found = next((unit for unit in offices_of(place_of(request)) if unit.pk == key), None)
    if found is None:
        raise NotFound(_("没有找到您负责的这个单位，请刷新页面。"))
    return found


def _page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    said = {"offices": office_pages(place_of(request)), "refusal": refusal, "kept": request.POST}
    return show(request, "desk/sheets.html", "desk_sheets", said)
