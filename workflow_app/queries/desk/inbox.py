"""What waits at the desks a person holds, in the order it is due, page by page by key, never by offset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localtime

from workflow_app.models import Claim, Delegation, Seat, Urge
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.policy.standing import Standing
from workflow_app.queries.item_titles import title_of
from workflow_app.queries.remaining import Remaining, remaining
from workflow_app.queries.workplace import Workplace

PAGE = 25
MOST_COUNTED = 1000  # beyond it a count says "999+"
WITHOUT_LIMIT = "-"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the person narrowed the list to; empty is everything."""

    item: str = ""
    procedure: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One waiting seat as a line of the list."""

    seat: int
    number: str
    item: str
    procedure: str
    applicant: str
    summary: str
    step: str
    title: str
    amount: Decimal
    standing: str
    filed_at: datetime
    open_points: int
    due: Remaining
    claimed: bool = False
    urged: bool = False
    lent_to: str = ""

    @property
    def head(self) -> str:
        """410523-2026-, said once and in grey."""
        return self.number[: -len(self.short)]

    @property
    def short(self) -> str:
        """…000123, the part people say aloud."""
        return self.number.rsplit("-", 1)[-1]


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the key of the next one ('' when this is the last)."""

    rows: tuple[InboxRow, ...]
    following: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Capped counts of what waits, is due today, is overdue."""

    waiting: int
    today: int
    over: int


def waiting(place: Workplace) -> QuerySet[Seat]:
    """Every seat whose turn it is at the person's desks, but those in a colleague's hands."""
    free = Q(holder__isnull=True) | Q(holder=place.account)
    return Seat.objects.filter(free, waiting=True, desk__in=place.ids)


def narrowed(seats: QuerySet[Seat], only: Filter) -> QuerySet[Seat]:
    """Those of one item, procedure, step."""
    said = {"round__case__item": only.item, "round__case__procedure": only.procedure, "round__step": only.step}
    return seats.filter(**{name: value for name, value in said.items() if value})


def counts(place: Workplace) -> Counts:
    """Three capped counts, each one statement on the inbox's own index."""
    seats = waiting(place)
    due = (seats, seats.filter(due_on=place.on), seats.filter(due_on__lt=place.on))
    return Counts(*(each.order_by()[:MOST_COUNTED].count() for each in due))


def page(place: Workplace, only: Filter, after: str = "") -> Page:
    """A page in the order (due_on, id), what has no limit last. `after` is a `following` of an earlier page."""
    seats = narrowed(waiting(place), only)
    found = [] if after.startswith(WITHOUT_LIMIT) else list(_with_limit(seats, after)[: PAGE + 1])
    if len(found) <= PAGE:
        found += _without_limit(seats, after)[: PAGE + 1 - len(found)]
    rows = tuple(_rows(found[:PAGE], place.on))
    return Page(rows, _key(found[PAGE - 1]) if len(found) > PAGE else "")


def neighbours(place: Workplace, seat: Seat) -> tuple[str, str]:
    """(number before, number after) of a seat in the person's list; '' at its ends or for a seat without a limit."""
    if seat.due_on is None:
        return "", ""
    others, number = waiting(place).exclude(round__case=seat.round.case_id), "round__case__number"
    due, own = seat.due_on, seat.pk
    before = others.filter(due_on__lte=due).filter(Q(due_on__lt=due) | Q(pk__lt=own)).order_by("-due_on", "-pk")
    after = others.filter(due_on__gte=due).filter(Q(due_on__gt=due) | Q(pk__gt=own)).order_by("due_on", "pk")
    both = Subquery(before.values(number)[:1]), Subquery(after.values(number)[:1])
    found = Seat.objects.filter(pk=own).values_list(*both).get()
    return found[0] or "", found[1] or ""


def _with_limit(seats: QuerySet[Seat], after: str) -> QuerySet[Seat]:
    limited = _whole(seats.filter(due_on__isnull=False)).order_by("due_on", "pk")
    if not after:
        return limited
    due, own = _read(after)
    return limited.filter(due_on__gte=due).filter(Q(due_on__gt=due) | Q(pk__gt=own))


def _without_limit(seats: QuerySet[Seat], after: str) -> QuerySet[Seat]:
    unlimited = _whole(seats.filter(due_on__isnull=True)).order_by("pk")
    return unlimited.filter(pk__gt=_read(after)[1]) if after.startswith(WITHOUT_LIMIT) else unlimited


def _whole(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    unofficial = Claim.objects.filter(case=OuterRef("round__case")).exclude(standing__in=("", Standing.ENACTED.value))
    lent = Delegation.objects.filter(seat=OuterRef("pk"), ended_at__isnull=True)
    urged = Urge.objects.filter(round=OuterRef("round"))
    said = {
        "standing": Subquery(unofficial.values("standing")[:1]),
        "lent_to": Subquery(lent.values("to__name")[:1]),
        "urged": Exists(urged),
    }
    return seats.select_related("round__case__applicant").annotate(**said)


def _key(seat: Seat) -> str:
    return f"{seat.due_on.isoformat() if seat.due_on else WITHOUT_LIMIT}.{seat.pk}"


def _read(key: str) -> tuple[date, int]:
    day, _, number = key.partition(".")
    try:
        return date.max if day == WITHOUT_LIMIT else date.fromisoformat(day), int(number)
    except ValueError:
        raise NotUnderstood("页码读不懂，请从待办第一页重新翻页。") from None


def _rows(seats: Iterable[Any], today: date) -> Iterator[InboxRow]:
    for seat in seats:
        case = seat.round.case
        item, procedure = title_of(case.item, case.procedure, localtime(case.filed_at).date())
        yield InboxRow(
            seat=seat.pk,
            number=case.number,
            item=item,
            procedure=procedure,
            applicant=case.applicant.name,
            summary=case.summary,
            step=seat.round.title,
            title=seat.title,
            amount=case.amount,
            standing=seat.standing or "",
            filed_at=case.filed_at,
            open_points=case.open_points,
            due=remaining(seat.due_on, today),
            claimed=seat.holder_id is not None,
            urged=seat.urged,
            lent_to=seat.lent_to or "",
        )
