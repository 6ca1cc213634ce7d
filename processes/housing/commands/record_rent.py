"""Record rent that reached the treasury."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from processes.columns import fits
from processes.housing.models import RentPayment, Tenancy
from processes.housing.queries.held import held_tenancy
from processes.housing.queries.rent_owed import owed
from processes.spelling import one_spelling
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.money import yuan_text
from workflow_app.policy.refusals import AlreadyDone, NotUnderstood
from workflow_app.queries.scope import acting_desk


def record_rent(tenancy_id: int, fen: int, paid_on: date, voucher: str, *, by: Account, at: datetime) -> RentPayment:
    """One voucher of the 非税 system. Raises NotAllowed away from the rent desk, NotUnderstood for a sum or day that cannot
    be, AlreadyDone for a voucher entered before."""
    today = localtime(at).date()
    with transaction.atomic():
        tenancy = held_tenancy(tenancy_id)
        acting_desk(by, "rent", tenancy.case.unit_id, today)
        voucher = fits(RentPayment, "voucher", one_spelling(voucher))
        _can_be(tenancy, fen, paid_on, voucher, today)
        payment = _created(tenancy, fen, paid_on, voucher, by, at)
        body = {"yuan": yuan_text(fen), "paid_on": paid_on.isoformat(), "voucher": payment.voucher}
        record(tenancy.stream, "record_rent", by=by, at=at, body=body)
        return payment


def _can_be(tenancy: Tenancy, fen: int, paid_on: date, voucher: str, today: date) -> None:
    if not voucher:
        raise NotUnderstood("请填写非税缴款书号。")
    if not localtime(tenancy.signed_at).date() <= paid_on <= today:
        raise NotUnderstood("缴款日期应当在签约之后、今天之前（含当天），请核对缴款书。")
    most = owed(tenancy, today).open_fen
    if not 0 < fen <= most:
        raise NotUnderstood(f"缴款金额应当大于零、不超过已出账未缴的{yuan_text(most)}元，请核对缴款书。")


def _created(tenancy: Tenancy, fen: int, paid_on: date, voucher: str, by: Account, at: datetime) -> RentPayment:
    try:
        with transaction.atomic():
            return RentPayment.objects.create(
                tenancy=tenancy, amount=Decimal(yuan_text(fen)), paid_on=paid_on, voucher=voucher, by=by, at=at
            )
    except IntegrityError:
        raise AlreadyDone(f"缴款书{voucher}已经登记过，不能重复登记。") from None
