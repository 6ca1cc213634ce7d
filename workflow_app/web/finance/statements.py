"""对账: the bank's statement in, and what it says against released batches."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.bank.statement import statement_profile
from workflow_app.commands.read_statement import read_statement
from workflow_app.moment import now
from workflow_app.policy.refusals import NotAllowed, Refusal
from workflow_app.queries.finance import statements as found
from workflow_app.queries.newest import newest
from workflow_app.web.finance.returns import uploaded
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def statements(request: SignedIn) -> HttpResponse:
    """Batches beside the statements, then what names no batch."""
    return statements_page(request)


@require_POST
@for_officers
def take_in(request: SignedIn) -> HttpResponse:
    """Read a statement in; its page tells of every transaction."""
    back_to(request, lambda refusal: statements_page(request, refusal))
    units = place_of(request).units("batch_draft")
    if not units:
        raise NotAllowed("对账单由支付编制岗导入，您不在这个岗位上。")
    data, at = uploaded(request, "statement", "请选择从网上银行下载的对账单，再导入。"), now()

    def do() -> dict[str, int]:
        return {"statement": read_statement(units[0], data, by=request.user, at=at).pk}

    done = act_once(request, "read_statement", [units[0], hashlib.sha256(data).hexdigest()], do, at=at)
    messages.success(request, _("对账单已读入，没有改动批次和账目。"))
    return redirect("finance_statement", done["statement"])


@require_safe
@for_officers
def statement(request: SignedIn, statement_id: int) -> HttpResponse:
    """One statement, transaction by transaction."""
    one = found.statement_of(place_of(request), statement_id)
    before = first_row(request, "before", otherwise=0)
    rows, following = newest(one.rows.select_related("batch").order_by("-pk"), before)
    said = {"statement": one, "rows": found.judged(rows), "following": following, "paged": before}
    return show(request, "finance/statement.html", "finance_statements", said)


def statements_page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    """The page, after a refusal with its sentence on top."""
    place = place_of(request)
    said = {
        "compared": found.compared(place),
        "disputed": found.disputed(place),
        "strangers": found.judged(found.strangers(place)[: found.MOST]),
        "read": found.statements(place)[: found.MOST],
        "profile": statement_profile(),
        "may_read": "batch_draft" in place.roles,
        "refusal": refusal,
    }
    return show(request, "finance/statements.html", "finance_statements", said)
