"""How 公共租赁住房 is played: two households to the draw, a lease, its rent, arrears, a renewal and the keys back; every refusal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import cycle, islice

from django.utils.timezone import localtime

from processes.housing.commands.bill_quarter import bill_quarter
from processes.housing.commands.call_up import call_up
from processes.housing.commands.choose_home import choose_home
from processes.housing.commands.commit_value import commit_value
from processes.housing.commands.demand_rent import demand_rent
from processes.housing.commands.end_plan import end_plan
from processes.housing.commands.freeze_list import freeze_list
from processes.housing.commands.publish_plan import Announcement, publish_plan
from processes.housing.commands.recheck_interest import recheck_interest
from processes.housing.commands.record_rent import record_rent
from processes.housing.commands.register_home import register_home
from processes.housing.commands.reveal_value import reveal_value
from processes.housing.commands.run_draw import run_draw
from processes.housing.commands.sign_lease import sign_lease
from processes.housing.commands.state_interest import state_interest
from processes.housing.draw import ROLES, commitment
from processes.housing.models import AllocationPlan, Choice, Tenancy
from processes.housing.queries.rent_owed import owed
from processes.housing.rent import quarter_of
from workflow_app.approval.stance import Stance
from workflow_app.clock.months import add_months
from workflow_app.management import acting
from workflow_app.management.acts import ONE_DAY
from workflow_app.management.stage import HOUR, MONTH, WEEK, Stage
from workflow_app.models import Account, Case, CaseState, Unit
from workflow_app.policy.specimen import Footing

APPLICATION, RENEWAL, EXIT = "application", "renewal", "exit"
COUPLE = 2
APPLIED_BEFORE = timedelta(days=240)  # four months to the keys, four of rent
FIRST, SECOND, OTHER = "wang", "li", "zhang"
KEEPERS = dict(zip(ROLES, ("anyang.h_notary", "anyang.h_section", "chen"), strict=True))
PRIORITY = {"means": {"checked_income_fen": "3000.00", "checked_relief": "dibao", "checked_priority": "lonely"}}
RESULT_NAMED = "公告载明日期中国福利彩票双色球开奖号码（示例）"
MOVED = "复审时查明家庭已在本市购买住房，不再符合条件。"
PUBLIC_RESULT = "03 08 14 22 27 31 + 09"
HOMES = (("号楼1单元101室", "45.00"), ("号楼1单元102室", "45.00"), ("号楼2单元201室", "52.38"))  # of each building


def housed(stage: Stage) -> None:
    """Two households wait, one of them first in its tier; they draw, choose, sign; rent is billed, paid and renewed for; the
    first leaves and its rent is settled by days."""
    cases = households(stage)
    plan = drawn(cases[0].unit, localtime(stage.begin) + 2 * MONTH, (FIRST, SECOND))
    signed = let(plan, (FIRST, SECOND))
    for tenancy in signed:
        pay_until(tenancy, tenancy.ends_on)
    first = Tenancy.objects.get(case=cases[0])
    stay_longer(stage, first)
    leave(stage, first)


def in_arrears(stage: Stage) -> None:
    """A tenant pays nothing for three quarters, is asked to, and gives the home back still owing."""
    case = waiting(stage, FIRST, stage.begin)
    plan = drawn(case.unit, localtime(stage.begin) + 2 * MONTH, (FIRST,))
    (tenancy,) = let(plan, (FIRST,))
    rent = acting.at_desk(case.unit, "rent", stage.begin)
    for months in (0, 1, 4):  # the rest of a quarter and two whole ones
        day = add_months(tenancy.starts_on, months)
        bill_quarter(tenancy.pk, day, by=rent, at=morning(day))
    asked = morning(add_months(tenancy.starts_on, 8))
    demand_rent(tenancy.pk, by=rent, at=asked)
    gone = stage.file(EXIT, FIRST, asked + MONTH, parent=case)
    stage.to_its_end(gone, asked + MONTH + HOUR)
    stage.work(asked + MONTH + ONE_DAY)


def refused(stage: Stage) -> None:
    """An application that is refused, withdrawn, not accepted or never corrected; a means check that ends it."""
    stage.the_other_endings(APPLICATION, OTHER, stage.begin, size=COUPLE)
    rich = stage.file(APPLICATION, OTHER, stage.begin + WEEK, size=COUPLE)
    acting.sign_until(rich, "bureaus", at=stage.begin + WEEK + HOUR)
    said = {"means": {"checked_income_fen": "20000.00", "checked_relief": "general", "checked_priority": "none"}}
    acting.sign_all(rich, at=stage.begin + WEEK + 2 * HOUR, said=said)
    acting.sign_all(rich, Stance.REFUSE, "核对后的人均月收入超过标准。", at=stage.begin + WEEK + 3 * HOUR)
    acting.sign_all(rich, at=stage.begin + WEEK + 4 * HOUR)


def households(stage: Stage) -> list[Case]:
    """Two of them on the list, the second in the first tier."""
    return [waiting(stage, FIRST, stage.begin), waiting(stage, SECOND, stage.begin + HOUR, PRIORITY)]


def waiting(stage: Stage, who: str, at: datetime, said: acting.Said | None = None) -> Case:
    """A couple on the waiting list."""
    return stage.to_its_end(stage.file(APPLICATION, who, at, size=COUPLE), at + HOUR, said)


def drawn(unit: Unit, at: datetime, who: Sequence[str]) -> AllocationPlan:
    """The list frozen, values revealed, the order drawn."""
    plan = frozen(unit, at, who)
    for role, name in KEEPERS.items():
        reveal_value(plan.pk, _value(role, plan), by=acting.account(name), at=at + WEEK + HOUR)
    run_draw(plan.pk, PUBLIC_RESULT, by=acting.at_desk(unit, "allocation", at), at=at + 2 * WEEK)
    return AllocationPlan.objects.get(pk=plan.pk)


def frozen(unit: Unit, at: datetime, who: Sequence[str], failed: Sequence[str] = ()) -> AllocationPlan:
    """A plan published, interest stated and re-checked, which those in `failed` do not pass, values committed, the list frozen."""
    plan = published(unit, at, max(len(who), len(HOMES)))
    for name in (*who, *failed):
        stated = state_interest(plan.pk, by=acting.account(name), at=at + ONE_DAY)
        passed, words = name not in failed, "" if name not in failed else MOVED
        recheck_interest(stated.pk, passed, words, by=acting.at_desk(unit, "review", at), at=at + 2 * ONE_DAY)
    for role, name in KEEPERS.items():
        told = commitment(plan.number, role, _value(role, plan))
        commit_value(plan.pk, told, by=acting.account(name), at=at + ONE_DAY)
    freeze_list(plan.pk, by=acting.at_desk(unit, "allocation", at), at=at + WEEK)
    return AllocationPlan.objects.get(pk=plan.pk)


def published(unit: Unit, at: datetime, number: int = len(HOMES)) -> AllocationPlan:
    """So many homes of the county, and their announcement."""
    allocation = acting.at_desk(unit, "allocation", at)
    estate = f"示例安居小区{AllocationPlan.objects.count() + 1}期"
    homes = [
        register_home(unit.pk, f"{estate}{n // len(HOMES) + 1}{place}", "一室一厅", Decimal(area), by=allocation, at=at)
        for n, (place, area) in enumerate(islice(cycle(HOMES), number))
    ]
    told = Announcement(
        title=f"{estate}配租方案",
        interest_until=localtime(at).date() + timedelta(days=5),
        result_named=RESULT_NAMED,
        result_due=at + timedelta(days=10),
        keepers={role: acting.account(name) for role, name in KEEPERS.items()},
    )
    return publish_plan(unit.pk, [home.pk for home in homes], told, by=allocation, at=at)


def let(plan: AllocationPlan, who: Sequence[str]) -> list[Tenancy]:
    """Called in order, each chooses the first home left and signs for a year from the first of the next month."""
    assert plan.notice_until is not None
    at, unit = morning(plan.notice_until + ONE_DAY), plan.unit
    allocation = acting.at_desk(unit, "allocation", at)
    call_up(plan.pk, len(who), by=allocation, at=at)
    choices = [_choose(plan, acting.account(name), at) for name in _in_order(plan, who)]
    signed = [_sign(choice, at + ONE_DAY) for choice in choices]
    end_plan(plan.pk, by=allocation, at=at + 2 * ONE_DAY)
    return signed


def pay_until(tenancy: Tenancy, last: date) -> None:
    """Every quarter from the first day of the lease, each on the first of its days within it."""
    day = tenancy.starts_on
    while day <= last:
        pay_quarter(tenancy, day)
        day = quarter_of(day)[1] + ONE_DAY


def pay_quarter(tenancy: Tenancy, day: date) -> None:
    """The quarter is billed and its rent arrives."""
    at = morning(day)
    rent = acting.at_desk(tenancy.case.unit, "rent", at)
    bill_quarter(tenancy.pk, day, by=rent, at=at)
    fen = owed(tenancy, day).open_fen
    record_rent(tenancy.pk, fen, day, f"示例缴款书{tenancy.pk}-{day:%Y%m}", by=rent, at=at)


def stay_longer(stage: Stage, tenancy: Tenancy) -> None:
    """A renewal in time, approved; another refused."""
    at = morning(add_months(tenancy.ends_on, -3) - ONE_DAY)
    stage.refused(stage.file(RENEWAL, FIRST, at, parent=tenancy.case), at + HOUR)
    stage.to_its_end(stage.file(RENEWAL, FIRST, at + 3 * HOUR, parent=tenancy.case), at + 4 * HOUR)


def leave(stage: Stage, tenancy: Tenancy) -> None:
    """After the renewal the rest of its quarter and one more are billed and paid; the keys come back in its midst."""
    pay_quarter(tenancy, tenancy.ends_on + ONE_DAY)
    first = quarter_of(tenancy.ends_on)[1] + ONE_DAY
    pay_quarter(tenancy, first)
    at = morning(first + timedelta(days=19))
    stage.to_its_end(stage.file(EXIT, FIRST, at, parent=tenancy.case), at + HOUR)
    stage.work(at + ONE_DAY)


def _in_order(plan: AllocationPlan, who: Sequence[str]) -> list[str]:
    """Accounts by the place drawn for them."""
    place = {each.by.username: each.place for each in plan.interests.select_related("by")}
    return sorted(who, key=lambda name: place[name] or 0)


def _choose(plan: AllocationPlan, by: Account, at: datetime) -> Choice:
    home = plan.homes.filter(state="offered").order_by("pk").first()
    assert home is not None, "there are homes enough"
    return choose_home(plan.pk, home.pk, by=by, at=at)


def _sign(choice: Choice, at: datetime) -> Tenancy:
    starts_on = add_months(localtime(at).date().replace(day=1), 1)
    ends_on = add_months(starts_on, 12) - ONE_DAY
    return sign_lease(choice.pk, starts_on, ends_on, by=acting.at_desk(choice.plan.unit, "rent", at), at=at)


def _value(role: str, plan: AllocationPlan) -> str:
    """What a keeper would throw dice for; in a play it is the same each time."""
    return f"{role} of {plan.number} (specimen)"


def morning(day: date) -> datetime:
    """Half past nine in Shanghai."""
    return localtime(datetime.fromisoformat(f"{day.isoformat()}T09:30:00+08:00"))


def tenants(stage: Stage, number: int, at: datetime) -> list[Footing]:
    """Households of one plan who have rented for some months and paid their rent."""
    who = [stage.newcomer() for _ in range(number)]
    for tenancy in tenancies(stage, who, stage.before(at, APPLIED_BEFORE)):
        pay_until(tenancy, stage.past.now.date())
    return [Footing(each, number_of(each)) for each in who]


def tenancies(stage: Stage, who: Sequence[str], at: datetime) -> list[Tenancy]:
    """They apply, wait, draw, choose and sign."""
    cases = [stage.file(APPLICATION, each, at, size=COUPLE) for each in who]
    cases = stage.all_to_their_end(cases, at + HOUR)
    return let(drawn(cases[0].unit, at + 2 * MONTH, who), who)


def number_of(who: str) -> str:
    """The number under which a household waits or rents."""
    case = Case.objects.filter(filed_by__username=who, procedure=APPLICATION, state=CaseState.APPROVED)
    return case.latest("pk").number


STORIES = (housed, in_arrears, refused)
