"""A review step asked by any quorum one likes, and colleagues who share a desk."""

from __future__ import annotations

from fractions import Fraction

from tests.situations import SIGNED, case_at, waiting_seat
from workflow_app.approval.decide import whose_turn
from workflow_app.approval.quorum import Quorum, SeatSpec
from workflow_app.commands.establish import appoint
from workflow_app.management.acting import SINCE
from workflow_app.models import Account, Case, Desk, Round, RoundState, Seat

STEP = "section"  # decided by one seat in the released route; here by whatever quorum is tried
THEN = "bureau_finance"
ROLES = ("section", "employment", "loan_office", "insurance")  # nobody of these did anything on the case before
ONE, TWO, THREE, FOUR = (SeatSpec(desk=role) for role in ROLES)
QUORUMS = {
    "any": Quorum("any", (ONE, TWO, THREE)),
    "all": Quorum("all", (ONE, TWO, THREE)),
    "all heard": Quorum("all", (ONE, TWO, THREE), first_no_decides=False),
    "two of three": Quorum("at_least", (ONE, TWO, THREE), Fraction(2)),
    "two thirds": Quorum("ratio", (ONE, TWO, THREE), Fraction(2, 3)),
    "with veto": Quorum("at_least", (SeatSpec(desk="section", veto=True), TWO, THREE), Fraction(2)),
    "in sequence": Quorum("in_sequence", (ONE, TWO, THREE)),
    "an office in sequence beside others": Quorum("all", (Quorum("in_sequence", (ONE, TWO)), THREE, FOUR)),
}


def asked(quorum: Quorum, case: Case | None = None) -> Case:
    """A case at the review step, whose round asks this quorum."""
    case = case_at(STEP, case)
    opened = Round.objects.get(case=case, state=RoundState.OPEN)
    opened.seats.all().delete()
    opened.quorum = quorum.to_json()
    opened.save()
    desks = {desk.role: desk for desk in Desk.objects.filter(unit=case.unit)}
    turn = whose_turn(quorum, {})
    for place, seat in quorum.seats():
        desk = desks[seat.desk]
        Seat.objects.create(round=opened, place=place, desk=desk, title=desk.title, waiting=place in turn)
    return case


def seat_of(case: Case, role: str) -> Seat:
    """The seat of a role in the round that is asked now, the latest chair of it."""
    return Seat.objects.filter(round__case=case, round__step=case.step, desk__role=role, removed_at=None).latest("pk")


def next_seat(case: Case) -> Seat:
    """The first seat whose turn it is."""
    return Seat.objects.filter(round__case=case, waiting=True).order_by("place")[0]


def colleague(case: Case, role: str, name: str = "邻座") -> Account:
    """A second person at a desk of the deciding unit."""
    person, _ = Account.objects.get_or_create(
        username=f"second.{role}", defaults={"name": f"{name}{role}", "is_officer": True, "password": "!"}
    )
    appoint(person, role, case.unit.kind, case.unit.region, since=SINCE, at=SIGNED)
    return person


def sits_at(case: Case, role: str) -> Account:
    """Who sits there."""
    desk = Desk.objects.get(unit=case.unit, role=role)
    return desk.holdings.order_by("pk")[0].account


def chain(case: Case) -> str:
    """The key of its chain."""
    return f"case:{case.number}"


def at_section() -> tuple[Case, Seat]:
    """A case before the section, and its seat."""
    case = case_at("section")
    return case, waiting_seat(case)
