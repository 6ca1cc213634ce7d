"""Enter a receipt of the Treasury under a payment code, or send an entry back: no money moves by either."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from forms.characters import compact
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.commands.recovery.held import held_recovery
from workflow_app.models import Account, Appropriation, Case, PaymentLine, ReceiptEntry, Recovery, RecoveryReceipt
from workflow_app.models.recovery import OWING
from workflow_app.policy.money import a_sum
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.finance.offsets import open_debt, unreceived
from workflow_app.queries.papers.treasury import voucher as voucher_of
from workflow_app.queries.scope import acting_desk, desks_of

LONGEST_SERIAL = 40
DESK = "funds_check"  # who compares figures with papers at finance
CONFIRMS = (DESK, "treasury_check")  # who may look at what a colleague entered


def enter_receipt(
    code: str, serial: str, yuan: Decimal, paid_on: date, transfer: str = "", *, by: Account, at: datetime
) -> ReceiptEntry:
    """What the Treasury's receipt says, for another person to confirm (`receive.py`). `transfer`: the voucher's number of the money that met
    the debt, where it came from the bank of the finance bureau and not from the party.

    By who checks at the finance bureau that paid. Raises NotFound, NotAllowed, SeparationOfDuties for one's own matter, AlreadyDone for a
    serial number that was entered, NotPossibleNow for a recovery that owes nothing, NotUnderstood for a sum that is none or more than is
    owed beside what waits and what met it already, a transfer that does not wait for its receipt or is of another sum, a code of no recovery,
    or a day in the future or before the order.
    """
    found = Recovery.objects.filter(code="".join(code.split())).exclude(code="").values_list("pk", flat=True).first()
    if found is None:
        raise NotUnderstood(f"没有缴款码是 {code.strip()} 的追回决定，请核对缴款码。")
    with held_recovery(found) as (row, case):
        acting_desk(by, DESK, _payer(row), localtime(at).date())
        is_kept_away(case, by)
        is_owing(row)
        number = _number(serial)
        line = _transfer(row, transfer, yuan)
        left = open_debt(row) + (line.amount if line else 0)
        plausible(row, yuan, paid_on, localtime(at).date(), left)
        entry = _entered(row, number, yuan, paid_on, line, by, at)
        told = {"serial": entry.serial, "yuan": str(yuan), "paid_on": paid_on.isoformat()}
        told |= {"transfer": transfer.strip()} if line else {}
        record(case.stream, "enter_receipt", by=by, at=at, body={"recovery": row.pk, "entry": entry.pk, **told})
        return entry


def refuse_receipt(entry_id: int, reason: str, *, by: Account, at: datetime) -> ReceiptEntry:
    """Send an entry back with a reason: by who may confirm it, or by who entered it and saw the mistake. Its serial number may be entered
    anew. Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone once it is answered, NotUnderstood without a reason."""
    with held_entry(entry_id) as (entry, row, case):
        may_answer(entry, row, case, by, at)
        if not reason.strip():
            raise NotUnderstood("请写明退回原因：哪里与国库收款凭证不符，再退回。")
        entry.answered_by, entry.answered_at, entry.refusal = by, at, reason.strip()
        entry.save(update_fields=["answered_by", "answered_at", "refusal"])
        body = {"recovery": row.pk, "entry": entry.pk, "serial": entry.serial}
        record(case.stream, "refuse_receipt", by=by, at=at, body=body, personal=entry.refusal)
        return entry


@contextmanager
def held_entry(entry_id: int) -> Iterator[tuple[ReceiptEntry, Recovery, Case]]:
    """The entry with its recovery and case, locked. Raises NotFound for none."""
    recovery = ReceiptEntry.objects.filter(pk=entry_id).values_list("recovery", flat=True).first()
    if recovery is None:
        raise NotFound("没有这笔登记，请刷新页面。")
    with held_recovery(recovery) as (row, case):
        yield ReceiptEntry.objects.select_related("by", "answered_by", "recovery").get(pk=entry_id), row, case


def may_answer(entry: ReceiptEntry, row: Recovery, case: Case, by: Account, at: datetime) -> None:
    """Raises NotAllowed for who sits at neither desk, SeparationOfDuties, AlreadyDone saying who answered it and when."""
    if not desks_of(by, localtime(at).date()).filter(unit=_payer(row), role__in=CONFIRMS).exists():
        raise NotAllowed("国库收款由支付单位的资金审核岗或者国库岗核对入账，您不在这些岗位上。")
    is_kept_away(case, by)
    if entry.answered_by is not None and entry.answered_at is not None:
        when, what = f"{localtime(entry.answered_at):%Y年%-m月%-d日 %H:%M}", "退回" if entry.refusal else "核对入账"
        raise AlreadyDone(f"这笔登记已由{entry.answered_by.name}于{when}{what}，没有重复办理。")


def is_owing(row: Recovery) -> None:
    """Raises NotPossibleNow for a recovery under which nothing is owed."""
    if row.state not in OWING:
        raise NotPossibleNow(f"缴款码 {row.code} 的追回现在是“{row.get_state_display()}”，没有待缴的款项。")


def plausible(row: Recovery, yuan: Decimal, paid_on: date, today: date, left: Decimal) -> None:
    """Raises NotUnderstood for a sum that is none, or more than `left`, and for a day that cannot be."""
    if a_sum(yuan) > left:
        raise NotUnderstood(
            f"本次追回还应缴 {left:,.2f} 元，不能登记 {yuan:,.2f} 元（已登记、等待核对的和抵缴转账已缴入国库的不再计入应缴）；是抵缴转账的收款，请选它的支付凭证；多缴的按国库退库手续办理，不在这里登记。"
        )
    assert row.decided_at is not None, "what is owed was ordered"
    if not localtime(row.decided_at).date() <= paid_on <= today:
        raise NotUnderstood("缴款日期应在追回决定之后、今天以前，请照国库收款凭证填写。")


def _payer(row: Recovery) -> int:
    """The bureau whose indicator paid."""
    paid = Appropriation.objects.filter(postings__claim__recovered_lines__recovery=row)
    return int(paid.values_list("unit", flat=True)[0])


def _transfer(row: Recovery, voucher: str, yuan: Decimal) -> PaymentLine | None:
    """The transfer a receipt is of; None where the party paid itself."""
    if not voucher.strip():
        return None
    waiting = {voucher_of(line.batch.number, line.ordinal): line for line in unreceived(row)}
    line = waiting.get(compact(voucher))
    if line is None:
        known = "、".join(waiting) or "没有"
        raise NotUnderstood(
            f"缴款码 {row.code} 下没有等登记的抵缴转账 {voucher.strip()}（现有：{known}），请核对支付凭证号。"
        )
    if line.amount != yuan:
        raise NotUnderstood(
            f"抵缴转账 {voucher.strip()} 是 {line.amount:,.2f} 元，不是 {yuan:,.2f} 元，请照国库收款凭证核对。"
        )
    return line


def _number(serial: str) -> str:
    number = compact(serial)  # the same number typed wide or spaced is the same receipt
    if not number:
        raise NotUnderstood("请填写国库收款流水号：凭它与国库对账。")
    if len(number) > LONGEST_SERIAL:
        raise NotUnderstood(f"国库收款流水号最长{LONGEST_SERIAL}个字符，请照国库收款凭证核对。")
    return number


def _entered(
    row: Recovery, number: str, yuan: Decimal, paid_on: date, line: PaymentLine | None, by: Account, at: datetime
) -> ReceiptEntry:
    """One row a serial number, whoever enters it twice at once."""
    told = {"serial": number, "paid_on": paid_on, "amount": yuan, "line": line}
    # One that was received before receipts were entered by one and confirmed by another.
    if RecoveryReceipt.objects.filter(serial=number).exists():
        raise AlreadyDone(f"流水号 {number} 已经登记过，没有重复登记。")
    try:
        with transaction.atomic():
            return ReceiptEntry.objects.create(recovery=row, **told, by=by, at=at)
    except IntegrityError as twice:
        raise AlreadyDone(f"流水号 {number} 已经登记过，没有重复登记。") from twice
