"""Check your answers, what the rules would say, declare, submit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms.posted import posted_values
from forms.rendering import error_summary, shown_fields
from workflow_app.commands.draft import put_answer
from workflow_app.commands.submit import submit
from workflow_app.commands.supply_correction import supply_correction
from workflow_app.moment import now, today
from workflow_app.policy.refusals import NotInForce, Refusal
from workflow_app.queries.applicant.drafts import DraftPages, draft_pages
from workflow_app.queries.applicant.preview import Preview, in_words, preview
from workflow_app.web.form_token import FIELD, act_once
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_applicants


@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def check(request: SignedIn, draft_id: int) -> HttpResponse:
    """The page, and the one act it leads to."""
    if request.method != "POST":
        return _page(request, draft_id)
    back_to(request, lambda refusal: _page(request, draft_id, refusal))
    lists = dict(request.POST.lists())
    posted = sorted((name, values) for name, values in lists.items() if name not in (FIELD, "csrfmiddlewaretoken"))
    at = now()

    def do() -> dict[str, Any]:
        pages = draft_pages(draft_id, request.user, today())
        for section in pages.declarations:
            for name, value in posted_values(section, lists).items():
                put_answer(draft_id, section.slug, name, value, by=request.user, at=at)
        file = supply_correction if pages.draft.correcting_id else submit
        word = pages.draft.correcting.correction_word if pages.draft.correcting else ""
        return {"case": file(draft_id, by=request.user, at=at).number, "word": word}

    done = act_once(request, "submit", [draft_id, posted], do, at=at)
    if done["word"]:
        messages.success(request, _("%(word)s已提交。工作人员会继续审查，结果在这里能看到。") % {"word": done["word"]})
    return redirect("case" if done["word"] else "receipt", done["case"])


def _page(request: SignedIn, draft_id: int, refusal: Refusal | None = None) -> HttpResponse:
    pages = draft_pages(draft_id, request.user, today())
    fields = _declared(request, pages, refusal)
    asked = {each.name for each in fields}
    elsewhere = [c for c in getattr(refusal, "corrections", ()) if c.where not in asked]
    told: dict[str, Any] = {
        "pages": pages,
        "draft": pages.draft,
        "title": pages.item.title_on(today()),
        "sections": [s for s in in_words(pages.questions, pages.reading.values, full=True) if s.slug in _slugs(pages)],
        "left": pages.left,
        "fields": fields,
        "errors": [*_elsewhere(pages, elsewhere), *error_summary(fields)],
        "refusal": refusal,
    }
    return render(request, "applicant/check.html", told | _preview(pages))


def _slugs(pages: DraftPages) -> set[str]:
    return {section.slug for section in pages.sections}


def _declared(request: SignedIn, pages: DraftPages, refusal: Refusal | None) -> tuple[Any, ...]:
    """The statements with the ticks just posted, and what is said about them. Each filing is declared anew."""
    corrections = getattr(refusal, "corrections", ())
    lists = dict(request.POST.lists())
    raw = {s.slug: posted_values(s, lists) for s in pages.declarations}
    return tuple(each for s in pages.declarations for each in shown_fields(s, raw[s.slug], corrections))


def _elsewhere(pages: DraftPages, corrections: list[Any]) -> list[tuple[str, str]]:
    """(section's slug with a leading slash, sentence): errors of other pages lead there."""
    where = {field.name: section.slug for section in pages.sections for field in section.fields}
    return [(f"/{where[each.where]}" if each.where in where else "", each.words) for each in corrections]


def _preview(pages: DraftPages) -> dict[str, Preview | Refusal | None]:
    """What the rules would say, once everything but the declarations is there."""
    if pages.left:
        return {"preview": None}
    declared = {s.slug: {f.name: True for f in s.fields} for s in pages.declarations}
    answers = pages.questions.read(pages.draft.answers | declared).answers
    try:
        return {"preview": preview(pages.draft, answers, pages.account, today()) if answers else None}
    except NotInForce as silent:
        return {"preview": None, "no_preview": silent}
