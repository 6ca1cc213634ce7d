"""What was found about a case between its determination and its payment, as its officers see and settle it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, QuerySet, Sum
from django.utils.translation import gettext as _

from forms.identity import mask_id, mask_name
from workflow_app.approval.duties import DUTY_OF_ROLE, EXAMINERS
from workflow_app.models import Case, PaymentDoubt
from workflow_app.models.chain import canonical
from workflow_app.policy.finding import Finding
from workflow_app.policy.register import Register
from workflow_app.queries.desk.case_lines import Judged
from workflow_app.queries.finance.doubts import OPEN
from workflow_app.queries.law.duties import why_not_me
from workflow_app.queries.other_cases import OtherCases, Reader, other_cases
from workflow_app.queries.workplace import Workplace


@dataclass(frozen=True, slots=True)
class CaseDoubt:
    """The same found about several lines of one person, and the same made of it. `row` is the first of them."""

    row: PaymentDoubt
    rows: tuple[PaymentDoubt, ...]
    name: str
    number: str
    amount: Decimal
    standing: str
    findings: tuple[Judged, ...]
    register: str
    asked_at: datetime | None

    @property
    def lines(self) -> str:
        """Their numbers, as one says them."""
        return "、".join(str(row.claim.ordinal) for row in self.rows)


def doubts_of(case: Case, reader: Reader, on: date) -> list[CaseDoubt]:
    """Open ones first, then as they were raised; what is the same of one person stands together."""
    found = PaymentDoubt.objects.filter(claim__case=case).select_related("claim", "record", "settled_by")
    alike: dict[tuple[object, ...], list[PaymentDoubt]] = {}
    for row in found.order_by("settled_at", "raised_at", "claim__ordinal"):
        made = row.raised_at, row.settled_at, row.settled_by_id, row.outcome, row.words
        alike.setdefault((row.claim.beneficiary_index, canonical(row.findings), *made), []).append(row)
    told = {which: [Finding.from_json(each) for each in rows[0].findings] for which, rows in alike.items()}
    others = other_cases((each for findings in told.values() for each in findings), reader, on)
    made_of = [_together(rows, told[which], others) for which, rows in alike.items()]
    return sorted(made_of, key=lambda each: each.row.settled_at is not None)


def why_not_settle(case: Case, place: Workplace) -> str:
    """Why this person may not settle what is doubted; '' when they may."""
    desk = next((desk for desk in place.desks if desk.unit_id == case.unit_id and desk.role in EXAMINERS), None)
    if desk is None:
        return _("由承办单位的经办或复核人员核实处理。")
    return why_not_me(case, DUTY_OF_ROLE[desk.role], place.account)


def doubted_cases(place: Workplace) -> QuerySet[Case, Any]:
    """The cases whose doubts this person's office looks into: how many lines, how much, since when; the oldest first."""
    open_ones = PaymentDoubt.objects.filter(OPEN, claim__case__unit__in=place.units(*EXAMINERS))
    cases = Case.objects.filter(claims__doubts__in=open_ones).select_related("applicant")
    summed = cases.annotate(
        lines=Count("claims"),
        doubted=Sum("claims__amount"),
        standing=Max("claims__standing"),
        since=Min("claims__doubts__raised_at"),
    )
    return summed.order_by("since", "pk")


def _together(rows: Sequence[PaymentDoubt], findings: Sequence[Finding], others: OtherCases) -> CaseDoubt:
    first, claim = rows[0], rows[0].claim
    record = first.record
    return CaseDoubt(
        row=first,
        rows=tuple(rows),
        name=mask_name(claim.beneficiary["name"]),
        number=mask_id(claim.beneficiary["number"])[-8:],
        amount=sum((row.claim.amount for row in rows), Decimal(0)),
        standing=max(row.claim.standing for row in rows),
        findings=tuple(Judged(claim.ordinal, others.told(each), None, True, others.to_open(each)) for each in findings),
        register=Register(record.register).label if record else "",
        asked_at=record.asked_at if record else None,
    )
