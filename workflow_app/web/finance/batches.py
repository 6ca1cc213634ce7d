"""支付批次 and 退汇: what was built, released, answered, and what came back."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from documents.capitals import renminbi
from workflow_app.policy.money import fen_of
from workflow_app.policy.refusals import Refusal
from workflow_app.queries.finance import payments
from workflow_app.queries.finance.audit_packages import DESKS, packages_of
from workflow_app.queries.finance.bank_profiles import profile_of
from workflow_app.queries.finance.release_checks import checks, page_of, releasers, why_not_release
from workflow_app.queries.item_titles import title_of_notice
from workflow_app.queries.newest import newest
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def batches(request: SignedIn) -> HttpResponse:
    """Newest first."""
    before = first_row(request, "before", otherwise=0)
    rows, following = newest(payments.batches(place_of(request)), before)
    said = {"rows": rows, "following": following, "paged": before}
    return show(request, "finance/batches.html", "finance_batches", said)


@require_safe
@for_officers
def batch(request: SignedIn, batch_id: int) -> HttpResponse:
    """One batch: its checklist, its frozen list, and the act that is next."""
    return batch_page(request, batch_id)


@require_safe
@for_officers
def returned(request: SignedIn) -> HttpResponse:
    """Transfers that came back, each with what it waits for."""
    rows = []
    for line in payments.returned(place_of(request))[: payments.MOST]:
        account = list(line.claim.case.payee_accounts.all())[-1]
        rows.append((line, account if line.settled_at and account.at > line.settled_at else None))
    said = {"rows": rows, "most": payments.MOST}
    return show(request, "finance/returned.html", "finance_returned", said)


def batch_page(request: SignedIn, batch_id: int, refusal: Refusal | None = None) -> HttpResponse:
    """The page, after a refusal with its sentence on top."""
    place = place_of(request)
    found = payments.batch_of(place, batch_id)
    start = first_row(request)
    lines, following = page_of(found, start)
    may_release = "batch_release" in place.roles
    may_pack = bool(found.file_sha256 and place.roles & set(DESKS))
    files = list(found.bank_files.order_by("number"))
    said = {
        "batch": found,
        "item": title_of_notice(found.request.notice.item, found.request.notice.opened_on),
        "checks": checks(found),
        "lines": lines,
        "following": following,
        "paged": start > 1,
        "capitals": renminbi(fen_of(found.total)),
        "may_release": may_release,
        "may_read": "batch_draft" in place.roles,
        "may_discard": place.roles & {"batch_draft", "batch_release"},
        "may_download": place.roles & {"batch_draft", "batch_release"},
        "may_pack": may_pack,
        "packages": packages_of(found) if may_pack else None,
        "releasers": releasers(found, place.on),
        "sheet": payments.sheet_of(found),
        "outcomes": payments.outcomes(found) if any(file.answered_by_id for file in files) else [],
        "why_not": why_not_release(found, request.user, place.on, may_release),
        "files": files,
        "profile": profile_of(found),
        "presented": payments.presented(found),
        "returns": found.returns.select_related("read_by"),
        "refusal": refusal,
        "kept": request.POST,
    }
    return show(request, "finance/batch.html", "finance_batches", said)
