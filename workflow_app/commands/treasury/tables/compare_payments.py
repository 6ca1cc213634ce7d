"""The agent bank's receipts against the lines of the batches: told row by row, nothing is changed."""

from __future__ import annotations

from datetime import datetime

from forms.rows import Row
from workflow_app.commands.treasury.tables.outcome import SAME, UNMATCHED, Differs, in_yuan, must_be
from workflow_app.queries.finance.tables import line_of
from workflow_app.queries.workplace import Workplace


def compare_payment(row: Row, place: Workplace, at: datetime) -> tuple[str, str]:
    """Raises Differs where sum or result are not those of the line."""
    line = line_of(place, str(row["voucher"]))
    if line is None:
        return UNMATCHED, f"没有支付凭证号是 {row['voucher']} 的明细。请向代理银行核实。"
    must_be("金额（元）", in_yuan(row["yuan"]), line.amount, f"金额 {line.amount:,.2f} 元")
    if row["answer"] != line.state:
        raise Differs(
            "结果",
            f"系统里是“{line.get_state_display()}”，与回单不一致。请先导入银行回盘，再核对；仍不一致的向代理银行核实。",
        )
    return SAME, f"相符：{line.get_state_display()} {line.amount:,.2f} 元。"
