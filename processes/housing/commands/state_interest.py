"""A waiting household states its interest in a plan (意向登记); the rules are asked again as of today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from processes.housing.models import AllocationPlan, EntryState, Interest, PlanState, WaitingEntry
from processes.housing.queries.held import held_plan
from processes.housing.queries.households import entries_of
from processes.housing.terms import INTENT_RECHECK
from workflow_app.commands.record import record
from workflow_app.models import Account, Case
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy import catalogue
from workflow_app.policy.assessment import Assessment
from workflow_app.policy.refusals import AlreadyDone, NotFound, NotPossibleNow
from workflow_app.queries.law.facts import facts_of
from workflow_app.queries.law.published import newest_edition


def state_interest(plan_id: int, *, by: Account, at: datetime) -> Interest:
    """The interest of the household the account acts for. Raises NotPossibleNow once the days are over, NotFound for who
    is not on this list, AlreadyDone for a second time."""
    today = localtime(at).date()
    with transaction.atomic():
        plan = held_plan(plan_id)
        if plan.state != PlanState.PUBLISHED or plan.interest_until < today:
            raise NotPossibleNow(f"意向登记已于{plan.interest_until:%Y-%m-%d}截止，请留意下一个配租方案。")
        entry = _entry(plan, by, today)
        interest = _created(plan, entry, by, at)
        record(plan.stream, "state_interest", by=by, at=at, body={"number": entry.number})
        return interest


def _entry(plan: AllocationPlan, by: Account, on: date) -> WaitingEntry:
    waiting = entries_of(by, on).filter(unit=plan.unit_id, state=EntryState.WAITING).select_related("case__unit")
    entry = waiting.first()
    if entry is None:
        raise NotFound("您不在这个配租方案的轮候名册里，不能登记意向。")
    return entry


def _created(plan: AllocationPlan, entry: WaitingEntry, by: Account, at: datetime) -> Interest:
    today = localtime(at).date()
    due = newest_edition(plan.item).on(today).limit(INTENT_RECHECK).due(plan.interest_until, calendar_in_force())
    assert due is not None, "nothing pauses a re-check"
    try:
        with transaction.atomic():
            return Interest.objects.create(
                plan=plan,
                entry=entry,
                stated_at=at,
                by=by,
                recheck_due=due,
                findings=asked_again(entry.case, today).as_json(),
            )
    except IntegrityError:
        raise AlreadyDone("您已经在这个方案登记过意向，不用重复登记。") from None


def asked_again(case: Case, on: date) -> Assessment:
    """What the newest policy says today of what was filed, and of what became known since."""
    facts = replace(facts_of(case, on).facts, filed_on=on)
    return catalogue.procedure(case.item, case.procedure).assess(facts, newest_edition(case.item).on(on))
