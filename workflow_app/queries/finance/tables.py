"""What goes out as tables, row by row in the columns of its profile, and how a row that comes back finds what it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.timezone import localtime

from forms.identity import mask_account
from workflow_app.models import (
    FundsRequest,
    IssuedDocument,
    LineState,
    PaymentBatch,
    PaymentLine,
    PlanState,
    Posting,
    ReceiptEntry,
    Recovery,
    RecoveryReceipt,
    SpendingPlan,
)
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.finance.plans import PLANNER
from workflow_app.queries.item_titles import title_of_notice
from workflow_app.queries.names import name_on
from workflow_app.queries.papers.treasury import voucher
from workflow_app.queries.workplace import Workplace

# Who takes a table in, by its profile.
TAKEN_BY: Mapping[str, str] = {
    "spending_plan": PLANNER,
    "plan_answer": "treasury_check",
    "payment_request": "treasury_check",
    "recovery_receipt": "funds_check",
    "payment_receipt": "batch_draft",
}
AT_ONCE = 500  # numbers looked up together
STATES = {LineState.RELEASED, LineState.PAID, LineState.RETURNED}
Cells = tuple[Any, ...]


def own_plans(place: Workplace) -> QuerySet[SpendingPlan]:
    """The plans of the units where this person plans."""
    return SpendingPlan.objects.filter(unit__in=place.units(PLANNER)).select_related("appropriation")


def plans_of_treasury(place: Workplace) -> QuerySet[SpendingPlan]:
    """The plans of the indicators of the finance bureaus where this person sits at the treasury section."""
    found = SpendingPlan.objects.filter(appropriation__unit__in=place.units("treasury_check"))
    return found.select_related("appropriation", "unit")


def letters(place: Workplace) -> QuerySet[IssuedDocument]:
    """The letters of the requests to the treasury section of this person's bureau."""
    found = IssuedDocument.objects.filter(
        kind="funds_request", funds_request__finance__in=place.units("treasury_check")
    )
    return found.defer("data").select_related("funds_request__appropriation", "funds_request__notice", "unit")


def recoveries_paid_here(place: Workplace) -> QuerySet[Recovery]:
    """The recoveries of what this person's bureau paid."""
    units = place.units("funds_check")
    paid = Posting.objects.filter(claim__recovered_lines__recovery=OuterRef("pk"), appropriation__unit__in=units)
    return Recovery.objects.filter(Exists(paid)).exclude(code="")


def batch_and_ordinal(voucher: str) -> tuple[str, int]:
    """Which line a voucher's number stands for; ordinal 0 for none."""
    number, _, ordinal = voucher.rpartition("-")
    known = ordinal.isascii() and ordinal.isdigit() and len(ordinal) < 7
    return number, int(ordinal) if known else 0


def lines_by_batch(place: Workplace, numbers: Iterable[str]) -> dict[str, dict[int, PaymentLine]]:
    """{batch: {ordinal: line}} of this person's bureau, of lines a bank has something to say of. Accounts stay sealed."""
    units, known, asked = place.units("batch_draft"), dict[int, str](), sorted(numbers)
    for start in range(0, len(asked), AT_ONCE):
        batches = PaymentBatch.objects.filter(finance__in=units, number__in=asked[start : start + AT_ONCE])
        known |= dict(batches.values_list("pk", "number"))
    own = PaymentLine.objects.filter(state__in=STATES).only("ordinal", "amount", "state", "settled_at")
    found = {number: {line.ordinal: line for line in own.filter(batch=batch)} for batch, number in known.items()}
    return {number: lines for number, lines in found.items() if lines}


def rows_out(name: str, place: Workplace, year: int) -> list[Cells]:
    """All rows of a profile for this person, of the indicators of a year (receipts of recoveries: paid in it). NotFound for a table that
    is not theirs."""
    if name not in tables_of(place):
        raise NotFound("没有这张表格，或者不由您的岗位导出。")
    return list(ROWS[name](place, year))


def tables_of(place: Workplace) -> list[str]:
    """The profiles a person takes in and gives out."""
    return [name for name, role in TAKEN_BY.items() if place.units(role)]


def _plans(place: Workplace, year: int) -> Iterator[Cells]:
    for plan in own_plans(place).filter(appropriation__year=year).order_by("pk"):
        item = catalogue.item(plan.appropriation.item).title_on(place.on)
        yield (*_facts(plan), plan.words, item, plan.get_state_display(), plan.reason)


def _to_answer(place: Workplace, year: int) -> Iterator[Cells]:
    waiting = plans_of_treasury(place).filter(state=PlanState.AGREED, appropriation__year=year)
    for plan in waiting.order_by("pk"):
        yield (*_facts(plan), "", "", "", name_on(plan.unit, place.on).name, plan.words)


def _facts(plan: SpendingPlan) -> Cells:
    return plan.number, plan.appropriation.indicator, plan.month, plan.amount


def _requests(place: Workplace, year: int) -> Iterator[Cells]:
    waiting = letters(place).filter(funds_request__state=FundsRequest.State.CHECKED)
    for letter in waiting.filter(funds_request__appropriation__year=year).order_by("pk"):
        request = letter.funds_request
        assert request is not None
        fund, notice = request.appropriation, request.notice
        title = title_of_notice(notice.item, notice.opened_on)
        classes = fund.functional_class, fund.government_class, fund.department_class, "是" if fund.direct else "否"
        whose = name_on(letter.unit, place.on).name
        yield (letter.number, fund.indicator, request.total, "", "", whose, title, request.count, *classes)


def _received(place: Workplace, year: int) -> Iterator[Cells]:
    found = RecoveryReceipt.objects.filter(recovery__in=recoveries_paid_here(place), paid_on__year=year)
    entries = ReceiptEntry.objects.filter(serial=OuterRef("serial"), refusal="")
    of = {
        "batch": Subquery(entries.values("line__batch__number")[:1]),
        "line": Subquery(entries.values("line__ordinal")[:1]),
    }
    told = "serial", "recovery__code", "amount", "paid_on", "batch", "line", "recovery__case__number"
    for *receipt, batch, line, case in found.annotate(**of).order_by("pk").values_list(*told):
        yield (*receipt, voucher(batch, line) if batch else "", case)


def _paid(place: Workplace, year: int) -> Iterator[Cells]:
    lines = PaymentLine.objects.filter(batch__finance__in=place.units("batch_draft"), state__in=STATES)
    for line in lines.filter(batch__request__appropriation__year=year).select_related("batch").order_by("pk"):
        day = localtime(line.settled_at).date() if line.settled_at else None
        yield (
            voucher(line.batch.number, line.ordinal),
            line.amount,
            line.get_state_display(),
            day,
            line.payee,
            mask_account(line.account),
            line.reason,
        )


ROWS: Mapping[str, Callable[[Workplace, int], Iterator[Cells]]] = {
    "spending_plan": _plans,
    "plan_answer": _to_answer,
    "payment_request": _requests,
    "recovery_receipt": _received,
    "payment_receipt": _paid,
}
