"""The files that went to the bank: the bytes that were kept say, line for line, what the rows say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workflow_app.auditor.acts import acts_on, last
from workflow_app.auditor.books import Books, day_of, fen, yuan
from workflow_app.auditor.cells import Unlike
from workflow_app.auditor.formats import Totals, Transfer, payment

LINE_SEALED = "workflow_app_paymentline.account"
FILES = """
SELECT b.id, b.number, b.profile, b.payer_account, b.state, b.count, b.total, b.released_at, b.file_sha256, n.year, n.ordinal,
       f.number, f.name, f.first, f.last, f.count, f.total, f.sha256, f.answered_by_id
FROM workflow_app_paymentbatch b JOIN workflow_app_fundsrequest r ON r.id = b.request_id
JOIN workflow_app_notice n ON n.id = r.notice_id
LEFT JOIN workflow_app_bankfile f ON f.batch_id = b.id
ORDER BY b.id, f.number
"""
LINES = """
SELECT l.batch_id, l.ordinal, l.payee, l.account, l.bank, l.amount, l.state, r.code FROM workflow_app_paymentline l
LEFT JOIN workflow_app_recovery r ON r.id = l.towards_id
ORDER BY l.batch_id, l.ordinal
"""


@dataclass(frozen=True, slots=True)
class File:
    """A batch and one of its files; of a batch without files `number` and what follows is None."""

    key: int
    batch: str
    profile: str
    payer_account: str
    state: str
    batch_count: int
    batch_total: Any
    released_at: Any
    batch_sha256: str
    notice_year: int
    notice_ordinal: int
    number: int | None
    name: str
    first: int
    last: int
    count: int
    total: Any
    sha256: str
    answered_by: int | None

    @property
    def purpose(self) -> str:
        return f"{self.notice_year}年第{self.notice_ordinal}批"


@dataclass(frozen=True, slots=True)
class Line:
    """A transfer as its row has it; the account sealed, the amount in yuan, `code` that of the debt it is to meet."""

    batch: int
    ordinal: int
    payee: str
    account: str
    bank: str
    amount: Any
    state: str
    code: str | None


def found(books: Books) -> Iterator[str]:
    """A sentence for every file that is gone, changed, another's, or that differs from its rows."""
    told = {key: last(acts, "write_bank_file") for key, acts in acts_on(books, "workflow_app_paymentbatch")}
    by_batch = groupby(books.read(Line, LINES), key=lambda line: line.batch)
    at_hand, lines = next(by_batch, (None, iter(())))
    for key, rows in groupby(books.read(File, FILES), key=lambda row: row.key):
        files = [row for row in rows if row.number is not None or row.batch_sha256]
        own = list(lines) if at_hand == key else []
        if at_hand == key:
            at_hand, lines = next(by_batch, (None, iter(())))
        act = told[key]
        for wrong in _wrong(books, files, own, act.body if act else {}):
            yield f"批次 {files[0].batch} {wrong}"


def _wrong(books: Books, files: Sequence[File], lines: Sequence[Line], told: Mapping[str, Any]) -> Iterator[str]:
    if not files:
        return
    first = files[0]
    if books.kept(first.batch_sha256) is None:
        yield "的支付文件缺失或被改动"
    there = [file for file in files if file.number is not None]
    if (sum(f.count for f in there), sum(fen(f.total) for f in there)) != (first.batch_count, fen(first.batch_total)):
        yield "的银行文件合起来与批次不一致"
    digests = [file.sha256 for file in there]
    if digests != list(told.get("files", [told.get("sha256")])) or digests[:1] != [first.batch_sha256]:
        yield "的银行文件不是记录里写下的那一份"
    for file in there:
        own = [line for line in lines if file.first <= line.ordinal <= file.last]
        data = books.kept(file.sha256)
        if data is None:
            yield f"的银行文件 {file.name} 缺失或被改动"
        else:
            yield from (f"的银行文件 {file.name} {wrong}" for wrong in _says(books, file, own, data))
        if (file.answered_by is None) != any(line.state == "released" for line in own):
            yield f"的银行文件 {file.name} 与其明细的回盘状态不一致"


def _says(books: Books, file: File, lines: Sequence[Line], data: bytes) -> Iterator[str]:
    try:
        transfers, totals = payment(books.formats[file.profile], data)
    except Unlike as broken:
        yield f"读不懂：{broken}"
        return
    except KeyError:
        yield f"的格式 {file.profile} 不在了，没有核验"
        return
    if (file.count, fen(file.total)) != (len(transfers), sum(each.fen for each in transfers)):
        yield f"有{len(transfers)}笔 {yuan(sum(each.fen for each in transfers))} 元，登记的是{file.count}笔 {yuan(fen(file.total))} 元"
    yield from _as_a_whole(file, transfers, totals)
    rows = {line.ordinal: line for line in lines}
    said = {each.ordinal: each for each in transfers}
    if len(said) != len(transfers) or said.keys() != rows.keys():
        yield f"的序号与明细不同：{_some(said.keys() ^ rows.keys()) or '有重复'}"
    for ordinal in sorted(said.keys() & rows.keys()):
        if wrong := _differs(books, file, rows[ordinal], said[ordinal]):
            yield f"第{ordinal}笔的{wrong}与明细不同"


def _as_a_whole(file: File, transfers: Sequence[Transfer], totals: Totals) -> Iterator[str]:
    summed = len(transfers), sum(each.fen for each in transfers)
    if totals.count is not None and (totals.count, totals.fen) != summed:
        yield "的合计与它自己的明细不同"
    if totals.batch not in (None, file.batch):
        yield f"写的批次号是 {totals.batch}"
    if totals.payer not in (None, file.payer_account):
        yield "的付款账号与批次不同"
    if totals.day is not None and totals.day != day_of(file.released_at).isoformat():
        yield f"的付款日期是 {totals.day}，不是放款那天"


def _differs(books: Books, file: File, line: Line, told: Transfer) -> str:
    """What a transfer says otherwise than its row; '' when they agree. Bank and purpose may have no place in a layout."""
    purpose = f"缴款码{line.code}" if line.code else file.purpose
    pairs = {
        "批次号": (told.batch or file.batch, file.batch),
        "户名": (told.payee, line.payee.strip()),
        "账号": (told.account, books.text(line.account, LINE_SEALED)),
        "开户行": (line.bank.strip() if told.bank is None else told.bank, line.bank.strip()),
        "金额": (told.fen, fen(line.amount)),
        "用途": (purpose if told.purpose is None else told.purpose, purpose),
    }
    return "、".join(name for name, (one, other) in pairs.items() if one != other)


def _some(ordinals: set[int]) -> str:
    first = sorted(ordinals)[:10]
    return "、".join(str(each) for each in first) + ("等" if len(ordinals) > len(first) else "")
