"""What a table is going to change, held before its first row: two tables, or a table and a person, that go through the same things in
different orders would wait for each other. The order is everybody's (`commands/held.py`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from forms.rows import Row
from workflow_app.commands.held import hold_cases_of, hold_requests
from workflow_app.commands.treasury.held_plan import held_indicators
from workflow_app.flow import door
from workflow_app.models import Appropriation, Claim, SpendingPlan
from workflow_app.queries.finance.set_aside import indicators_of
from workflow_app.queries.finance.tables import letters, plans_of_treasury, recoveries_paid_here
from workflow_app.queries.workplace import Workplace

AT_ONCE = 500  # names asked for in one statement


def hold_indicators_of_plans(rows: Sequence[Row], place: Workplace) -> None:
    """Those a table plans for."""
    names = (row["indicator"] for row in rows)
    held_indicators(pk for some in _some(names) for pk in _keys(Appropriation.objects.filter(indicator__in=some)))


def hold_plans(rows: Sequence[Row], place: Workplace) -> None:
    """Those a table answers, then their indicators."""
    ours = plans_of_treasury(place)
    found = sorted(pk for some in _some(row["number"] for row in rows) for pk in _keys(ours.filter(number__in=some)))
    plans = SpendingPlan.objects.filter(pk__in=found)
    list(plans.select_for_update().order_by("pk").values_list("pk", flat=True))
    held_indicators(plans.values_list("appropriation", flat=True))


def hold_payments(rows: Sequence[Row], place: Workplace) -> None:
    """The requests whose letters a table answers, then their cases, then the indicators that pay them."""
    found = [
        key
        for some in _some(row["letter"] for row in rows)
        for key in letters(place).filter(number__in=some).values_list("funds_request", flat=True)
    ]
    hold_requests(found)
    hold_cases_of(found)
    claims = Claim.objects.filter(notice_lines__funds_request__in=found)
    held_indicators(indicators_of(claims).values_list("pk", flat=True))


def hold_recovered(rows: Sequence[Row], place: Workplace) -> None:
    """The cases whose money came back, then the indicators it was paid from."""
    codes = ("".join(str(row["code"]).split()) for row in rows)
    found = [pk for some in _some(codes) for pk in _keys(recoveries_paid_here(place).filter(code__in=some))]
    claims = Claim.objects.filter(recovered_lines__recovery__in=found)
    for case in sorted(set(claims.values_list("case", flat=True))):
        door.hold(case)
    held_indicators(indicators_of(claims).values_list("pk", flat=True))


HOLDS: Mapping[str, Callable[[Sequence[Row], Workplace], None]] = {
    "spending_plan": hold_indicators_of_plans,
    "plan_answer": hold_plans,
    "payment_request": hold_payments,
    "recovery_receipt": hold_recovered,
}


def _some(names: Iterable[object]) -> Iterable[list[object]]:
    """The names once each, so many at a time."""
    all_of_them = list(dict.fromkeys(names))
    return (all_of_them[start : start + AT_ONCE] for start in range(0, len(all_of_them), AT_ONCE))


def _keys(found: QuerySet[Any]) -> Iterable[int]:
    return found.order_by().values_list("pk", flat=True)
