"""What the benches play on: classes and claims of the demonstration's school, each with people of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from workflow_app.commands.establish import appoint
from workflow_app.management import acting, acts
from workflow_app.models import Account, Case, Notice, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure

BEGIN = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
FILED = BEGIN + timedelta(days=36)
NOTICED = FILED + timedelta(days=1)
OVER = FILED + timedelta(days=14)
SCHOOL = "yuehe.agent"
SECOND = "linzhou."  # who also sits at the same desks, so that two can meet there
COUNTY = "410523"
PLENTY = Decimal("100000000.00")  # yuan


def item() -> Item:
    """The first item whose principal procedure rests on another and pays."""
    return next(each for each in catalogue.items() if each.principal.parent)


def parent() -> Procedure:
    """The procedure whose cases need nothing before them."""
    return item().procedure(item().principal.parent or "")


def second_person(desk: str) -> Account:
    """Put a colleague of another county at the same desk of ours."""
    account = acting.account(SECOND + desk)
    held = account.holdings.select_related("desk__unit").get(desk__unit__region="410581").desk
    sits = appoint(account, held.role, held.unit.kind, COUNTY, since=acting.SINCE, at=BEGIN)
    acting.begin_with_a_limit(sits, BEGIN)
    return account


def colleagues(desk: str, people: int) -> list[Account]:
    """So many people of their own at one desk of our county."""
    held = acting.account(f"tangyin.{desk}").holdings.select_related("desk__unit").get().desk
    accounts = [acting.officer(f"tangyin.{desk}{number}", f"同岗{number}号") for number in range(people)]
    for account in accounts:
        appoint(account, held.role, held.unit.kind, COUNTY, since=acting.SINCE, at=BEGIN)
    return accounts


def record(serial: int, step: str = "", size: int = 10) -> Case:
    """A class, approved up to a step ('' is the end)."""
    casting = acting.casting_of(SCHOOL, serial, BEGIN.date(), size=size)
    case = acting.file(item().slug, parent().slug, casting, by=acting.account(SCHOOL), at=BEGIN)
    return acting.sign_until(case, step, at=BEGIN + timedelta(hours=3))


def claim(serial: int, step: str, size: int = 10) -> Case:
    """The claim of a class, approved up to a step before its notice."""
    above = record(serial, size=size)
    acts.look_on_the_spot(above, BEGIN + timedelta(days=14))
    casting = acting.casting_of(SCHOOL, serial, FILED.date(), size=size, parent_number=above.number)
    case = acting.file(item().slug, item().principal.slug, casting, by=acting.account(SCHOOL), at=FILED)
    return acting.sign_until(case, step, at=FILED + timedelta(hours=3))


def noticed(*cases: Case) -> Notice:
    """Nobody objected to these."""
    return acts.notice_over(cases, NOTICED, OVER)


def waiting(case: Case) -> Seat:
    """The only seat whose turn it is."""
    return next(acting.waiting_seats(case))
