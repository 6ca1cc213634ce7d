"""Hold a recovery with its case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workflow_app.flow import door
from workflow_app.models import Case, Recovery
from workflow_app.policy.refusals import NotFound, NotPossibleNow
from workflow_app.queries.finance.offsets import not_received, on_its_way


@contextmanager
def held_recovery(recovery_id: int) -> Iterator[tuple[Recovery, Case]]:
    """The recovery and its case, locked. Raises NotFound for none."""
    case_id = Recovery.objects.filter(pk=recovery_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotFound("没有这次追回，请刷新页面。")
    with door.held(case_id) as case:
        yield Recovery.objects.get(pk=recovery_id), case


def nothing_waits(row: Recovery) -> None:
    """Raises NotPossibleNow while a receipt of the Treasury was entered and nobody confirmed it, or money is on its way to meet the debt or
    met it without its receipt being entered: what is owed is not known."""
    waits = row.entries.filter(answered_at=None).order_by("pk").first()
    if waits is not None:
        raise NotPossibleNow(
            f"国库收款 {waits.serial}（{waits.amount:,.2f}元）已登记，等财政部门核对入账或者退回，核对以后才能办理。"
        )
    if line := on_its_way(row).first():
        raise NotPossibleNow(
            f"支付批次 {line.batch.number} 有一笔 {line.amount:,.2f} 元正在缴入国库抵缴这笔追回款，等银行回盘并登记国库收款以后才能办理。"
        )
    if met := not_received(row):
        raise NotPossibleNow(
            f"银行已把 {met:,.2f} 元缴入国库抵缴这笔追回款，财政部门还没有登记国库收款。请等登记并核对入账以后再办理。"
        )
