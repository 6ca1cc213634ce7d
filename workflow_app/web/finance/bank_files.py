"""The bank's files out: the stored bytes, and in the demonstration what a bank would answer."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from workflow_app.models import BatchState, vault
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow
from workflow_app.queries.finance import payments, simulated_bank
from workflow_app.queries.finance.bank_profiles import profile_of
from workflow_app.web.download import bytes_answer
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def bank_file(request: SignedIn, batch_id: int, number: int = 1) -> HttpResponse:
    """One file of a batch, for those who build and release; whole account numbers stand in it."""
    place = place_of(request)
    batch = payments.batch_of(place, batch_id)
    if not place.roles & {"batch_draft", "batch_release"}:
        raise NotAllowed("银行文件含完整账号，只有支付编制岗和支付复核岗可以下载。")
    if not batch.file_sha256:
        raise NotPossibleNow(f"批次 {batch.number} 的银行文件还没有生成，请稍后刷新。")
    file = batch.bank_files.filter(number=number).first()
    if file is None:
        raise NotFound(f"批次 {batch.number} 没有第{number}个银行文件。")
    return bytes_answer(vault.get(file.sha256), profile_of(batch).extension, file.name, save=True)


@require_safe
@for_officers
def simulated_answer(request: SignedIn, batch_id: int) -> HttpResponse:
    """What a bank would send back, in the demonstration alone: all paid, but for the row named in `?back=`."""
    batch = payments.batch_of(place_of(request), batch_id)
    if not settings.DEMO or batch.state != BatchState.WRITTEN:
        raise NotPossibleNow("只有演示系统里已送银行的批次，才有模拟的回盘文件。")
    back = number_in(request.GET.get("back", ""))
    data = simulated_bank.simulated_answer(batch, lambda ordinal: ordinal == back)
    extension = profile_of(batch).extension
    return bytes_answer(data, extension, f"回盘{batch.number}.{extension}", save=True)
