"""The bank's answers: the bytes that were kept settle exactly the lines that say so, one answer a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workflow_app.auditor.acts import acts_on
from workflow_app.auditor.books import Books, fen, moment, yuan
from workflow_app.auditor.cells import Unlike
from workflow_app.auditor.formats import Answer, answers

LINE_SEALED = "workflow_app_paymentline.account"
RETURNS = """
SELECT b.id, b.number, b.profile, r.sha256, r.read_by_id, r.read_at
FROM workflow_app_paymentbatch b LEFT JOIN workflow_app_bankreturn r ON r.batch_id = b.id
ORDER BY b.id, r.id
"""
LINES = """
SELECT l.batch_id, l.ordinal, l.account, l.amount, l.state, l.settled_at FROM workflow_app_paymentline l
ORDER BY l.batch_id, l.ordinal
"""
SETTLED = ("paid", "returned")
SAID = {True: "到账", False: "退汇"}


@dataclass(frozen=True, slots=True)
class Return:
    """A batch and one of its answers; of a batch without answers all but the first three is None."""

    key: int
    batch: str
    profile: str
    sha256: str | None
    read_by: int | None
    read_at: Any


@dataclass(frozen=True, slots=True)
class Line:
    """A transfer as its row has it; the account sealed, the amount in yuan."""

    batch: int
    ordinal: int
    account: str
    amount: Any
    state: str
    settled_at: Any


def found(books: Books) -> Iterator[str]:
    """A sentence for every answer that is gone or changed, and for every line settled otherwise than the bank said."""
    acts = acts_on(books, "workflow_app_paymentbatch")
    by_batch = groupby(books.read(Line, LINES), key=lambda line: line.batch)
    at_hand, lines = next(by_batch, (None, iter(())))
    rows = groupby(books.read(Return, RETURNS), key=lambda row: row.key)
    for (key, returns), (_same, done) in zip(rows, acts, strict=True):
        own = list(lines) if at_hand == key else []
        if at_hand == key:
            at_hand, lines = next(by_batch, (None, iter(())))
        posted = list(returns)
        told = [(act.body["sha256"], act.by, act.at) for act in done if act.verb == "read_return"]
        for wrong in _wrong(books, posted, {line.ordinal: line for line in own}, told):
            yield f"批次 {posted[0].batch} {wrong}"


def _wrong(books: Books, rows: Sequence[Return], lines: Mapping[int, Line], told: Sequence[Any]) -> Iterator[str]:
    returns = [row for row in rows if row.sha256 is not None]
    if [(row.sha256, row.read_by, moment(row.read_at)) for row in returns] != list(told):
        yield f"登记了{len(returns)}份回盘，与记录的{len(told)}份不同"
    answered: dict[int, str] = {}
    unread = False
    for row in returns:
        name = f"回盘文件 {str(row.sha256)[:12]}"
        data = books.kept(str(row.sha256))
        if data is None:
            unread = True
            yield f"的{name} 缺失或被改动"
            continue
        try:
            said = answers(books.formats[row.profile], data)
        except (Unlike, KeyError) as broken:
            unread = True
            yield f"的{name} 读不懂：{broken}"
            continue
        for each in said:
            if each.ordinal in answered:
                yield f"第{each.ordinal}笔在{name} 和{answered[each.ordinal]} 都有回复"
            answered[each.ordinal] = name
            if wrong := _differs(books, row, lines.get(each.ordinal), each):
                yield f"第{each.ordinal}笔{wrong}（{name}）"
    for ordinal, line in lines.items():
        if line.state in SETTLED and ordinal not in answered and not unread:
            yield f"第{ordinal}笔记为{SAID[line.state == 'paid']}，没有一份回盘说过"


def _differs(books: Books, row: Return, line: Line | None, said: Answer) -> str:
    """What the row of a line says otherwise than the bank; '' when they agree."""
    if line is None:
        return "不在批次里，银行却有回复"
    if said.batch not in (None, row.batch):
        return f"的回复是批次 {said.batch} 的"
    if said.fen != fen(line.amount):
        return f"银行回复 {yuan(said.fen)} 元，明细是 {yuan(fen(line.amount))} 元"
    if said.account != books.text(line.account, LINE_SEALED):
        return "银行回复的账号与明细不同"
    if line.state != ("paid" if said.paid else "returned"):
        return f"银行回复{SAID[said.paid]}，明细却不是"
    if line.settled_at is None or moment(line.settled_at) != moment(row.read_at):
        return "的回执时间不是导入回盘的时间"
    return ""
