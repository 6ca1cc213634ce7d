"""Situations of the waiting list, made by commands: so many households wait, a plan is published, frozen, drawn, called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from forms import specimen
from processes.housing.commands.call_up import call_up
from processes.housing.commands.choose_home import choose_home
from processes.housing.commands.commit_value import commit_value
from processes.housing.commands.enter_waiting_list import enter_waiting_list
from processes.housing.commands.freeze_list import freeze_list
from processes.housing.commands.publish_plan import Announcement, publish_plan
from processes.housing.commands.recheck_interest import recheck_interest
from processes.housing.commands.register_home import register_home
from processes.housing.commands.reveal_value import reveal_value
from processes.housing.commands.run_draw import run_draw
from processes.housing.commands.sign_lease import sign_lease
from processes.housing.commands.state_interest import state_interest
from processes.housing.draw import commitment
from processes.housing.models import AllocationPlan, Choice, Home, Tenancy, WaitingEntry
from processes.housing.public_rental.item import APPLICATION, ITEM
from processes.housing.public_rental.play import KEEPERS
from tests.remembered import remembered
from workflow_app.commands.establish import register_party, represent
from workflow_app.management import acting
from workflow_app.models import Account, Unit
from workflow_app.policy.specimen import Casting

SHANGHAI = ZoneInfo("Asia/Shanghai")
FILED = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
DAY = timedelta(days=1)
PUBLISHED_AT, STATED, CLOSED = FILED + 30 * DAY, FILED + 31 * DAY, (FILED + 35 * DAY).date()
FROZEN, REVEALED = FILED + 36 * DAY, FILED + 37 * DAY
RESULT_DUE, DRAWN = FILED + 40 * DAY, FILED + 40 * DAY
CALLED = FILED + 50 * DAY
SIGNED = FILED + 51 * DAY
STARTS = date(2026, 5, 1)
NAMED, RESULT = "公告载明日期的公开开奖号码（示例）", "03 08 14 22 27 31 + 09"
REGION = "410523"


def housing() -> Unit:
    return Unit.objects.get(kind="housing", region=REGION)


def at_desk(role: str) -> Account:
    return acting.at_desk(housing(), role, FILED)


@remembered
def waiting(count: int, *, first_tier: int = 0) -> list[Account]:
    """So many single applicants on the list of one county, the first `first_tier` of them in the first tier."""
    people = [_applicant(number) for number in range(count)]
    for number, account in enumerate(people):
        party = account.representations.get().party
        casting = Casting(number + 1, REGION, FILED.date(), "person", party.name, party.number, size=1)
        case = acting.file(ITEM.slug, APPLICATION.slug, casting, by=account, at=FILED)
        enter_waiting_list(case.pk, 1 if number < first_tier else 2, 1, "low", at=FILED + DAY)
    return people


def _applicant(number: int) -> Account:
    born = date(1980, 1, 1) + timedelta(days=number)
    account = Account.objects.create(username=f"household{number}", name=specimen.person_name(number), is_officer=False)
    party = register_party("person", account.name, specimen.id_of(born, 1), REGION)
    represent(account, party, "self", since=date(2026, 1, 1), at=FILED)
    return account


@remembered
def homes(count: int) -> list[Home]:
    by = at_desk("allocation")
    return [
        register_home(housing().pk, f"示例小区{n}号", "一室一厅", Decimal("40.00"), by=by, at=FILED)
        for n in range(1, count + 1)
    ]


def announcement(**other: object) -> Announcement:
    told: dict[str, object] = {
        "title": "示例小区配租方案",
        "interest_until": CLOSED,
        "result_named": NAMED,
        "result_due": RESULT_DUE,
        "keepers": {role: acting.account(name) for role, name in KEEPERS.items()},
    }
    return Announcement(**(told | other))  # type: ignore[arg-type]


@remembered
def published(offered: Sequence[Home]) -> AllocationPlan:
    pks = [home.pk for home in offered]
    return publish_plan(housing().pk, pks, announcement(), by=at_desk("allocation"), at=PUBLISHED_AT)


def value(role: str) -> str:
    return f"the secret of the {role}"


def committed(plan: AllocationPlan) -> None:
    for role, name in KEEPERS.items():
        told = commitment(plan.number, role, value(role))
        commit_value(plan.pk, told, by=acting.account(name), at=STATED)


def interested(plan: AllocationPlan, people: Sequence[Account], *, passed: bool = True) -> None:
    for account in people:
        stated = state_interest(plan.pk, by=account, at=STATED)
        if passed:
            recheck_interest(stated.pk, True, by=at_desk("review"), at=STATED)


@remembered
def frozen(plan: AllocationPlan, people: Sequence[Account]) -> AllocationPlan:
    committed(plan)
    interested(plan, people)
    freeze_list(plan.pk, by=at_desk("allocation"), at=FROZEN)
    return AllocationPlan.objects.get(pk=plan.pk)


@remembered
def revealed(plan: AllocationPlan) -> AllocationPlan:
    for role, name in KEEPERS.items():
        reveal_value(plan.pk, value(role), by=acting.account(name), at=REVEALED)
    return plan


@remembered
def drawn(plan: AllocationPlan, people: Sequence[Account]) -> AllocationPlan:
    revealed(frozen(plan, people))
    run_draw(plan.pk, RESULT, by=at_desk("allocation"), at=DRAWN)
    return AllocationPlan.objects.get(pk=plan.pk)


@remembered
def called(plan: AllocationPlan, people: Sequence[Account]) -> AllocationPlan:
    drawn(plan, people)
    return call_up(plan.pk, len(people), by=at_desk("allocation"), at=CALLED)


@remembered
def chosen() -> Choice:
    """One household chose the only home."""
    people, offered = waiting(1), homes(1)
    plan = called(published(offered), people)
    return choose_home(plan.pk, offered[0].pk, by=people[0], at=CALLED)


@remembered
def leased(ends_on: date = date(2027, 4, 30)) -> Tenancy:
    return sign_lease(chosen().pk, STARTS, ends_on, by=at_desk("rent"), at=SIGNED)


def entry_of(account: Account) -> WaitingEntry:
    return WaitingEntry.objects.get(case__filed_by=account)
