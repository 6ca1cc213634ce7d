"""An issued paper, inline or page by page as pictures, for whoever may see what it belongs to."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from workflow_app.models import vault
from workflow_app.moment import today
from workflow_app.queries.paper_file import visible_paper
from workflow_app.web.download import bytes_answer, without_page_policy
from workflow_app.web.page_picture import Leaf, picture_answer
from workflow_app.web.who import SignedIn


@without_page_policy
@require_safe
@login_required
def paper(request: SignedIn, paper_id: int) -> HttpResponse:
    """The stored bytes; `?save` offers them as a file."""
    found = visible_paper(paper_id, request.user, today())
    name = f"{found.title} {found.number}.pdf"
    return bytes_answer(vault.get(found.sha256), "pdf", name, save="save" in request.GET)


@require_safe
@login_required
def paper_page(request: SignedIn, paper_id: int, page: int) -> HttpResponse:
    """One page of it."""
    found = visible_paper(paper_id, request.user, today())
    return picture_answer(request, found.sha256, Leaf(page, found.pages))
