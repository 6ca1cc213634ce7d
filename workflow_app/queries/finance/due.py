"""What of determined claims may be paid on a day: the whole of most, the instalments due of those that are paid in parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from workflow_app.models import Case, Claim, ClaimState, FundsRequest, Instalment, LineState
from workflow_app.models.payment import LIVE_LINES

LIVE = Q(payment_lines__state__in=LIVE_LINES)
# What a transfer should be of. To be annotated: in a filter Django would join the instalment inwards and lose whole claims.
PART = Coalesce("instalment__amount", "claim__amount")


@dataclass(frozen=True, slots=True)
class Due:
    """A claim, or one instalment of it, and how much of it is to be paid (yuan)."""

    claim: Claim
    instalment: Instalment | None
    amount: Decimal

    @property
    def key(self) -> tuple[int, int | None]:
        """What a transfer is one transfer of."""
        return self.claim.pk, self.instalment.pk if self.instalment else None


@dataclass(frozen=True, slots=True)
class Later:
    """So much is paid from a day on, and not before."""

    due_on: date
    count: int
    total: Decimal
    standing: str


def due_of(claims: Iterable[Claim], on: date) -> Iterator[Due]:
    """Of each claim, in the order given, what is due by that day, paid already or not. One statement."""
    claims = list(claims)
    rows: dict[int, list[Instalment]] = defaultdict(list)
    for row in Instalment.objects.filter(claim__in=[claim.pk for claim in claims]).order_by("claim", "ordinal"):
        rows[row.claim_id].append(row)
    for claim in claims:
        if claim.pk not in rows:
            yield Due(claim, None, claim.amount)
        for row in rows[claim.pk]:
            if row.stopped_at is None and row.due_on <= on:
                yield Due(claim, row, row.amount)


def due_rows(claims: QuerySet[Claim], on: date) -> QuerySet[Instalment]:
    """The instalments of claims that are due by a day, not stopped, and neither paid nor on their way."""
    rows = Instalment.objects.filter(claim__in=claims.values("pk"), stopped_at=None, due_on__lte=on)
    return rows.exclude(LIVE)


def later(request: FundsRequest, on: date) -> list[Later]:
    """The instalments of a request that are not due by a day, those of one day together, earliest first."""
    rows = Instalment.objects.filter(claim__notice_lines__funds_request=request, due_on__gt=on)
    return _by_day(rows)


def still_to_pay(case: Case) -> list[Later]:
    """The instalments of a case that are neither stopped, nor paid, nor on their way."""
    return _by_day(Instalment.objects.filter(claim__case=case).exclude(LIVE))


def _by_day(rows: QuerySet[Instalment]) -> list[Later]:
    """Of claims that are still owed."""
    owed = rows.filter(stopped_at=None, claim__state=ClaimState.DETERMINED)
    days = owed.order_by("due_on").values_list("due_on")
    told = days.annotate(count=Count("pk"), total=Sum("amount"), standing=Max("claim__standing"))
    return [Later(*row) for row in told]


def unpaid(claims: Iterable[int]) -> QuerySet[Instalment]:
    """The instalments of claims that are still to be paid, now or later."""
    paid = Q(payment_lines__state=LineState.PAID)
    return Instalment.objects.filter(claim__in=list(claims), stopped_at=None).exclude(paid)
