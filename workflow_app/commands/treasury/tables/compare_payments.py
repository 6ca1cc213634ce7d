"""The agent bank's receipts against the lines of the batches: told row by row, nothing is changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from forms.rows import Row
from workflow_app.clock.spoken import spoken
from workflow_app.commands.treasury.tables.outcome import SAME, UNMATCHED, Differs, Outcome, Told, in_yuan, must_be
from workflow_app.queries.finance.tables import line_of, ordinals_of
from workflow_app.queries.workplace import Workplace

LATEST = timedelta(days=31)  # between what the bank did and the day its answer was read: more is another payment's day
NAMED = 20  # lines told by number


def left_out(rows: Sequence[Row], place: Workplace) -> list[Outcome]:
    """One outcome for each batch of which the table tells some lines and not all: a receipt that never came is found by nobody else."""
    told: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if line := line_of(place, str(row["voucher"])):
            told[line.batch.number].add(line.ordinal)
    return [
        Outcome(0, number, UNMATCHED, words)
        for number in sorted(told)
        if (words := _missing(place, number, told[number]))
    ]


def _missing(place: Workplace, number: str, told: set[int]) -> str:
    missing = sorted(set(ordinals_of(place, number)) - told)
    if not missing:
        return ""
    which = "、".join(str(ordinal) for ordinal in missing[:NAMED]) + ("等" if len(missing) > NAMED else "")
    return f"批次 {number} 还有{len(missing)}笔不在这份表里（第{which}笔），没有核对。回单分几份给的，请逐份导入核对；没有收到的，请向代理银行要齐。"


def compare_payment(row: Row, place: Workplace, at: datetime) -> Told:
    """Raises Differs where sum, result or, if it is told, the day are not those of the line."""
    line = line_of(place, str(row["voucher"]))
    if line is None:
        return UNMATCHED, f"没有支付凭证号是 {row['voucher']} 的明细。请向代理银行核实。", None
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
    return SAME, f"相符：{line.get_state_display()} {line.amount:,.2f} 元。", None
