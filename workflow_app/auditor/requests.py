"""The requests for funds: their lines make their sum, and their chain says how far each has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.acts import Act, acts_on, done, last, written
from workflow_app.auditor.books import Books, fen, yuan

REQUESTS = """
SELECT r.id, r.state, r.count, r.total, r.by_id, r.at, r.checked_by_id, r.checked_at,
       r.approved_by_id, r.approved_at, r.returned_by_id, r.returned_at,
       l.lines, l.asked, b.standing, s.reserved
FROM workflow_app_fundsrequest r
LEFT JOIN (
    SELECT funds_request_id, COUNT(*) AS lines, SUM(amount) AS asked FROM workflow_app_noticeline GROUP BY funds_request_id
) l ON l.funds_request_id = r.id
LEFT JOIN (
    SELECT request_id, COUNT(*) AS standing FROM workflow_app_paymentbatch WHERE state <> 'discarded' GROUP BY request_id
) b ON b.request_id = r.id
LEFT JOIN (
    SELECT DISTINCT x.funds_request_id, p.appropriation_id AS reserved FROM workflow_app_noticeline x
    JOIN workflow_app_posting p ON p.claim_id = x.claim_id AND p.target = 'reserved'
) s ON s.funds_request_id = r.id AND s.reserved = r.appropriation_id
ORDER BY r.id
"""
# The acts on a request in their order, and where each leaves it.
VERBS = ("request_funds", "check_funds", "approve_payment", "return_funds_request")
STATES = ("sent", "checked", "approved", "returned")


@dataclass(frozen=True, slots=True)
class Request:
    """A request beside its lines (None where it has none), its batches that were not discarded, and its indicator, where money for
    its lines was set aside there."""

    key: int
    state: str
    count: int
    total: Any
    by: int
    at: Any
    checked_by: int | None
    checked_at: Any
    approved_by: int | None
    approved_at: Any
    returned_by: int | None
    returned_at: Any
    lines: int | None
    asked: Any
    batches: int | None
    reserved_at: int | None


def found(books: Books) -> Iterator[str]:
    """A sentence for every request that its lines, its batches or its chain contradict."""
    requests = books.read(Request, REQUESTS)
    for request, (_key, acts) in zip(requests, acts_on(books, "workflow_app_fundsrequest"), strict=True):
        for wrong in _wrong(request, acts):
            yield f"拨付申请 {request.key} {wrong}"


def _wrong(request: Request, acts: Sequence[Act]) -> Iterator[str]:
    total, asked = fen(request.total), fen(request.asked)
    if request.state == "returned":
        if request.lines:
            yield "已退回，却还列着明细"
    elif (request.count, total) != (request.lines or 0, asked):
        yield f"的总额 {yuan(total)} 与所列明细合计 {yuan(asked)} 不一致（{request.count}笔，所列{request.lines or 0}笔）"
    elif request.reserved_at is None:
        yield "的指标不是为它的明细预留资金的指标"
    if request.batches and request.state != "approved":
        yield "没有通过国库审核，却编制了支付批次"
    if request.approved_by is not None and request.approved_by in (request.by, request.checked_by):
        yield "由同一个人提请、审核或国库审核"
    yield from _as_told(request, acts)


def _as_told(request: Request, acts: Sequence[Act]) -> Iterator[str]:
    told = tuple(last(acts, verb) for verb in VERBS)
    asked = told[0]
    state = next((STATES[n] for n in reversed(range(len(VERBS))) if told[n]), "")
    rows = (
        written(request.by, request.at),
        written(request.checked_by, request.checked_at),
        written(request.approved_by, request.approved_at),
        written(request.returned_by, request.returned_at),
    )
    sums = [(act.body.get("count", request.count), fen(act.body["total"])) for act in told if act]
    if (
        asked is None
        or request.state != state
        or rows != tuple(done(act) for act in told)
        or any(each != (request.count, fen(request.total)) for each in sums)
    ):
        yield "的状态、金额或经手人与记录不同"
