"""The payment lines: each for what was determined and stood on notice, to the account as it stood, in the state of its batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.books import Books, day, day_of, fen, yuan

LINE_SEALED, ACCOUNT_SEALED = "workflow_app_paymentline.account", "workflow_app_payeeaccount.account"
STATES = {"drafted": "待放款", "released": "在途", "paid": "已到账", "returned": "退汇", "discarded": "作废"}
# What a line may be while its batch is that; a batch that is written may be answered in part.
OF_A_BATCH = {
    "drafted": ("drafted",),
    "released": ("released",),
    "written": ("released", "paid", "returned"),
    "settled": ("paid", "returned"),
    "discarded": ("discarded",),
}
LINES = """
SELECT b.number, b.state, b.request_id, b.released_at, l.ordinal, l.state, l.amount, l.payee, l.account, l.account_index, l.bank,
       l.settled_at, l.claim_id, l.instalment_id, COALESCE(i.amount, k.amount), k.state, x.funds_request_id, x.amount, x.state, n.ends_on,
       a.payee, a.account_index, a.bank, f.state, f.claim_id, f.instalment_id, g.id
FROM workflow_app_paymentline l JOIN workflow_app_paymentbatch b ON b.id = l.batch_id
JOIN workflow_app_claim k ON k.id = l.claim_id
LEFT JOIN workflow_app_instalment i ON i.id = l.instalment_id
LEFT JOIN workflow_app_noticeline x ON x.claim_id = k.id AND x.state <> 'void'
LEFT JOIN workflow_app_notice n ON n.id = x.notice_id
LEFT JOIN workflow_app_payeeaccount a ON a.id = (
    SELECT MAX(e.id) FROM workflow_app_payeeaccount e WHERE e.case_id = k.case_id AND e.at <= b.drafted_at
)
LEFT JOIN workflow_app_paymentline f ON f.id = l.reissue_of_id
LEFT JOIN workflow_app_paymentline g ON g.id = (
    SELECT MAX(e.id) FROM workflow_app_paymentline e
    WHERE e.claim_id = l.claim_id AND COALESCE(e.instalment_id, 0) = COALESCE(l.instalment_id, 0)
      AND e.id < l.id AND e.state <> 'discarded' AND l.reissue_of_id IS NULL
)
ORDER BY l.batch_id, l.ordinal, x.id
"""
ACCOUNTS = """
SELECT c.number, a.account, a.account_index FROM workflow_app_payeeaccount a JOIN workflow_app_case c ON c.id = a.case_id ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A transfer beside its batch, its claim or the part of it that is owed, the claim's line on notice, the account as it stood, and
    the transfer it follows."""

    batch: str
    batch_state: str
    request: int
    released_at: Any
    ordinal: int
    state: str
    amount: Any
    payee: str
    account: str
    account_index: str
    bank: str
    settled_at: Any
    claim: int
    part: int | None
    owed: Any
    claim_state: str
    noticed_request: int | None
    noticed: Any
    notice_state: str | None
    notice_ends: Any
    known_payee: str | None
    known_index: str | None
    known_bank: str | None
    before_state: str | None
    before_claim: int | None
    before_part: int | None
    unnamed_before: int | None

    @property
    def went(self) -> bool:
        """Whether its money is on its way or arrived. One only drafted may have lost its ground: nobody can release it then."""
        return self.state in ("released", "paid")


def found(books: Books) -> Iterator[str]:
    """A sentence for every line that something it rests on contradicts."""
    for line in books.read(Line, LINES):
        for wrong in _wrong(books, line):
            yield f"批次 {line.batch} 第{line.ordinal}笔{wrong}"
    for case, sealed, index in books.ask(ACCOUNTS):
        if not _is_of(books, sealed, ACCOUNT_SEALED, index):
            yield f"办件 {case} 的收款账号被改动，与登记的索引不一致"


def _wrong(books: Books, line: Line) -> Iterator[str]:
    if fen(line.amount) != fen(line.owed):
        yield "的金额与核定的不一致"
    if line.state == "paid" and line.part is None and line.claim_state not in ("paid", "recovered"):
        yield "已到账，对应的明细没有记为已到账"
    if line.state not in OF_A_BATCH.get(line.batch_state, ()):
        yield f"记为“{STATES.get(line.state, line.state)}”，与批次的状态不一致"
    if (line.settled_at is not None) != (line.state in ("paid", "returned")):
        yield "的回执时间与状态不一致"
    yield from _noticed(line)
    yield from _account(books, line)
    yield from _follows(line)


def _noticed(line: Line) -> Iterator[str]:
    """What went stood on notice, unopposed, for that sum, was asked for, and waited its days."""
    if not line.went:
        return
    if line.notice_state != "cleared":
        yield "没有公示期满无异议的记录"
    elif line.part is None and fen(line.noticed) != fen(line.amount):
        yield f"付 {yuan(fen(line.amount))} 元，公示的是 {yuan(fen(line.noticed))} 元"
    elif line.released_at is not None and day_of(line.released_at) <= day(line.notice_ends):
        yield "在公示期满以前放了款"
    if line.noticed_request != line.request:
        yield "不在本批次的拨付申请里"


def _account(books: Books, line: Line) -> Iterator[str]:
    if not _is_of(books, line.account, LINE_SEALED, line.account_index):
        yield "的账号被改动，与登记的索引不一致"
    if (line.payee, line.account_index, line.bank) != (line.known_payee, line.known_index, line.known_bank):
        yield "的户名、账号或开户行不是编制时登记的收款账户"


def _follows(line: Line) -> Iterator[str]:
    """A line follows the returned one of its claim, and says so."""
    before = line.before_state, line.before_claim, line.before_part
    if line.before_state is not None and before != ("returned", line.claim, line.part):
        yield "所接续的不是同一明细的退汇"
    if line.unnamed_before is not None and line.state != "discarded":
        yield "之前同一明细付过一笔，却没有写明接续"


def _is_of(books: Books, sealed: str, column: str, index: str) -> bool:
    number = books.text(sealed, column)
    return number is not None and books.keyed(number.replace(" ", ""), "account") == index
