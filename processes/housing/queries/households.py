"""Whose place on the list it is: the entries of the parties an account acts for."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from processes.housing.models import AllocationPlan, Choice, Interest, WaitingEntry
from workflow_app.models import Account
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.scope import parties_of


def entries_of(account: Account, on: date) -> QuerySet[WaitingEntry]:
    """The places on waiting lists that are this person's."""
    return WaitingEntry.objects.filter(case__applicant__in=parties_of(account, on))


def unsigned_choice_of(entry: WaitingEntry) -> Choice | None:
    """The home a household chose, in whichever plan, and has no lease of yet."""
    chosen = Choice.objects.filter(interest__entry=entry, given_up_at=None, tenancy=None)
    return chosen.select_related("home", "plan").first()


def interest_of(account: Account, plan: AllocationPlan, on: date) -> Interest:
    """The interest this person stated in a plan; NotFound when there is none."""
    own = Interest.objects.filter(plan=plan, entry__in=entries_of(account, on)).select_related("entry__case")
    interest = own.first()
    if interest is None:
        raise NotFound("您没有在这个配租方案登记过意向，或者不是以当时的申请人登录。")
    return interest
