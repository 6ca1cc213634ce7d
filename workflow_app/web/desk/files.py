"""A file of a case, shown in its page or saved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from workflow_app.models import StoredFile, vault
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.scope import visible_case
from workflow_app.web.desk.place import place_of
from workflow_app.web.download import bytes_answer, without_page_policy
from workflow_app.web.who import for_officers


@without_page_policy
@require_safe
@for_officers
def case_file(request: HttpRequest, number: str, file_id: int) -> HttpResponse:
    """The stored bytes, for whoever may see the case; `?save` offers them as a file."""
    case = visible_case(number, request.user, place_of(request).on)
    found = StoredFile.objects.filter(case=case, pk=file_id).first()
    if found is None:
        raise NotFound("这个办件没有这份材料，请刷新页面核对。")
    return bytes_answer(vault.get(found.sha256), found.kind, found.name, save="save" in request.GET)
