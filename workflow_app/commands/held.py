"""Rows locked for the length of an act, and the sentence for a row that is not there.

Order of locks: batch or request, then notice, then cases by key, then streams. A case on its route is held by `flow.door`.
"""

from __future__ import annotations

from workflow_app.models import Case, FundsRequest, PaymentBatch, Stream
from workflow_app.policy.refusals import NotFound

ORGANISATION = "organisation"


def held_request(request_id: int) -> FundsRequest:
    """The request for funds; NotFound otherwise."""
    related = "finance", "notice", "appropriation", "unit"
    found = FundsRequest.objects.select_for_update(of=("self",)).select_related(*related)
    request = found.filter(pk=request_id).first()
    if request is None:
        raise NotFound("没有这笔拨付申请，请刷新列表。")
    return request


def held_batch(batch_id: int) -> PaymentBatch:
    """The batch and its stream; NotFound otherwise."""
    found = PaymentBatch.objects.select_for_update(of=("self", "stream")).select_related("stream", "request", "finance")
    batch = found.filter(pk=batch_id).first()
    if batch is None:
        raise NotFound("没有这个支付批次，请刷新列表。")
    return batch


def held_cases(request: FundsRequest) -> list[Case]:
    """The cases whose claims a request asks for: while it is acted on, no account of theirs is corrected and no duty taken."""
    asked = Case.objects.filter(claims__notice_lines__funds_request=request).values("pk")
    return list(Case.objects.select_for_update(of=("self",)).filter(pk__in=asked).order_by("pk"))


def held_chain(stream_id: int) -> Stream:
    """The chain that an act is about to be recorded in."""
    return Stream.objects.select_for_update().get(pk=stream_id)


def held_stream() -> Stream:
    """The organisation's own chain."""
    Stream.objects.get_or_create(key=ORGANISATION)
    return Stream.objects.select_for_update().get(key=ORGANISATION)
