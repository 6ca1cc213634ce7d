"""A step asked by any quorum: a round nobody spoke in yet is given other seats of the deciding unit."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from workflow_app.approval.decide import whose_turn
from workflow_app.approval.duties import DUTY_OF_ROLE, Duty
from workflow_app.approval.quorum import RULES, Quorum, SeatSpec
from workflow_app.models import Case, Desk, Holding, Round, Seat
from workflow_app.queries.law.meetings import is_minuted

FEWEST, MOST = 2, 4
SHARES = (Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(1))
NESTED, VETO, ALL_HEARD, OWN_DUTY = 0.3, 0.25, 0.4, 0.2  # how often


def may_ask_otherwise(case: Case, opened: Round) -> bool:
    """Officers of the unit are asked, for their word alone, and nobody has done anything there yet."""
    seats = list(opened.seats.all())
    plain = all(seat.desk_id and not seat.asks and seat.holder_id is None for seat in seats)
    return bool(seats) and plain and not is_minuted(case, opened.step)


def ask_otherwise(case: Case, opened: Round, chance: Random) -> Quorum:
    """The open round asks a quorum drawn at random, of desks where somebody sits."""
    held = Holding.objects.filter(desk__unit=case.unit_id, desk__role__in=DUTY_OF_ROLE).values("desk")
    desks = {desk.role: desk for desk in Desk.objects.filter(pk__in=held).order_by("pk")}
    quorum = drawn(chance, sorted(desks))
    due = opened.seats.first()
    opened.seats.all().delete()
    opened.quorum = quorum.to_json()
    opened.save(update_fields=["quorum"])
    turn = whose_turn(quorum, {})
    Seat.objects.bulk_create(
        Seat(
            round=opened,
            place=place,
            desk=desks[seat.desk],
            title=desks[seat.desk].title,
            waiting=place in turn,
            due_on=due.due_on if due else None,
        )
        for place, seat in quorum.seats()
    )
    return quorum


def drawn(chance: Random, roles: list[str]) -> Quorum:
    """Any rule over two to four desks, now and then with a quorum inside."""
    asked = chance.sample(roles, min(len(roles), chance.randint(FEWEST, MOST)))
    seats: list[Quorum | SeatSpec] = [_seat(chance, role) for role in asked]
    if len(seats) > FEWEST and chance.random() < NESTED:
        seats = [_rule(chance, tuple(seats[:FEWEST])), *seats[FEWEST:]]
    return _rule(chance, tuple(seats))


def _seat(chance: Random, role: str) -> SeatSpec:
    """Most say a word that nothing they did before excludes; some their desk's own."""
    duty = "" if chance.random() < OWN_DUTY else Duty.CHECK.value
    return SeatSpec(desk=role, duty=duty, veto=chance.random() < VETO)


def _rule(chance: Random, members: tuple[Quorum | SeatSpec, ...]) -> Quorum:
    rule = chance.choice(RULES)
    n = {"at_least": Fraction(chance.randint(1, len(members))), "ratio": chance.choice(SHARES)}.get(rule, Fraction(1))
    return Quorum(rule, members, n, first_no_decides=chance.random() >= ALL_HEARD, veto=chance.random() < VETO)
