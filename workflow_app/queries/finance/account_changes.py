"""Accounts that are being changed: whose money waits for it, why, and what the second person sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from workflow_app.approval.duties import Duty, conflict, excluded
from workflow_app.clock.spoken import spoken
from workflow_app.models import (
    AccountChange,
    Case,
    ChangeState,
    Claim,
    ClaimState,
    LineState,
    PaymentLine,
)
from workflow_app.models.account_change import OPEN_CHANGES
from workflow_app.models.payment import ON_ITS_WAY
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.law.duties import duties_held
from workflow_app.queries.newest import newest
from workflow_app.queries.workplace import FINANCE, Workplace

MOST = 50
CONFIRMING = "funds_check"  # the role whose second word an account needs


def unpaid(case: Case) -> QuerySet[Claim]:
    """What is determined and not paid yet."""
    return case.claims.filter(state=ClaimState.DETERMINED, amount__gt=0)


def returned_lines(case_id: int) -> QuerySet[PaymentLine]:
    """Transfers of a case that came back, were not paid anew, and are still owed."""
    back = PaymentLine.objects.filter(claim__case=case_id, state=LineState.RETURNED, reissued_as=None)
    return back.filter(claim__state=ClaimState.DETERMINED)


def in_a_batch(case_id: int) -> str:
    """The number of the batch in which money of a case stands or is on its way; '' where none is."""
    live = PaymentLine.objects.filter(claim__case=case_id, state__in=ON_ITS_WAY)
    return live.values_list("batch__number", flat=True).first() or ""


def changing() -> QuerySet[AccountChange, Any]:
    """The cases whose account is being changed, as a subquery: nothing of them is paid meanwhile."""
    return AccountChange.objects.filter(state__in=OPEN_CHANGES).values("case")


def why_waiting(state: str, until: date) -> str:
    """Why a line is not payable while its account is being changed."""
    if state == ChangeState.ASKED:
        return f"正在更换收款账户：待第二人确认，冷静期至{spoken(until)}"
    return f"正在更换收款账户：已确认，冷静期至{spoken(until)}"


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change as the finance desk sees it (the row with the `standing` of its sums): what is `owed` to the case, in yuan; `why_not` says why this person has no word on it
    ('' when they have)."""

    row: AccountChange
    owed: Decimal
    why_not: str


def open_changes(place: Workplace) -> list[ShownChange]:
    """What waits in the regions of the person's finance bureau: first what nobody confirmed, the oldest first."""
    rows = _of(place).filter(state__in=OPEN_CHANGES).order_by(F("confirmed_at").asc(nulls_first=True), "pk")[:MOST]
    held = duties_held([row.case_id for row in rows], place.account)
    return [ShownChange(row, row.owed, _why_not(place, held.get(row.case_id, frozenset()))) for row in rows]


def ended_changes(place: Workplace, before: int) -> tuple[list[AccountChange], int]:
    """A page of those that ended, newest first, and where the next one begins."""
    return newest(_of(place).exclude(state__in=OPEN_CHANGES).order_by("-pk"), before)


def change_here(place: Workplace, change_id: int) -> AccountChange:
    """One of them; NotFound for another bureau's."""
    found = _of(place).filter(pk=change_id).first()
    if found is None:
        raise NotFound("没有找到这个更换账户的申请，或者不归您所在的单位办理。")
    return found


def open_change(case_id: int) -> AccountChange | None:
    """The change of a case that is under way."""
    return AccountChange.objects.filter(case=case_id, state__in=OPEN_CHANGES).first()


def _of(place: Workplace) -> QuerySet[AccountChange, Any]:
    regions = Q(pk__in=())
    for desk in place.desks:
        if desk.unit.kind == FINANCE:
            regions |= Q(case__unit__region__startswith=desk.unit.region)  # a county's streets are paid by the county
    related = "case__applicant", "case__unit", "before", "asked_by", "confirmed_by", "ended_by", "towards__case"
    owed = Sum("case__claims__amount", filter=Q(case__claims__state=ClaimState.DETERMINED))
    return (
        AccountChange.objects.filter(regions)
        .select_related(*related)
        .annotate(
            owed=Coalesce(owed, Value(Decimal(0)), output_field=DecimalField()),
            standing=Coalesce(Max("case__claims__standing"), Value("")),
        )
    )


def _why_not(place: Workplace, held: frozenset[Duty]) -> str:
    if CONFIRMING not in place.roles:
        return _("更换账户由资金审核岗确认。")
    other = conflict(Duty.CONFIRM_ACCOUNT, held)
    return excluded("本件", other, Duty.CONFIRM_ACCOUNT) if other else ""
