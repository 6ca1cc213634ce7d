"""办事指南, before anybody signs in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow_app.moment import today
from workflow_app.queries.public.item_page import guide


@require_safe
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, with a button for each procedure."""
    return render(request, "public/item.html", {"guide": guide(slug, today())})
