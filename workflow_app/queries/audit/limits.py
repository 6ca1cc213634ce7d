"""Prove that nobody released more than they might."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.timezone import localtime

from workflow_app.models import Action, Holding, PaymentBatch, PaymentLimit
from workflow_app.models.unit import in_force
from workflow_app.policy.money import fen_of

ROLE = "batch_release"


def breaks() -> Iterator[str]:
    """A sentence for every break."""
    yield from _above()
    yield from _not_as_recorded()


def _above() -> Iterator[str]:
    """Batch by batch, in the order they were released. Before a unit had limits nobody was above any."""
    limits = list(PaymentLimit.objects.filter(role=ROLE).order_by("pk"))
    done: dict[tuple[int, int, date], Decimal] = {}
    went = PaymentBatch.objects.exclude(released_at=None).order_by("released_at", "pk")
    for batch in went.iterator():
        assert batch.released_at is not None  # a constraint
        assert batch.released_by_id is not None
        day = localtime(batch.released_at).date()
        which = batch.finance_id, batch.released_by_id, day
        done[which] = done.get(which, Decimal(0)) + batch.total
        then = [each for each in limits if each.unit_id == batch.finance_id and each.at <= batch.released_at]
        held = _held(then, batch, day)
        if then and (held is None or batch.total > held.per_batch or done[which] > held.per_day):
            yield f"批次 {batch.number} 超过了放款人当时的限额"


def _held(then: list[PaymentLimit], batch: PaymentBatch, day: date) -> PaymentLimit | None:
    """The releaser's own newest limit, or that of whom they sat in for."""
    own = [each for each in then if each.account_id == batch.released_by_id]
    if own:
        return own[-1]
    sat = Holding.objects.filter(in_force(day), account=batch.released_by_id, desk__unit=batch.finance_id)
    absent = sat.filter(desk__role=ROLE, in_place_of__isnull=False).values_list("in_place_of", flat=True)
    theirs = set(absent)
    return next((each for each in reversed(then) if each.account_id in theirs), None)


def _not_as_recorded() -> Iterator[str]:
    said = {
        (by, body["limit"], body["account"], *body["fen"])
        for by, body in Action.objects.filter(verb="set_limit").values_list("by", "body")
    }
    for row in PaymentLimit.objects.select_related("account").order_by("pk"):
        told = row.by_id, row.pk, row.account_id, fen_of(row.per_batch), fen_of(row.per_day)
        if told not in said:
            yield f"{row.account.name}的限额与核定时的记录不同"
