"""回盘: choose the bank's file, read what it says, then post it; nothing is posted before everything matches."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.bank.transfer import LARGEST_BYTES
from workflow_app.commands.present_return import present_return
from workflow_app.commands.read_return import read_return
from workflow_app.models import BatchState, PaymentBatch, PresentedReturn, vault
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, NotUnderstood, Refusal
from workflow_app.queries.finance import payments
from workflow_app.queries.finance.return_page import page_of_return
from workflow_app.queries.finance.returned_files import posted_before
from workflow_app.web.finance.batches import batch_page
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.upload_limit import too_large, words_for
from workflow_app.web.who import SignedIn, for_officers


@require_POST
@for_officers
def present(request: SignedIn, batch_id: int) -> HttpResponse:
    """Take the file in and show what it says."""
    payments.batch_of(place_of(request), batch_id)
    back_to(request, lambda refusal: batch_page(request, batch_id, refusal))
    data, at = uploaded(request, "answer", "请选择银行的回盘文件，再核对。"), now()

    def do() -> dict[str, int]:
        return {"presented": present_return(batch_id, data, by=request.user, at=at).pk}

    done = act_once(request, "present_return", [batch_id, hashlib.sha256(data).hexdigest()], do, at=at)
    return redirect("finance_presented", batch_id, done["presented"])


@require_safe
@for_officers
def presented(request: SignedIn, batch_id: int, presented_id: int) -> HttpResponse:
    """What matches, what does not and why, what to ask the bank for."""
    return presented_page(request, batch_id, presented_id)


@require_POST
@for_officers
def confirm(request: SignedIn, batch_id: int, presented_id: int) -> HttpResponse:
    """Post what was looked at: every line of the files it answers settles, or nothing changes."""
    shown = _shown(payments.batch_of(place_of(request), batch_id), presented_id)
    back_to(request, lambda refusal: presented_page(request, batch_id, presented_id, refusal))
    data, at = vault.get(shown.sha256), now()

    def do() -> dict[str, Any]:
        settled = read_return(batch_id, data, by=request.user, at=at)
        posted = posted_before(shown.sha256)
        assert posted is not None
        told = payments.answered_by(posted)
        return told | {"left": settled.state != BatchState.SETTLED}

    done = act_once(request, "read_return", [batch_id, shown.sha256], do, at=at)
    messages.success(request, _("回盘已入账：到账%(paid)s笔，退汇%(returned)s笔。") % done)
    if done["left"]:
        messages.info(request, _("本批次还有文件没有回盘，收到后继续导入。"))
    return redirect("finance_batch", batch_id)


def presented_page(request: SignedIn, batch_id: int, presented_id: int, refusal: Refusal | None = None) -> HttpResponse:
    """The page, after a refusal with its sentence on top."""
    place = place_of(request)
    batch = payments.batch_of(place, batch_id)
    shown = _shown(batch, presented_id)
    said = {
        "batch": batch,
        "shown": shown,
        "page": page_of_return(batch, shown, vault.get(shown.sha256)),
        "may_read": "batch_draft" in place.roles,
        "refusal": refusal,
    }
    return show(request, "finance/return.html", "finance_batches", said)


def uploaded(request: SignedIn, name: str, nothing: str) -> bytes:
    """The bytes chosen under that name; NotUnderstood with `nothing` where none were, or when they are too many."""
    if file := too_large(request).get(name):
        raise NotUnderstood(words_for(file))
    upload = request.FILES.get(name)
    if upload is None:
        raise NotUnderstood(nothing)
    if (upload.size or 0) > LARGEST_BYTES:
        raise NotUnderstood("文件超过20MB，不像是银行给的文件。请核对后重新选择。")
    return upload.read()


def _shown(batch: PaymentBatch, presented_id: int) -> PresentedReturn:
    found = batch.presented.select_related("by", "file").filter(pk=presented_id).first()
    if found is None:
        raise NotFound("没有找到这份回盘文件，请回到批次重新选择。")
    return found
