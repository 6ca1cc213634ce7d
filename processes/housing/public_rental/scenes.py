"""What only this item shows in the demonstration: plans announced, drawn and chosen from, a tenant who pays and one who does not."""

from __future__ import annotations

from datetime import timedelta

from processes.housing.commands.bill_quarter import bill_quarter
from processes.housing.commands.call_up import call_up
from processes.housing.commands.choose_home import choose_home
from processes.housing.commands.demand_rent import demand_rent
from processes.housing.commands.recheck_interest import recheck_interest
from processes.housing.commands.state_interest import state_interest
from processes.housing.models import AllocationPlan, Tenancy
from processes.housing.public_rental import play
from processes.housing.rent import quarter_of
from workflow_app.management import acting
from workflow_app.management.acts import ONE_DAY
from workflow_app.management.stage import HOUR, MONTH, Stage
from workflow_app.models import Case

PAYS, OWES = "wang", "li"
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
    """Its order drawn and unopposed: the first has chosen a home, the second is called up, the third waits."""
    who = [stage.newcomer() for _ in range(3)]
    plan = drawn(stage, who, 35)
    at = stage.past.at(2)
    call_up(plan.pk, 2, by=acting.at_desk(plan.unit, "allocation", at), at=at)
    first = plan.interests.get(place=1).by
    home = plan.homes.filter(state="offered").order_by("pk").first()
    assert home is not None
    choose_home(plan.pk, home.pk, by=first, at=at + HOUR)


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


SCENES = (rented, chosen_from, on_notice, announced)
