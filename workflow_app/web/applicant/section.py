"""One page of a draft: its questions, its files, saved as typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from forms.correction import Correction
from forms.fields import Roster
from forms.posted import posted_values
from forms.questionnaire import Section
from forms.rendering import error_summary, shown_fields
from workflow_app.commands.attach import detach_file
from workflow_app.commands.draft import save_section
from workflow_app.models import Draft
from workflow_app.moment import now, today
from workflow_app.policy.refusals import NotPossibleNow, Refusal
from workflow_app.queries.applicant.conflicts import conflicts, digest
from workflow_app.queries.applicant.drafts import DraftPages, draft_pages
from workflow_app.queries.applicant.offered import offered
from workflow_app.queries.applicant.rejected_roster import rejected
from workflow_app.web.applicant.uploads import Taken, take_uploads
from workflow_app.web.paging import number_in
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_applicants


@dataclass(frozen=True)
class Said:
    """What a page is told besides the draft: words just typed, what is wrong with them, why they were not kept."""

    typed: Mapping[str, object] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    warnings: tuple[Correction, ...] = ()
    refusal: Refusal | None = None
    roster: dict[str, Any] | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def section(request: SignedIn, draft_id: int, slug: str) -> HttpResponse:
    """Show the page, or keep what it posts."""
    pages = draft_pages(draft_id, request.user, today())
    asked = pages.section(slug)
    if request.method == "POST":
        return _posted(request, pages, asked)
    return _page(request, pages, asked, _looked_at(request, pages, asked))


@require_http_methods(["POST"])
@for_applicants
def autosave(request: SignedIn, draft_id: int, slug: str) -> HttpResponse:
    """Keep what is typed so far; answers the line that says so, with the revision the page now stands on."""
    pages = draft_pages(draft_id, request.user, today())
    asked = pages.section(slug)
    try:
        draft = _save(request, pages, asked, _typed(request, asked))
    except NotPossibleNow as refusal:
        return render(request, "applicant/saved.html", {"refusal": refusal})
    return render(request, "applicant/saved.html", {"draft": draft, **_conflicts(replace(pages, draft=draft), asked)})


def _posted(request: SignedIn, pages: DraftPages, asked: Section) -> HttpResponse:
    typed = _typed(request, asked)
    back_to(request, lambda refusal: _page(request, pages, asked, Said(typed, refusal=refusal)))
    _save(request, pages, asked, typed)
    taken = take_uploads(request, pages, asked, at=now())
    _remove(request, pages.draft, asked)
    fresh = draft_pages(pages.draft.pk, request.user, today())
    wanted = request.POST.get("do", "next")
    wrong = fresh.read_page(asked.slug)
    if taken.corrections:
        answer = _page(request, fresh, asked, Said(corrections=taken.corrections))
        answer.status_code = 422
        return answer
    if taken.rejected or wanted != "next" or "remove" in request.POST:
        return redirect(_same_page(request, fresh.draft, asked, taken))
    if wrong.corrections:
        answer = _page(request, fresh, asked, Said(corrections=wrong.corrections, warnings=wrong.warnings))
        answer.status_code = 422
        return answer
    met = _conflicts(fresh, asked)
    if met["conflicts"] and request.POST.get("noticed") != met["noticed"]:
        return redirect(_same_page(request, fresh.draft, asked, taken) + "#conflicts")
    straight_on = "to_check" not in request.POST and not fresh.draft.correcting_id
    follows = fresh.after(asked.slug) if straight_on else ""
    return redirect("section", fresh.draft.pk, follows) if follows else redirect(_onward(fresh))


def _conflicts(pages: DraftPages, asked: Section) -> dict[str, object]:
    """Other cases in the way of what this page says, and the mark by which it is known that they were read."""
    found = conflicts(pages, asked)
    return {"conflicts": found, "noticed": digest(found)}


def _typed(request: SignedIn, asked: Section) -> dict[str, object]:
    return posted_values(asked, dict(request.POST.lists()))


def _save(request: SignedIn, pages: DraftPages, asked: Section, typed: dict[str, object]) -> Draft:
    """Keep the words. A page that says what the draft already holds is never stale: the same words, twice sent."""
    draft, posted = pages.draft, request.POST.get("revision", "")
    known = pages.raw(asked.slug)
    same = all(known.get(name) == value for name, value in typed.items())
    revision = number_in(posted)
    if same or revision is None:
        revision = draft.revision
    told = draft.supplied if draft.correcting_id else draft.answers
    if same and asked.slug in told:
        return draft
    return save_section(draft.pk, asked.slug, typed, revision=revision, by=request.user, at=now())


def _remove(request: SignedIn, draft: Draft, asked: Section) -> None:
    name, _, sha256 = request.POST.get("remove", "").partition(":")
    if sha256 and any(each.name == name for each in asked.fields):
        detach_file(draft.pk, asked.slug, name, sha256, by=request.user, at=now())


def _same_page(request: SignedIn, draft: Draft, asked: Section, taken: Taken) -> str:
    """Back to the page, at the question that was worked on."""
    at = request.POST.get("remove", "").partition(":")[0] or request.POST.get("do", "").partition(":")[2]
    query = f"?roster={taken.rejected}" if taken.rejected else "?to_check=1" if "to_check" in request.POST else ""
    return reverse("section", args=[draft.pk, asked.slug]) + query + (f"#q-{at}" if at else "")


def _onward(pages: DraftPages) -> str:
    """After the last page: check when all is there, else the list of what is not."""
    return reverse("draft" if pages.left else "check", args=[pages.draft.pk])


def _looked_at(request: SignedIn, pages: DraftPages, asked: Section) -> Said:
    """Errors are shown when asked for (from the task list, from check), and those of a roster just sent."""
    corrections: tuple[Correction, ...] = ()
    warnings: tuple[Correction, ...] = ()
    if "check" in request.GET and pages.raw(asked.slug):
        found = pages.read_page(asked.slug)
        corrections, warnings = found.corrections, found.warnings
    name, _, number = request.GET.get("roster", "").partition("-")
    roster = next((each for each in asked.fields if each.name == name and isinstance(each, Roster)), None)
    key = number_in(number)
    if roster is None or key is None:
        return Said(corrections=corrections, warnings=warnings)
    file, reading = rejected(pages.draft, key, roster)
    many = len(reading.corrections) + reading.more_corrections
    summary = Correction(name, f"“{file.name}”有{many}处需要改正，这份名单没有采用。改好后重新上传。")
    told = {"name": name, "file": file, "many": many, "corrections": reading.corrections}
    return Said(corrections=(*corrections, summary), roster=told | {"more": reading.more_corrections})


def _page(request: SignedIn, pages: DraftPages, asked: Section, said: Said) -> HttpResponse:
    kept = pages.raw(asked.slug)
    typed, offers = {**kept, **said.typed}, offered(asked, pages.item, pages.procedure, request.user, today())
    fields = shown_fields(asked, typed, said.corrections, said.warnings, pages.earlier(asked.slug), offers)
    slugs = [each.slug for each in pages.sections]
    told = {
        "pages": pages,
        "draft": pages.draft,
        "title": pages.item.title_on(today()),
        "section": asked,
        "defects": [each for each in pages.defects if each.section == asked.slug],
        "place": slugs.index(asked.slug) + 1,
        "places": len(slugs),
        "fields": fields,
        "errors": error_summary(fields),
        "upload_bytes": settings.UPLOAD_BYTES,
        "refusal": said.refusal,
        "others": _said_elsewhere(asked, kept, said.typed) if said.refusal else (),
        "roster": said.roster,
        **_conflicts(pages, asked),
        "to_check": "to_check" in request.GET or "to_check" in request.POST,
    }
    return render(request, "applicant/section.html", told)


def _said_elsewhere(asked: Section, kept: Mapping[str, Any], typed: Mapping[str, object]) -> list[tuple[str, str]]:
    """(question, what the other device kept) where the words differ."""
    differing = (each for each in asked.fields if each.name in typed and typed[each.name] != kept.get(each.name))
    return [
        (each.label, str(kept.get(each.name) or "（空）"))
        for each in differing
        if isinstance(kept.get(each.name, ""), str)
    ]
