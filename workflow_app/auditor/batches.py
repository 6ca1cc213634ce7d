"""The payment batches: built by one, released by another, of the lines they hold, and as far as their chain says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.acts import Act, acts_on, done, last, written
from workflow_app.auditor.books import Books, fen

STATES = {
    "drafted": "待放款",
    "released": "已放款",
    "written": "已送银行",
    "settled": "已结清",
    "discarded": "已作废",
}
BATCHES = """
SELECT b.id, b.number, b.state, b.count, b.total, b.drafted_by_id, b.drafted_at, b.released_by_id, b.released_at, b.file_sha256,
       b.settled_at, b.discarded_by_id, b.discarded_at, l.lines, l.sum, l.paid, l.returned
FROM workflow_app_paymentbatch b
LEFT JOIN (
    SELECT batch_id, COUNT(*) AS lines, SUM(amount) AS sum, SUM(CASE WHEN state = 'paid' THEN 1 ELSE 0 END) AS paid,
           SUM(CASE WHEN state = 'returned' THEN 1 ELSE 0 END) AS returned
    FROM workflow_app_paymentline GROUP BY batch_id
) l ON l.batch_id = b.id
ORDER BY b.id
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch beside the count and sum of its lines (None where it has none)."""

    key: int
    number: str
    state: str
    count: int
    total: Any
    drafted_by: int
    drafted_at: Any
    released_by: int | None
    released_at: Any
    file_sha256: str
    settled_at: Any
    discarded_by: int | None
    discarded_at: Any
    lines: int | None
    sum: Any
    paid: int | None
    returned: int | None


def found(books: Books) -> Iterator[str]:
    """A sentence for every batch that its lines or its chain contradict."""
    batches = books.read(Batch, BATCHES)
    for batch, (_key, acts) in zip(batches, acts_on(books, "workflow_app_paymentbatch"), strict=True):
        for wrong in _wrong(batch, acts):
            yield f"批次 {batch.number} {wrong}"


def _wrong(batch: Batch, acts: Sequence[Act]) -> Iterator[str]:
    if (batch.count, fen(batch.total)) != (batch.lines or 0, fen(batch.sum)):
        yield "的合计与明细不一致"
    yield from _persons(batch, acts)
    yield from _state(batch, acts)
    yield from _sums(batch, acts)


def _persons(batch: Batch, acts: Sequence[Act]) -> Iterator[str]:
    drafted, released, discarded = (last(acts, verb) for verb in ("draft_batch", "release_batch", "discard_batch"))
    if batch.drafted_by == batch.released_by or (drafted and released and drafted.by == released.by):
        yield "由同一个人编制和放款"
    rows = (
        written(batch.drafted_by, batch.drafted_at),
        written(batch.released_by, batch.released_at),
        written(batch.discarded_by, batch.discarded_at),
    )
    if rows != (done(drafted), done(released), done(discarded)):
        yield "的编制、放款或作废由谁、何时，与记录不同"


def _state(batch: Batch, acts: Sequence[Act]) -> Iterator[str]:
    """How far it has come, out of its acts alone: settled once as many lines were answered as it holds."""
    answers = [act for act in acts if act.verb == "read_return"]
    answered = sum(act.body["paid"] + act.body["returned"] for act in answers)
    verbs = {act.verb for act in acts}
    if "discard_batch" in verbs:
        state = "discarded"
    elif "write_bank_file" in verbs:
        state = "settled" if answered == batch.count else "written"
    else:
        state = "released" if "release_batch" in verbs else "drafted"
    if batch.state != state:
        yield f"记为“{STATES.get(batch.state, batch.state)}”，按记录应是“{STATES[state]}”"
    settled_at = answers[-1].at if state == "settled" else None
    if written(None, batch.settled_at)[1] != settled_at:
        yield "的结清时间与记录不同"


def _sums(batch: Batch, acts: Sequence[Act]) -> Iterator[str]:
    told = [(act.body["count"], fen(act.body["total"])) for act in acts if "total" in act.body]
    if any(each != (batch.count, fen(batch.total)) for each in told):
        yield "的笔数或总额与记录不同"
    answers = [act.body for act in acts if act.verb == "read_return"]
    paid, returned = (sum(body[name] for body in answers) for name in ("paid", "returned"))
    if (batch.paid or 0, batch.returned or 0) != (paid, returned):
        yield f"有{batch.paid or 0}笔到账、{batch.returned or 0}笔退汇，按回盘记录是{paid}笔、{returned}笔"
    file = last(acts, "write_bank_file")
    if batch.file_sha256 != (file.body["sha256"] if file else ""):
        yield "的支付文件指纹与记录不同"
