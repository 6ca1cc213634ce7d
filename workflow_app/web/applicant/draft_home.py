"""A draft's home: which pages there are, how far each is, where to go on."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow_app.moment import today
from workflow_app.queries.applicant.drafts import draft_pages
from workflow_app.web.who import SignedIn, for_applicants


@require_safe
@for_applicants
def draft_home(request: SignedIn, draft_id: int) -> HttpResponse:
    """The task list."""
    pages = draft_pages(draft_id, request.user, today())
    left = pages.left
    said = {
        "pages": pages,
        "draft": pages.draft,
        "title": pages.item.title_on(today()),
        "tasks": pages.tasks,
        "left": left,
        "next": left[0] if left else None,
    }
    return render(request, "applicant/draft.html", said)
