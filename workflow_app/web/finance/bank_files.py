"""The bank's file out, its answer in."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.bank.gb18030_csv import LARGEST_BYTES
from workflow_app.commands.read_return import read_return
from workflow_app.models import BatchState, LineState, vault
from workflow_app.moment import now
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.finance import payments, simulated_bank
from workflow_app.web.download import bytes_answer
from workflow_app.web.finance.batches import batch_page
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of
from workflow_app.web.refused import back_to
from workflow_app.web.upload_limit import too_large, words_for
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def bank_file(request: SignedIn, batch_id: int) -> HttpResponse:
    """The stored bytes, for those who build and release; whole account numbers stand in it."""
    place = place_of(request)
    batch = payments.batch_of(place, batch_id)
    if not place.roles & {"batch_draft", "batch_release"}:
        raise NotAllowed("银行文件含完整账号，只有支付编制岗和支付复核岗可以下载。")
    if not batch.file_sha256:
        raise NotPossibleNow(f"批次 {batch.number} 的银行文件还没有生成，请稍后刷新。")
    return bytes_answer(vault.get(batch.file_sha256), "csv", f"{batch.number}.csv", save=True)


@require_POST
@for_officers
def return_file(request: SignedIn, batch_id: int) -> HttpResponse:
    """Read the answer in: every line settles, or nothing changes."""
    payments.batch_of(place_of(request), batch_id)
    back_to(request, lambda refusal: batch_page(request, batch_id, refusal))
    data, at = _uploaded(request), now()

    def do() -> dict[str, int]:
        settled = read_return(batch_id, data, by=request.user, at=at)
        back = settled.lines.filter(state=LineState.RETURNED).count()
        return {"paid": settled.count - back, "returned": back}

    done = act_once(request, "read_return", [batch_id, hashlib.sha256(data).hexdigest()], do, at=at)
    messages.success(request, _("回盘已入账：到账%(paid)s笔，退汇%(returned)s笔。") % done)
    return redirect("finance_batch", batch_id)


@require_safe
@for_officers
def simulated_answer(request: SignedIn, batch_id: int) -> HttpResponse:
    """What a bank would send back, in the demonstration alone: all paid, but for the row named in `?back=`."""
    batch = payments.batch_of(place_of(request), batch_id)
    if not settings.DEMO or batch.state != BatchState.WRITTEN:
        raise NotPossibleNow("只有演示系统里已送银行的批次，才有模拟的回盘文件。")
    back = number_in(request.GET.get("back", ""))
    data = simulated_bank.simulated_answer(batch, lambda ordinal: ordinal == back)
    return bytes_answer(data, "csv", f"回盘{batch.number}.csv", save=True)


def _uploaded(request: SignedIn) -> bytes:
    if name := too_large(request).get("answer"):
        raise NotUnderstood(words_for(name))
    upload = request.FILES.get("answer")
    if upload is None:
        raise NotUnderstood("请选择银行的回盘文件（CSV），再导入。")
    if (upload.size or 0) > LARGEST_BYTES:
        raise NotUnderstood("回盘文件超过20MB，不像是本批次的回盘。请核对后重新选择。")
    return upload.read()
