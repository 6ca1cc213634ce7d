"""Receipts of the Treasury for what was recovered, read from a table instead of typed one by one."""

from __future__ import annotations

from datetime import datetime

from forms.characters import compact
from forms.rows import Row
from workflow_app.commands.recovery.enter import enter_receipt
from workflow_app.commands.treasury.tables.outcome import DONE, SAME, UNMATCHED, Told, in_yuan, must_be
from workflow_app.models import ReceiptEntry
from workflow_app.queries.finance.tables import recoveries_paid_here
from workflow_app.queries.workplace import Workplace


def take_receipt(row: Row, place: Workplace, at: datetime) -> Told:
    """Enter it under its serial number, once. Raises Differs where that number stands for another receipt, and what the command
    refuses."""
    code, yuan = "".join(str(row["code"]).split()), in_yuan(row["yuan"])
    ours = recoveries_paid_here(place)
    known = (
        ReceiptEntry.objects.select_related("recovery")
        .filter(serial=compact(str(row["serial"])), recovery__in=ours, refusal="")
        .first()
    )
    if known is not None:
        must_be("缴款码", code, known.recovery.code, "登记的缴款码")
        must_be("金额（元）", yuan, known.amount, f"登记的 {known.amount:,.2f} 元")
        must_be("缴款日期", row["paid_on"], known.paid_on, f"登记的 {known.paid_on}")
        return SAME, "已经登记过，没有变化。", None
    if not ours.filter(code=code).exists():
        return UNMATCHED, f"没有缴款码是 {code} 的追回决定，没有登记。请核对是不是别的收入。", None
    enter_receipt(code, row["serial"], yuan, row["paid_on"], str(row["transfer"] or ""), by=place.account, at=at)
    return DONE, "已登记，等另一位同事核对入账。", None
