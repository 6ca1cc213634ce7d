"""下达指标: money for an item in a region and a year, from which approvals reserve."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from workflow_app.commands.held import held_stream
from workflow_app.commands.post import post
from workflow_app.commands.record import record
from workflow_app.models import Account, Appropriation, FundsMove, Ledger, Unit
from workflow_app.policy.refusals import AlreadyDone, NotFound, NotUnderstood
from workflow_app.queries.scope import acting_desk

BUDGET = "budget"  # the desk of a finance bureau where indicators are kept


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as finance writes it; `yuan` is its amount."""

    number: str
    region: str
    item: str
    year: int
    yuan: Decimal
    fund: str
    tier: str
    functional_class: str
    government_class: str
    department_class: str
    direct: bool = False


def appropriate(indicator: Indicator, words: str = "", *, by: Account | None, at: datetime) -> Appropriation:
    """Enter an indicator; `by` None is the set-up. By the budget desk of the region's finance bureau.

    Raises NotFound without a finance bureau, AlreadyDone for a number that is there, NotUnderstood for a sum or a field left out.
    """
    if indicator.yuan <= 0:
        raise NotUnderstood(f"指标金额应大于零，现在是 {indicator.yuan} 元。")
    with transaction.atomic():
        unit = Unit.objects.filter(kind="finance", region=indicator.region).first()
        if unit is None:
            raise NotFound(f"区划 {indicator.region} 没有登记财政部门。")
        if by is not None:
            acting_desk(by, BUDGET, unit.pk, localtime(at).date())
        is_new(indicator.number)
        move = FundsMove.objects.create(
            kind=FundsMove.Kind.ENTER, number=indicator.number, words=words, amount=indicator.yuan, by=by, at=at
        )
        row = opened(indicator, unit, move, at)
        body = {"indicator": indicator.number, "yuan": str(indicator.yuan), "move": move.pk, "is": what_it_is(row)}
        record(held_stream(), "appropriate", by=by, at=at, body=body, personal=move.words)
        return row


def what_it_is(row: Appropriation) -> dict[str, str | int | bool]:
    """What of an indicator never changes, for the act that brings it."""
    same = (
        "region",
        "item",
        "year",
        "fund",
        "tier",
        "functional_class",
        "government_class",
        "department_class",
        "direct",
    )
    return {"unit": row.unit.code} | {name: getattr(row, name) for name in same}


def is_new(number: str) -> None:
    """Raises NotUnderstood for no number at all, AlreadyDone for one that is taken."""
    if not number.strip():
        raise NotUnderstood("请填写指标文号。")
    if Appropriation.objects.filter(indicator=number).exists():
        raise _taken(number)


def opened(indicator: Indicator, unit: Unit, move: FundsMove, at: datetime) -> Appropriation:
    """A new indicator with its money, by a move that says where that comes from. Raises AlreadyDone where somebody took its number at
    the same instant."""
    said = asdict(indicator)
    number, yuan = said.pop("number"), said.pop("yuan")
    try:
        with transaction.atomic():
            row = Appropriation.objects.create(unit=unit, indicator=number, appropriated=0, **said)
    except IntegrityError as twice:
        raise _taken(number) from twice
    post(row.pk, Ledger.GRANTED, Ledger.AVAILABLE, [(None, yuan)], move=move, at=at)
    row.refresh_from_db()
    return row


def _taken(number: str) -> AlreadyDone:
    return AlreadyDone(f"指标文号 {number} 已经登记过，请核对文号。")
