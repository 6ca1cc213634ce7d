"""What a draft hands out: its own files, the roster's template, a roster with its errors written in."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from forms.fields import Roster
from forms.roster.write import template_xlsx
from workflow_app.models import vault
from workflow_app.moment import today
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.applicant.drafts import DraftPages, draft_pages
from workflow_app.queries.applicant.rejected_roster import annotated
from workflow_app.web.download import bytes_answer, without_page_policy
from workflow_app.web.who import SignedIn, for_applicants


@without_page_policy
@require_safe
@for_applicants
def draft_file(request: SignedIn, draft_id: int, sha256: str) -> HttpResponse:
    """A file of one's own draft."""
    file = draft_pages(draft_id, request.user, today()).files().get(sha256)
    if file is None:
        raise NotFound("这份草稿里没有这个文件，可能已经移除。请回到申报页面查看。")
    return bytes_answer(vault.get(sha256), file["kind"], file["name"])


@require_safe
@for_applicants
def roster_template(request: SignedIn, draft_id: int, slug: str, name: str) -> HttpResponse:
    """An empty workbook with the headings and how to fill them in."""
    roster = _roster(draft_pages(draft_id, request.user, today()), slug, name)
    return bytes_answer(template_xlsx(roster), "xlsx", f"{roster.label}模板.xlsx", save=True)


@require_safe
@for_applicants
def roster_errors(request: SignedIn, draft_id: int, slug: str, name: str, file_id: int) -> HttpResponse:
    """The person's own rows again, every error beside its line."""
    pages = draft_pages(draft_id, request.user, today())
    file_name, workbook = annotated(pages.draft, file_id, _roster(pages, slug, name))
    return bytes_answer(workbook, "xlsx", file_name, save=True)


def _roster(pages: DraftPages, slug: str, name: str) -> Roster:
    for field in pages.section(slug).fields:
        if field.name == name and isinstance(field, Roster):
            return field
    raise NotFound("这一页没有名单，请回到申报首页。")
