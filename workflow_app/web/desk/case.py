"""The case: everything needed to decide, beside the buttons that decide."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from forms.correction import Correction
from forms.posted import posted_values
from forms.rendering import ShownField, shown_fields
from workflow_app.commands.seat.send_copy import read_copy
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.queries.desk.case_file import CaseFile, case_file
from workflow_app.queries.desk.case_filed import AttachedFile
from workflow_app.queries.item_titles import title_of
from workflow_app.web.desk.phrases import phrases
from workflow_app.web.page_picture import leaf
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.who import SignedIn, for_officers

DEFECT_ROWS = 3  # free rows of the defect editor


@require_safe
@for_officers
def case(request: SignedIn, number: str) -> HttpResponse:
    """The page. Whoever was sent a copy has now read it."""
    file = opened(request, number)
    if file.copied_unread:
        read_copy(file.case, by=request.user, at=now())
    return page(request, file)


def opened(request: SignedIn, number: str) -> CaseFile:
    """The case file, in the person's scope, at the page of lines asked for."""
    return case_file(number, place_of(request), first_row(request, "lines"))


def page(
    request: SignedIn, file: CaseFile, refusal: Refusal | None = None, kept: dict[str, Any] | None = None
) -> HttpResponse:
    """The page, after a refusal with its sentence on top and every word kept."""
    item, procedure = title_of(file.case.item, file.case.procedure, file.place.on)
    preview = _preview(file, request.GET.get("file", ""))
    said = {
        "file": file,
        "case": file.case,
        "item": item,
        "procedure": procedure,
        "preview": preview,
        "leaf": leaf(request.GET.get("page", ""), preview.pages) if preview else None,
        "phrases": phrases(file.case.state),
        "own_phrases": request.user.phrases,
        "refusal": refusal,
        "kept": kept or {},
        "asked": _asked(request, file, refusal),
        **_defect_editor(file, kept or {}),
    }
    return show(request, "desk/case.html", "desk", said)


def _preview(file: CaseFile, wanted: str) -> AttachedFile | None:
    """The file asked for; else what a correction brought, or the first that can be shown."""
    asked = [each for each in file.files if each.previews and str(each.pk) == wanted]
    shown = sorted((each for each in file.files if each.previews), key=lambda each: not each.new)
    return next(iter(asked or shown), None)


def _asked(request: SignedIn, file: CaseFile, refusal: Refusal | None) -> list[ShownField]:
    """The questions of my seat, with what was typed and what is wrong with it."""
    if file.asked is None:
        return []
    typed = posted_values(file.asked, dict(request.POST.lists())) if request.method == "POST" else {}
    told = refusal.corrections if isinstance(refusal, NotUnderstood) else ()
    wrong = [each for each in told if isinstance(each, Correction)]
    return list(shown_fields(file.asked, typed, wrong))


def _defect_editor(file: CaseFile, kept: dict[str, Any]) -> dict[str, Any]:
    """A row for each section and a few free ones, with what was typed before a refusal."""
    return {
        "defect_sections": [
            (slug, title, f"wrong_{slug}" in kept, kept.get(f"defect_{slug}", "")) for slug, title in file.sections
        ],
        "defect_rows": [
            (row, kept.get(f"more_section_{row}", ""), kept.get(f"more_{row}", "")) for row in range(DEFECT_ROWS)
        ],
    }
