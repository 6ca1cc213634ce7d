"""Rows locked for the length of an act, and the sentence for a row that is not there.

Order of locks, the same for everybody, or two acts wait for each other: batches, then requests by key, then notice, then cases by key,
then their streams, then plans by key, then indicators by key, then series of numbers, and last of all the organisation's own chain.
Whoever takes the organisation's chain earlier locks nothing after it but what is new. An act on many rows (the close of a year, a
table) holds them all, kind by kind, before it begins. A case on its route is held by `flow.door`.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from workflow_app.models import Case, FundsRequest, PayeeAccount, PaymentBatch, Stream
from workflow_app.policy.refusals import NotFound

ORGANISATION = "organisation"


def held_request(request_id: int) -> FundsRequest:
    """The request for funds; NotFound otherwise."""
    related = "finance", "notice", "appropriation", "unit"
    found = FundsRequest.objects.select_for_update(of=("self",)).select_related(*related)
    one = found.filter(pk=request_id)
    request = (
        one.first() or one.first()
    )  # whoever waited while a year was closed looks for it beside its old indicator: once more
    if request is None:
        raise NotFound("没有这笔拨付申请，请刷新列表。")
    return request


def hold_requests_of(indicator: int) -> set[int]:
    """The keys of every request that names this indicator, locked in their order."""
    asked = FundsRequest.objects.select_for_update().filter(appropriation=indicator).order_by("pk")
    return set(asked.values_list("pk", flat=True))


def hold_requests(keys: Iterable[int]) -> None:
    """These requests, locked in the order of their keys."""
    list(FundsRequest.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk").values_list("pk", flat=True))


def hold_cases_of(requests: Iterable[int]) -> None:
    """The cases of several requests, locked in the order of their keys."""
    asked = Case.objects.filter(claims__notice_lines__funds_request__in=list(requests)).values("pk")
    list(Case.objects.select_for_update().filter(pk__in=asked).order_by("pk").values_list("pk", flat=True))


def held_batch(batch_id: int) -> PaymentBatch:
    """The batch and its stream; NotFound otherwise."""
    found = PaymentBatch.objects.select_for_update(of=("self", "stream")).select_related("stream", "request", "finance")
    batch = found.filter(pk=batch_id).first()
    if batch is None:
        raise NotFound("没有这个支付批次，请刷新列表。")
    return batch


def held_cases(request: FundsRequest) -> list[Case]:
    """The cases whose claims a request asks for: while it is acted on, no account of theirs is corrected and no duty taken. Locked with
    them, and not answered: the cases of the debts which that money is to meet."""
    asked = Case.objects.filter(claims__notice_lines__funds_request=request).values("pk")
    towards = PayeeAccount.objects.filter(case__in=asked).exclude(towards=None)
    owing = list(towards.values_list("towards__case", flat=True))
    rows = Case.objects.select_for_update(of=("self",)).order_by("pk")
    if not owing:
        return list(rows.filter(pk__in=asked))
    held, own = list(rows.filter(Q(pk__in=asked) | Q(pk__in=owing))), set(asked.values_list("pk", flat=True))
    return [case for case in held if case.pk in own]


def held_chain(stream_id: int) -> Stream:
    """The chain that an act is about to be recorded in."""
    return Stream.objects.select_for_update().get(pk=stream_id)


def held_stream() -> Stream:
    """The organisation's own chain: the last thing an act holds."""
    Stream.objects.get_or_create(key=ORGANISATION)
    return Stream.objects.select_for_update().get(key=ORGANISATION)
