"""Units, people at desks, who acts for whom, money entered: each once, each recorded."""

from dataclasses import replace

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from workflow_app.city.plan import planned_units
from workflow_app.commands.establish import appoint, establish, register_party, represent
from workflow_app.management import acting
from workflow_app.models import Action, Desk, Holding, Party, Representation, Unit
from workflow_app.policy.refusals import NotFound

LATER = moment("2026-02-01 09:00")
CHAIN = "organisation"


def test_a_unit_that_is_there_stays_as_it_is() -> None:
    before = Unit.objects.count()
    assert establish(planned_units(), at=LATER) == 0
    assert Unit.objects.count() == before
    assert record.verbs(CHAIN).count("establish") == 1


def test_a_unit_that_is_there_gets_the_desks_it_lacks() -> None:
    plan = next(each for each in planned_units() if "budget" in each.desks)
    Holding.objects.filter(desk__unit__code=plan.code, desk__role="budget").delete()
    Desk.objects.filter(unit__code=plan.code, role="budget").delete()
    assert establish(planned_units(), at=LATER) == 0
    assert Desk.objects.get(unit__code=plan.code, role="budget").title == plan.desks["budget"]
    assert record.last(CHAIN).body == {"units": 0, "desks": 1}


def test_a_missing_unit_is_established_with_its_desks_and_recorded() -> None:
    new = replace(planned_units()[0], code="hrss@410599", kind="hrss", region="410599", tier="county")
    assert establish([new], at=LATER) == 1
    assert Desk.objects.filter(unit__code="hrss@410599").count() == len(new.desks)
    assert record.last(CHAIN).body == {"units": 1}


def test_the_city_is_founded_once_however_often() -> None:
    before = (Unit.objects.count(), Holding.objects.count(), Party.objects.count(), Action.objects.count())
    acting.found_city(LATER)
    assert (Unit.objects.count(), Holding.objects.count(), Party.objects.count(), Action.objects.count()) == before


def test_an_appointment_is_recorded_once() -> None:
    for _ in range(2):
        appoint(who(cast.HANDLER), "section", "hrss", "410523", since=LATER.date(), at=LATER)
    assert Holding.objects.filter(account=who(cast.HANDLER), desk__role="section").count() == 1
    assert record.last(CHAIN).body["account"] == who(cast.HANDLER).pk


@pytest.mark.parametrize(("role", "kind"), [("no_such_role", "hrss"), ("handler", "no_such_kind")])
def test_a_desk_that_is_not_there_is_named(role: str, kind: str) -> None:
    with pytest.raises(NotFound, match=f"的 {kind} 没有“{role}”这个岗位"):
        appoint(who(cast.HANDLER), role, kind, "410523", since=LATER.date(), at=LATER)


def test_a_party_is_one_per_number_and_its_number_sealed() -> None:
    one = register_party("person", "某人", "41059919900101002X", "410523")
    other = register_party("person", "又名", "41059919900101002x", "410523")
    assert one == other
    assert Party.objects.extra(where=["number LIKE %s"], params=["%410599%"]).count() == 0


def test_who_acts_for_whom_is_recorded_once() -> None:
    party = Party.objects.get(name="林州市红旗渠技工学校")
    for _ in range(2):
        represent(who(cast.AGENT), party, "agent", since=LATER.date(), at=LATER)
    assert Representation.objects.filter(account=who(cast.AGENT), party=party).count() == 1
    assert record.last(CHAIN).verb == "represent"
