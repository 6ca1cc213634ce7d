"""Seats that wait where nobody may speak: nobody sits there that day, or everybody who does is kept from this case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value

from workflow_app.approval.duties import Duty, conflict
from workflow_app.models import Case, Claim, Commitment, Holding, Recusal, Representation, Seat
from workflow_app.models.unit import in_force
from workflow_app.queries.law.seat_duty import duty_of

Kept = Mapping[tuple[int, int], set[Duty]]  # (case, account): what the person did there or is to it


def waiting_at_nobody(on: date, among: QuerySet[Seat] | None = None) -> QuerySet[Seat]:
    """Officers' seats whose turn it is and from which nobody could speak on that day: no holder or substitute with an account in
    use, all of them kept apart from the case by their duties, or in the hands of somebody who is none of them.

    In three statements, however many seats wait.
    """
    waiting = (Seat.objects.all() if among is None else among).filter(waiting=True, desk__isnull=False)
    seats = list(waiting.select_related("desk", "round"))
    if not seats:
        return Seat.objects.none()
    cases = waiting.values("round__case")
    sitting = _sitting(waiting, on)
    kept = _kept(cases, Holding.objects.filter(in_force(on), desk__in=waiting.values("desk")).values("account"))
    empty = [seat.pk for seat in seats if not any(_speaking(seat, sitting, kept))]
    return Seat.objects.filter(pk__in=empty)


def _sitting(waiting: QuerySet[Seat], on: date) -> Mapping[int, set[int]]:
    """{desk: accounts}"""
    found: dict[int, set[int]] = defaultdict(set)
    held = Holding.objects.filter(in_force(on), desk__in=waiting.values("desk"), account__is_active=True)
    for desk, account in held.values_list("desk", "account"):
        found[desk].add(account)
    return found


def _speaking(seat: Seat, sitting: Mapping[int, set[int]], kept: Kept) -> Iterator[bool]:
    """For everybody who sits there, and has the seat in hand where somebody has: whether they may speak."""
    for account in sitting.get(seat.desk_id or 0, ()):
        if seat.holder_id in (None, account):
            held = kept.get((seat.round.case_id, account))
            yield not held or conflict(duty_of(seat), frozenset(held)) is None


def _kept(cases: QuerySet[Seat, Any], accounts: QuerySet[Holding, Any]) -> Kept:
    """As `duties_held` says of one person, of all these people in these cases; in one statement."""
    done = Commitment.objects.filter(case__in=cases, account__in=accounts).values_list("case", "account", F("duty"))
    aside = Recusal.objects.filter(case__in=cases, account__in=accounts).annotate(held=_as(Duty.RECUSED))
    represented = Representation.objects.filter(account__in=accounts)
    applied = Case.objects.filter(pk__in=cases, applicant__representations__in=represented).annotate(held=_as(Duty.OWN))
    selves = represented.filter(
        capacity=Representation.Capacity.SELF, party__number_index=OuterRef("beneficiary_index")
    )
    benefits = Claim.objects.filter(case__in=cases).annotate(
        who=Subquery(selves.order_by("pk").values("account")[:1]), held=_as(Duty.OWN)
    )
    rows = done.union(
        aside.values_list("case", "account", "held"),
        applied.values_list("pk", "applicant__representations__account", "held"),
        benefits.filter(who__isnull=False).values_list("case", "who", "held"),
    )
    found: dict[tuple[int, int], set[Duty]] = defaultdict(set)
    for case, account, duty in rows:
        found[case, account].add(Duty(duty))
    return found


def _as(duty: Duty) -> Value:
    return Value(duty.value, output_field=CharField(max_length=20))
