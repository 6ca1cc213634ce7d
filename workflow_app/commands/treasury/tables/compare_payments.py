"""The agent bank's receipts against the lines of the batches: told row by row, nothing is changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils.timezone import localtime

from forms.rows import Row
from workflow_app.clock.spoken import spoken
from workflow_app.commands.treasury.tables.outcome import (
    REFUSED,
    SAME,
    UNMATCHED,
    Differs,
    Outcome,
    in_yuan,
    must_be,
)
from workflow_app.models import PaymentLine
from workflow_app.queries.finance.tables import batch_and_ordinal, lines_by_batch
from workflow_app.queries.workplace import Workplace

LATEST = timedelta(days=31)  # between what the bank did and the day its answer was read: more is another payment's day
NAMED = 20  # lines told by number
Lines = Mapping[str, Mapping[int, PaymentLine]]


def compare_payments(rows: Sequence[Row], place: Workplace) -> list[Outcome]:
    """One outcome for each row, and one for each batch of which the table tells some lines and not all: a receipt that never came is
    found by nobody else. A statement for each batch, however many rows."""
    named = [batch_and_ordinal(str(row["voucher"])) for row in rows]
    lines = lines_by_batch(place, {number for number, _ in named})
    told: dict[str, set[int]] = defaultdict(set)
    outcomes = []
    for row, (number, ordinal) in zip(rows, named, strict=True):
        line = lines.get(number, {}).get(ordinal)
        if line is not None:
            told[number].add(ordinal)
        outcomes.append(_of_a_row(row, line))
    return outcomes + [
        _left_out(number, lines[number], told[number]) for number in sorted(told) if told[number] != {*lines[number]}
    ]


def _of_a_row(row: Row, line: PaymentLine | None) -> Outcome:
    voucher = str(row["voucher"])
    if line is None:
        return Outcome(row.line, voucher, UNMATCHED, f"没有支付凭证号是 {voucher} 的明细。请向代理银行核实。")
    try:
        _agrees(row, line)
    except Differs as differs:
        return Outcome(row.line, voucher, REFUSED, differs.words, differs.column)
    return Outcome(row.line, voucher, SAME, f"相符：{line.get_state_display()} {line.amount:,.2f} 元。")


def _agrees(row: Row, line: PaymentLine) -> None:
    """Raises Differs where sum, result or, if it is told, the day are not those of the line."""
    must_be("金额（元）", in_yuan(row["yuan"]), line.amount, f"金额 {line.amount:,.2f} 元")
    if row["answer"] != line.state:
        raise Differs(
            "结果",
            f"系统里是“{line.get_state_display()}”，与回单不一致。请先导入银行回盘，再核对；仍不一致的向代理银行核实。",
        )
    if row["day"] is not None and line.settled_at is not None:
        on = localtime(line.settled_at).date()
        if row["day"] < on - LATEST or row["day"] > on:
            raise Differs("回执日期", f"系统在{spoken(on)}收到银行回盘，回单的日期与它不合。请向代理银行核实。")


def _left_out(number: str, lines: Mapping[int, PaymentLine], told: set[int]) -> Outcome:
    missing = sorted(lines.keys() - told)
    which = "、".join(str(ordinal) for ordinal in missing[:NAMED]) + ("等" if len(missing) > NAMED else "")
    words = f"批次 {number} 还有{len(missing)}笔不在这份表里（第{which}笔），没有核对。回单分几份给的，请逐份导入核对；没有收到的，请向代理银行要齐。"
    return Outcome(0, number, UNMATCHED, words)
