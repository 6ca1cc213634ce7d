"""Who may draft or release how much, what they did of it today, and who else may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.utils.timezone import get_current_timezone

from workflow_app.models import Account, BatchState, Desk, Holding, PaymentBatch, PaymentLimit, Unit
from workflow_app.models.unit import in_force
from workflow_app.policy.money import fen_of
from workflow_app.policy.spending import DOES, LIMITED, Limit, fits, why_over
from workflow_app.queries.law.leading import is_led, may_give, units_led
from workflow_app.queries.workplace import FINANCE, Workplace


@dataclass(frozen=True, slots=True)
class Spender:
    """Somebody at a desk of payment: the row their limit rests on (None: no limit), what they did of it that day, in yuan."""

    holding: Holding
    row: PaymentLimit | None
    done: Decimal
    may_set: bool = False

    @property
    def limit(self) -> Limit | None:
        return Limit(fen_of(self.row.per_batch), fen_of(self.row.per_day)) if self.row else None

    def may(self, total: Decimal) -> bool:
        """Whether a batch of so much still fits."""
        return fits(self.limit, fen_of(total), fen_of(self.done))


def spenders(desks: QuerySet[Desk] | Sequence[Desk], on: date) -> list[Spender]:
    """Everybody who sits at these desks on a day, in four statements however many there are. Who sits in for somebody has their own
    limit, or that person's."""
    held = Holding.objects.filter(in_force(on), desk__in=desks, desk__role__in=LIMITED, account__is_active=True)
    rows = list(held.select_related("account", "desk__unit", "in_place_of").order_by("desk__unit", "desk__role", "pk"))
    units = {row.desk.unit_id for row in rows}
    known = {
        (limit.account_id, limit.unit_id, limit.role): limit
        for limit in PaymentLimit.objects.filter(unit__in=units).select_related("by").order_by("pk")
    }
    done = _done(units, on)
    return [_spender(row, known, done) for row in rows]


def spender(account: Account, desk: Desk, on: date) -> Spender | None:
    """One of them; None for who does not sit there."""
    return next((each for each in spenders([desk], on) if each.holding.account_id == account.pk), None)


def over_limit(account: Account, desk: Desk, total: Decimal, on: date, but: int | None = None) -> str:
    """Why a person may not draft or release a batch of so much on a day, and who may; '' when they may. `but` is the key of
    somebody who is out of the question."""
    everybody = spenders([desk], on)
    mine = next((each for each in everybody if each.holding.account_id == account.pk), None)
    why = why_over(desk.role, mine.limit if mine else None, fen_of(total), fen_of(mine.done) if mine else 0)
    if not why:
        return ""
    out = {account.pk, but}
    able = {
        each.holding.account.name: None for each in everybody if each.may(total) and each.holding.account_id not in out
    }
    if able:
        return f"{why}。可以请{'、'.join(able)}{DOES[desk.role]}。"
    return f"{why}。本岗位没有限额足够的同事，请本单位负责人核定限额。"


def limits_page(place: Workplace) -> list[Spender]:
    """The people at the desks of payment of one's own finance bureaus, and of those below that nobody leads."""
    desks = Desk.objects.filter(unit__in=_units(place), role__in=LIMITED).select_related("unit")
    may = {desk.pk: may_give(place.account, desk, place.on) for desk in desks}
    return [
        Spender(each.holding, each.row, each.done, may[each.holding.desk_id] and each.holding.account != place.account)
        for each in spenders(desks, place.on)
    ]


def _units(place: Workplace) -> list[int]:
    own = place.units_of(FINANCE)
    below = Unit.objects.filter(kind=FINANCE, parent__in=units_led(place.account, place.on)).exclude(pk__in=own)
    return [*own, *(unit.pk for unit in below if not is_led(unit.pk, place.on))]


Known = dict[tuple[int, int, str], PaymentLimit]
Done = dict[tuple[int, int, str], Decimal]


def _spender(row: Holding, known: Known, done: Done) -> Spender:
    which = row.account_id, row.desk.unit_id, row.desk.role
    limit = known.get(which)
    if limit is None and row.in_place_of_id is not None:
        limit = known.get((row.in_place_of_id, row.desk.unit_id, row.desk.role))
    return Spender(row, limit, done.get(which, Decimal(0)))


def _done(units: set[int], on: date) -> Done:
    """{(person, unit, role): drafted or released that day}; what was discarded again counts for nobody."""
    begin = datetime.combine(on, time.min, get_current_timezone())
    day = begin, begin + timedelta(days=1)
    done: Done = {}
    for role, who, when in (
        ("batch_draft", "drafted_by", "drafted_at"),
        ("batch_release", "released_by", "released_at"),
    ):
        that_day = Q(**{f"{when}__gte": day[0], f"{when}__lt": day[1]})
        batches = PaymentBatch.objects.filter(that_day, finance__in=units).exclude(state=BatchState.DISCARDED)
        for account, unit, total in batches.values_list(who, "finance").annotate(sum=Sum("total")).order_by():
            done[account, unit, role] = total
    return done
