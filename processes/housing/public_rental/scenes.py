"""What only this item shows in the demonstration: plans announced, frozen, drawn, chosen from and taken back, a tenant who pays and one who does not."""

from __future__ import annotations

from datetime import datetime, timedelta

from processes.housing.commands.bill_quarter import bill_quarter
from processes.housing.commands.call_up import call_up
from processes.housing.commands.choose_home import choose_home
from processes.housing.commands.demand_rent import demand_rent
from processes.housing.commands.give_up_choice import give_up_choice
from processes.housing.commands.pass_on import pass_on
from processes.housing.commands.recheck_interest import recheck_interest
from processes.housing.commands.state_interest import state_interest
from processes.housing.commands.withdraw_plan import withdraw_plan
from processes.housing.models import AllocationPlan, Choice, Tenancy
from processes.housing.public_rental import play
from processes.housing.rent import quarter_of
from workflow_app.management import acting
from workflow_app.management.acts import ONE_DAY
from workflow_app.management.stage import HOUR, MONTH, Stage
from workflow_app.models import Case

PAYS, OWES = "wang", "li"
FROZEN_AGO = timedelta(days=8)  # a week after its announcement the list is shut
A_LONG_TIME, TWO_MONTHS = timedelta(days=240), timedelta(days=60)


def rented(stage: Stage) -> None:
    """One household pays its rent; the other has paid nothing for two quarters and was asked to."""
    paying, owing = play.tenancies(stage, (PAYS, OWES), stage.before(stage.past.now, A_LONG_TIME))
    play.pay_until(paying, stage.past.now.date())
    unpaid(stage, owing)


def unpaid(stage: Stage, tenancy: Tenancy) -> None:
    """Every quarter is billed, nothing arrives, and the rent desk demands it."""
    day, rent = tenancy.starts_on, acting.at_desk(tenancy.case.unit, "rent", stage.past.now)
    while day <= stage.past.now.date():
        bill_quarter(tenancy.pk, day, by=rent, at=play.morning(day))
        day = quarter_of(day)[1] + ONE_DAY
    demand_rent(tenancy.pk, by=rent, at=stage.past.at(1))


def chosen_from(stage: Stage) -> None:
    """Its order drawn and unopposed: the first has chosen a home, the second let its turn pass, the third chose and never came
    to sign, the fourth is called up, the fifth waits."""
    who = [stage.newcomer() for _ in range(5)]
    plan = drawn(stage, who, 35)
    at = stage.past.at(2)
    allocation = acting.at_desk(plan.unit, "allocation", at)
    call_up(plan.pk, 4, by=allocation, at=at)
    choose(plan, 1, at + HOUR)
    pass_on(plan.pk, by=plan.interests.get(place=2).by, at=at + HOUR)
    given_up = choose(plan, 3, at + 2 * HOUR)
    give_up_choice(plan.pk, given_up.pk, "通知三次仍未来签约。", by=allocation, at=stage.past.at(1))


def choose(plan: AllocationPlan, place: int, at: datetime) -> Choice:
    """The household at that place takes the first home left."""
    home = plan.homes.filter(state="offered").order_by("pk").first()
    assert home is not None
    return choose_home(plan.pk, home.pk, by=plan.interests.get(place=place).by, at=at)


def frozen(stage: Stage) -> None:
    """Closed yesterday: nobody is added or taken out, one household failed the re-check, the public result is awaited."""
    who = [stage.newcomer() for _ in range(2)]
    play.frozen(households(stage, who)[0].unit, stage.past.now - FROZEN_AGO, who[:1], who[1:])


def withdrawn(stage: Stage) -> None:
    """Announced and taken back: the homes are vacant again."""
    (case,) = households(stage, [stage.newcomer()])
    plan = play.published(case.unit, stage.past.at(4))
    at = stage.past.at(3)
    withdraw_plan(plan.pk, "房源须先做消防改造，另行公告。", by=acting.at_desk(plan.unit, "allocation", at), at=at)


def on_notice(stage: Stage) -> None:
    """Drawn two days ago: everybody may recompute the order, which is before the public."""
    drawn(stage, [stage.newcomer() for _ in range(2)], 13)


def announced(stage: Stage) -> None:
    """A plan whose homes may still be asked for: of two households one is re-checked."""
    who = [stage.newcomer() for _ in range(3)]
    cases = households(stage, who)
    at = stage.past.at(1)
    plan = play.published(cases[0].unit, at)
    stated = [state_interest(plan.pk, by=acting.account(each), at=at + HOUR) for each in who[:2]]
    recheck_interest(stated[0].pk, True, by=acting.at_desk(plan.unit, "review", at), at=at + 2 * HOUR)


def drawn(stage: Stage, who: list[str], days: int) -> AllocationPlan:
    """A plan of so many working days ago, for households who waited two months by then."""
    return play.drawn(households(stage, who)[0].unit, stage.past.at(days), who)


def households(stage: Stage, who: list[str]) -> list[Case]:
    """On the waiting list since two months before any scene."""
    at = stage.before(stage.past.now, TWO_MONTHS + 2 * MONTH)
    cases = [stage.file(play.APPLICATION, each, at, size=play.COUPLE) for each in who]
    return stage.all_to_their_end(cases, at + HOUR)


SCENES = (rented, chosen_from, on_notice, frozen, announced, withdrawn)
