"""A file of a case: its pages as pictures, a photograph as it is, everything else saved."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from workflow_app.models import StoredFile, vault
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.scope import visible_case
from workflow_app.web.download import bytes_answer
from workflow_app.web.page_picture import Leaf, picture_answer
from workflow_app.web.place import place_of
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def case_file(request: SignedIn, number: str, file_id: int) -> HttpResponse:
    """The stored bytes, for whoever may see the case. Only a photograph, which we wrote ourselves, is shown in the page."""
    found = _file(request, number, file_id)
    save = "save" in request.GET or found.kind != "jpeg"
    return bytes_answer(vault.get(found.sha256), found.kind, found.name, save=save)


@require_safe
@for_officers
def file_page(request: SignedIn, number: str, file_id: int, page: int) -> HttpResponse:
    """One page of a PDF of the case."""
    found = _file(request, number, file_id)
    if found.kind != "pdf":
        raise NotFound("这份材料不能分页显示，请下载后查看。")
    return picture_answer(request, found.sha256, Leaf(page, found.pages))


def _file(request: SignedIn, number: str, file_id: int) -> StoredFile:
    case = visible_case(number, request.user, place_of(request).on)
    found = StoredFile.objects.filter(case=case, pk=file_id).first()
    if found is None:
        raise NotFound("这个办件没有这份材料，请刷新页面核对。")
    return found
