"""The play of the demonstration: its days, its ways, and that of a play that breaks nothing stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from tests.approval.tiny import route as tiny
from tests.conftest import SHANGHAI, moment
from tests.flow.smallest import decide, receive
from workflow_app.approval.route import END
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.flow.released import newest
from workflow_app.management.past import FARTHEST, Past, worked_before
from workflow_app.management.stage import MONTH, Stage
from workflow_app.management.town.play import play
from workflow_app.management.town.ways import ways
from workflow_app.models import Account, Appropriation, Case, FundsRequest
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(SHANGHAI))  # noqa: DTZ001
AT = moment("2026-02-24 00:20")  # the night after the longest holiday


def paying() -> Item:
    """An item that pays and has nothing of its own to show."""
    return next(
        item for item in catalogue.items() if item.principal.pays and not item.scenes and not catalogue.ungranted(item)
    )


def filed(stage: Stage) -> None:
    procedure = stage.item.principal
    (footing,) = procedure.footings(stage, 1, stage.past.at(3))
    stage.file_on(procedure.slug, footing, stage.past.at(1))


def curtain(stage: Stage) -> None:
    raise RuntimeError("the curtain falls")


def test_a_city_that_is_there_is_not_played_again(city: None) -> None:
    filed(Stage(paying(), past=Past(AT)))
    before = Case.objects.count()
    call_command("demo_city", stderr=StringIO())
    assert Case.objects.count() == before


def test_of_a_play_that_breaks_nothing_stays(city: None) -> None:
    named = settings.REGISTERS
    with pytest.raises(RuntimeError):
        play(AT, said=str, items=[replace(paying(), scenes=(filed, curtain))])
    assert not Case.objects.exists()
    assert not Appropriation.objects.exists()
    assert not Account.objects.filter(username__startswith="resident").exists()
    assert named == settings.REGISTERS


def test_where_no_paper_can_be_made_the_play_ends_before_finance_is_asked(city: None) -> None:
    said: list[str] = []
    play(AT, said.append, ["缺少系统库"], [paying()])
    assert Case.objects.filter(step="request_funds").count() == 1
    assert not FundsRequest.objects.exists()
    assert "文书现在不能制作" in said[1]


@pytest.mark.parametrize("hidden", [item.slug for item in catalogue.items()])
def test_without_an_item_what_leans_on_it_is_left_out_and_said_so(
    city: None, hidden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, before = catalogue.item(hidden).claim_kind, [each for each in catalogue.items() if catalogue.ungranted(each)]
    monkeypatch.delitem(catalogue._items, hidden)
    leaning = [item for item in catalogue.items() if kind in item.leans_on and not catalogue.granting(kind)]
    assert [each for each in catalogue.items() if catalogue.ungranted(each) and each not in before] == leaning
    said: list[str] = []
    play(AT, said.append, items=leaning)
    assert [f"现在没有事项给予它所依据的 {kind}" in each for each in said] == [True] * len(leaning)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("item", "procedure"), [(item, each.slug) for item in catalogue.items() for each in item.procedures]
)
def test_a_way_leads_to_every_step_that_needs_no_predicate(item: Item, procedure: str) -> None:
    route = newest(item, item.procedure(procedure))
    asked = {edge.to for step in route.steps.values() for _, edge in step.edges() if edge.when}
    found = list(ways(route))
    assert {way.to for way in found} - {END} == set(route.steps) - asked
    for way in found:
        stops = [act.step.name for act in way.acts]
        assert len(set(stops)) == len(stops)


def test_the_ways_begin_where_the_route_starts() -> None:
    backwards = replace(tiny(decide(), receive()), start="receive")
    assert [way.to for way in ways(backwards)][:2] == ["receive", "decide"]


@given(MOMENTS)
def test_days_back_are_worked_and_each_before_the_other(now: datetime) -> None:
    past = Past(now)
    days = [past.at(back) for back in range(FARTHEST + 1)]
    assert all(PUBLISHED.is_working(day.date()) for day in days[1:])
    evenings = [past.at(back, 6) for back in range(1, FARTHEST + 1)]
    assert all(later > earlier for later, earlier in zip(days, evenings, strict=False))
    assert {day.year for day in days} <= set(past.years())


@given(MOMENTS)
def test_what_a_scene_rests_on_lies_a_worked_morning_before_it(now: datetime) -> None:
    before = worked_before(now, MONTH)
    assert PUBLISHED.is_working(before.date())
    assert before.date() <= now.date() - MONTH


@pytest.mark.parametrize("days", [-1, FARTHEST + 1])
def test_a_scene_reaches_no_farther_than_its_days(days: int) -> None:
    with pytest.raises(ValueError, match="working days back"):
        Past(moment("2026-11-24 10:00")).at(days)
