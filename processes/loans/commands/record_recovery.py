"""Record what came back after the fund had paid (追偿): it is shared as the loss was."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import Sum
from django.utils.timezone import localtime

from processes.columns import fits
from processes.loans.commands.held_loan import held_loan, of_the_guarantor
from processes.loans.models import Loan, Recovery
from processes.loans.queries.loss import lost_fen
from processes.spelling import one_spelling
from workflow_app.commands.end_claims import end_claims
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.money import fen_of, yuan_text
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood


def record_recovery(
    loan_id: int, fen: int, on: date, voucher: str, words: str, *, by: Account, at: datetime
) -> Recovery:
    """Keep a recovery of `fen`; all that was lost settles the loan.

    Raises NotAllowed for anybody but the guarantee institution, NotPossibleNow before a claim or after a write-off,
    AlreadyDone for a voucher recorded before, NotUnderstood for more than was lost, a day that cannot be or words no column
    keeps.
    """
    with held_loan(loan_id) as loan:
        of_the_guarantor(loan, by, at)
        open_fen = _open_loss(loan)
        _fits(loan, fen, open_fen, on, localtime(at).date())
        voucher, words = _fresh(loan, voucher), fits(Recovery, "words", words, lines=True)
        row = _keep(loan, fen, on, voucher, words, by, at)
        (loan.recover_all if fen == open_fen else loan.recover_a_part)()
        if fen == open_fen:
            loan.settled_on = on
            end_claims(loan.case_id, f"代偿损失已于{on:%Y-%m-%d}全部追回。")
        loan.save(update_fields=["state", "settled_on"])
        body = {"on": on.isoformat(), "to_fund": str(row.to_fund), "to_bank": str(row.to_bank), "voucher": voucher}
        record(loan.stream, "record_recovery", by=by, at=at, body=body, personal=words)
        return row


def _open_loss(loan: Loan) -> int:
    if loan.state not in ("claimed", "recovering"):
        raise NotPossibleNow(
            f"贷款{loan.receipt_number}的状态是“{loan.get_state_display()}”，不在追偿中，不能登记追回款。"
        )
    back = loan.recoveries.aggregate(fund=Sum("to_fund"), bank=Sum("to_bank"))
    return lost_fen(loan) - fen_of((back["fund"] or Decimal(0)) + (back["bank"] or Decimal(0)))


def _fits(loan: Loan, fen: int, open_fen: int, on: date, today: date) -> None:
    assert loan.claimed_on is not None
    if not loan.claimed_on <= on <= today:
        raise NotUnderstood(f"追回日期应在代偿日{loan.claimed_on:%Y-%m-%d}之后、今天之前（含当天），请对照凭证改正。")
    if not 0 < fen <= open_fen:
        raise NotUnderstood(f"追回金额应大于0、不超过还没有追回的{yuan_text(open_fen)}元，请对照凭证改正。")


def _fresh(loan: Loan, voucher: str) -> str:
    """The voucher in its one spelling, never seen on this loan."""
    voucher = fits(Recovery, "voucher", one_spelling(voucher))
    if not voucher:
        raise NotUnderstood("请填写追回款的凭证号。")
    if loan.recoveries.filter(voucher=voucher).exists():
        raise AlreadyDone(f"凭证{voucher}已经登记过，请核对是否重复。")
    return voucher


def _keep(loan: Loan, fen: int, on: date, voucher: str, words: str, by: Account, at: datetime) -> Recovery:
    """The fund's part of all that came back is in proportion to what it paid, half up: many small recoveries do not drift."""
    back = loan.recoveries.aggregate(fund=Sum("to_fund"), bank=Sum("to_bank"))
    fund, bank = (fen_of(back[of] or Decimal(0)) for of in ("fund", "bank"))
    share = Fraction(fen_of(loan.compensated), lost_fen(loan))
    to_fund = min(max(int((fund + bank + fen) * share + Fraction(1, 2)) - fund, 0), fen)
    return Recovery.objects.create(
        loan=loan,
        ordinal=loan.recoveries.count() + 1,
        on=on,
        to_fund=Decimal(yuan_text(to_fund)),
        to_bank=Decimal(yuan_text(fen - to_fund)),
        voucher=voucher,
        words=words,
        by=by,
        at=at,
    )
