"""The front page: for strangers what there is, for applicants what is theirs, for officers their desk."""

from __future__ import annotations

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from workflow_app.moment import today
from workflow_app.queries.applicant.my_cases import ToDo
from workflow_app.queries.applicant.my_cases import home as home_of
from workflow_app.queries.public.items import offered
from workflow_app.web.paging import number_in

DESK = "/desk/"
LEADS_TO = {"correct": "draft", "account": "account", "case": "case"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One address, three faces."""
    items = offered(today())
    if not request.user.is_authenticated:
        return render(request, "frame/welcome.html", {"items": items, "pages": _of_families("public_pages")})
    if request.user.is_officer:
        return redirect(DESK)
    mine = home_of(request.user, today(), number_in(request.GET.get("before", "")))
    told = {
        "items": items,
        "drafts": mine.drafts,
        "cases": mine.cases,
        "older": mine.older,
        "pages": _of_families("own_pages"),
    }
    return render(request, "applicant/home.html", told | {"todo": [_row(each) for each in mine.todo]})


def _of_families(kept_in: str) -> list[tuple[str, str, str]]:
    """Pages about what follows a decision: (address, title, what it shows) in a family's `own_pages` or `public_pages`."""
    return [page for config in apps.get_app_configs() for page in getattr(config, kept_in, ())]


def _row(todo: ToDo) -> dict[str, object]:
    url = reverse(LEADS_TO[todo.kind], args=[todo.key])
    return {"url": url, "words": todo.words, "title": todo.title, "number": todo.number, "due_on": todo.due_on}
