"""Released routes are what route.py says, lead every case to an end, and ask only what policy and procedure can answer."""

import json
from datetime import date

import pytest

from tests.processes.folders import EVERY_PROCEDURE, PROCEDURE_NAMES
from workflow_app.approval.route import Route
from workflow_app.approval.stance import Outcome
from workflow_app.policy.item import Item, Procedure

EACH_PROCEDURE = pytest.mark.parametrize(("item", "procedure"), EVERY_PROCEDURE, ids=PROCEDURE_NAMES)
DAY = date(2026, 3, 2)
AWAITING = "awaiting_correction"


@EACH_PROCEDURE
def test_the_newest_release_is_what_the_source_says(item: Item, procedure: Procedure) -> None:
    newest = item.routes_folder / f"{procedure.slug}.{procedure.route['version']}.json"
    assert json.loads(newest.read_text(encoding="utf-8")) == procedure.route


@EACH_PROCEDURE
def test_a_route_loses_no_case_and_survives_storage(item: Item, procedure: Procedure) -> None:
    route = Route.from_json(procedure.route)
    assert list(route.faults()) == []
    assert Route.from_json(json.loads(json.dumps(route.to_json()))) == route


@EACH_PROCEDURE
def test_every_limit_is_in_the_policy_and_every_predicate_is_answered(item: Item, procedure: Procedure) -> None:
    route, policy = Route.from_json(procedure.route), item.edition_in_folder().on(DAY)
    seats = [seat for step in route.steps.values() if step.quorum for _, seat in step.quorum.seats()]
    limits = {step.limit for step in route.steps.values()} | {seat.limit for seat in seats}
    clocks = procedure.clocks
    wanted = limits | {clocks.receipt, clocks.correction, clocks.statutory, clocks.promised, clocks.notice}
    assert {key for key in wanted if key and not policy.has(key)} == set()
    assert route.predicates() == procedure.predicates.keys()


@EACH_PROCEDURE
def test_only_before_acceptance_does_a_case_go_back_to_the_applicant(item: Item, procedure: Procedure) -> None:
    """一次性告知: the one correction is asked for by the first step; silence there accepts, silence after it withdraws."""
    route = Route.from_json(procedure.route)
    waiting = {step.name for step in route.steps.values() if step.legal == AWAITING}
    asking = {step.name for step in route.steps.values() for _, edge in step.edges() if edge.to in waiting}
    assert asking <= {route.start}
    for name in waiting:
        assert route.steps[name].outcomes[Outcome.LAPSED][0].legal == "deemed_withdrawn"


@EACH_PROCEDURE
def test_money_is_asked_for_only_behind_a_notice(item: Item, procedure: Procedure) -> None:
    route = Route.from_json(procedure.route)
    assert ("request_funds" in route.steps) == procedure.pays
    assert not procedure.pays or "notice" in route.steps
