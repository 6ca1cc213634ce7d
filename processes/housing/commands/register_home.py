"""A home joins the stock."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from processes.columns import fits
from processes.housing.models import Home
from processes.spelling import one_spelling
from workflow_app.commands.held import held_stream
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone, NotUnderstood
from workflow_app.queries.names import name_on
from workflow_app.queries.scope import acting_desk

# Bounds of plausibility, in square metres: no rule of law, they catch a slipped decimal point.
SMALLEST, LARGEST = Decimal(10), Decimal(200)


def register_home(unit_id: int, address: str, layout: str, area: Decimal, *, by: Account, at: datetime) -> Home:
    """A vacant home of a bureau; `area` in square metres. Raises NotAllowed away from the allocation desk, AlreadyDone for
    an address that stands already, with whatever bureau, NotUnderstood for a home without address or of an area no such
    home has. The organisation's chain is held first, so that of two bureaus the later one sees the other's home."""
    with transaction.atomic():
        acting_desk(by, "allocation", unit_id, localtime(at).date())
        stream, address = held_stream(), fits(Home, "address", one_spelling(address))
        if not address or not SMALLEST <= area <= LARGEST:
            raise NotUnderstood(f"请填写房源地址；建筑面积应当在{SMALLEST}到{LARGEST}平方米之间，请核对。")
        _stands_nowhere_else(unit_id, address, localtime(at).date())
        home = _created(unit_id, address, fits(Home, "layout", layout), area)
        record(stream, "register_home", by=by, at=at, body={"home": home.pk, "unit": unit_id, "area": str(area)})
        return home


def _stands_nowhere_else(unit_id: int, address: str, today: date) -> None:
    """A flat of two bureaus would be offered twice; an estate of the same name in another county is told apart by words."""
    other = Home.objects.filter(address=address).exclude(unit=unit_id).select_related("unit").first()
    if other:
        raise AlreadyDone(
            f"“{address}”已由{name_on(other.unit, today).name}登记，同一套住房只能登记一次。"
            "确是另一套的，请在地址前写明县（市、区）和街道。"
        )


def _created(unit_id: int, address: str, layout: str, area: Decimal) -> Home:
    try:
        with transaction.atomic():
            return Home.objects.create(unit_id=unit_id, address=address, layout=layout, area=area)
    except IntegrityError:
        raise AlreadyDone(f"“{address}”已经登记过，不能重复登记。请核对房号。") from None
