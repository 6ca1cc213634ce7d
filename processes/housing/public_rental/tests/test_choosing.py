"""Sixteen households choose at the same instant: nobody gets a home somebody else has."""

from __future__ import annotations

from functools import partial

import pytest

from processes.housing.commands.choose_home import choose_home
from processes.housing.commands.pass_on import pass_on
from processes.housing.commands.run_draw import run_draw
from processes.housing.models import Choice, Draw, Home
from processes.housing.public_rental.tests import households as so
from workflow_app.management.bench.racing import race
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
CHOOSERS = 16


def test_sixteen_choose_one_home_and_then_fifteen_choose_others() -> None:
    people, offered = so.waiting(CHOOSERS), so.homes(CHOOSERS)
    plan = so.called(so.published(offered), people)
    results = race([partial(choose_home, plan.pk, offered[0].pk, by=one, at=so.CALLED) for one in people])
    assert sum(isinstance(result, Choice) for result in results) == 1
    assert sum(isinstance(result, AlreadyDone) for result in results) == CHOOSERS - 1
    assert Choice.objects.get().home_id == offered[0].pk
    left = [one for one, result in zip(people, results, strict=True) if isinstance(result, AlreadyDone)]
    # Each two of them want the same home: half get it, half are told.
    wanted = [offered[1 + n // 2].pk for n in range(len(left))]
    again = race(
        [partial(choose_home, plan.pk, home, by=one, at=so.CALLED) for one, home in zip(left, wanted, strict=True)]
    )
    got = sum(isinstance(result, Choice) for result in again)
    assert got == len(set(wanted))
    homes = list(Choice.objects.values_list("home", flat=True))
    assert len(set(homes)) == len(homes) == got + 1
    assert Home.objects.filter(state="chosen").count() == got + 1


def test_one_household_clicks_on_two_homes_at_once() -> None:
    people, offered = so.waiting(1), so.homes(2)
    plan = so.called(so.published(offered), people)
    results = race([partial(choose_home, plan.pk, home.pk, by=people[0], at=so.CALLED) for home in offered])
    assert sorted(type(result).__name__ for result in results) == ["AlreadyDone", "Choice"]
    assert Home.objects.filter(state="offered").count() == 1


def test_it_chooses_or_passes_on_never_both() -> None:
    people, offered = so.waiting(1), so.homes(1)
    plan = so.called(so.published(offered), people)
    chose, passed = race(
        [
            partial(choose_home, plan.pk, offered[0].pk, by=people[0], at=so.CALLED),
            partial(pass_on, plan.pk, by=people[0], at=so.CALLED),
        ]
    )
    assert isinstance(chose, Choice) != (not isinstance(passed, AlreadyDone | NotPossibleNow))


def test_a_household_called_in_two_plans_chooses_in_one() -> None:
    people, offered = so.waiting(1), so.homes(2)
    plans = [so.called(so.published([home]), people) for home in offered]
    pairs = zip(plans, offered, strict=True)
    results = race([partial(choose_home, plan.pk, home.pk, by=people[0], at=so.CALLED) for plan, home in pairs])
    assert sorted(type(result).__name__ for result in results) == ["AlreadyDone", "Choice"]
    assert sorted(Home.objects.values_list("state", flat=True)) == ["chosen", "offered"]


def test_two_officers_run_the_draw_at_once() -> None:
    people, offered = so.waiting(3), so.homes(1)
    plan = so.revealed(so.frozen(so.published(offered), people))
    by = so.at_desk("allocation")
    results = race([partial(run_draw, plan.pk, result, by=by, at=so.DRAWN) for result in ("一", "二")])
    assert sum(isinstance(result, Draw) for result in results) == 1
    assert sum(isinstance(result, AlreadyDone) for result in results) == 1
