"""Released routes are what route.py says, lead every case to an end, and ask only what policy and procedure can answer."""

import json
from datetime import date

import pytest

from processes.training.skill_training import route as source
from processes.training.skill_training.item import ITEM
from workflow_app.approval.route import Route, Step
from workflow_app.approval.stance import Outcome
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.citation import Citation
from workflow_app.policy.item import Procedure

ROUTES = (source.CLAIM, source.CLASS_RECORD)
EACH_ROUTE = pytest.mark.parametrize("route", ROUTES, ids=[route.procedure for route in ROUTES])
EACH_PROCEDURE = pytest.mark.parametrize("procedure", ITEM.procedures, ids=[each.slug for each in ITEM.procedures])
POLICY = ITEM.edition_in_folder().on(date(2026, 3, 2))


@EACH_PROCEDURE
def test_the_newest_release_is_what_the_source_says(procedure: Procedure) -> None:
    newest = procedure.routes_folder / f"{procedure.slug}.{procedure.route['version']}.json"
    assert json.loads(newest.read_text(encoding="utf-8")) == procedure.route


@EACH_ROUTE
def test_a_route_loses_no_case_and_survives_storage(route: Route) -> None:
    assert list(route.faults()) == []
    assert Route.from_json(json.loads(json.dumps(route.to_json()))) == route


@EACH_PROCEDURE
def test_every_limit_is_in_the_policy_and_every_predicate_is_answered(procedure: Procedure) -> None:
    route = Route.from_json(procedure.route)
    seats = [seat for step in route.steps.values() if step.quorum for _, seat in step.quorum.seats()]
    limits = {step.limit for step in route.steps.values()} | {seat.limit for seat in seats}
    clocks = procedure.clocks
    wanted = limits | {clocks.receipt, clocks.correction, clocks.statutory, clocks.promised, clocks.notice}
    assert {key for key in wanted if key and not POLICY.has(key)} == set()
    assert route.predicates() == procedure.predicates.keys()


@EACH_ROUTE
def test_a_refusal_after_acceptance_is_signed_by_the_deputy_head(route: Route) -> None:
    refusing = [step for step in route.steps.values() for _, edge in step.edges() if edge.legal == "refused"]
    assert {step.name for step in refusing} <= {"refuse", "confirm"}
    assert {seat.desk for step in refusing if step.quorum for _, seat in step.quorum.seats()} == {"deputy_head"}


@EACH_ROUTE
def test_only_before_acceptance_does_a_case_go_back_to_the_applicant(route: Route) -> None:
    asking = {step.name for step in route.steps.values() for _, edge in step.edges() if edge.to == "correct"}
    assert asking == {"receive"}
    assert route.steps["receive"].outcomes[Outcome.LAPSED][0].to == "handle"
    assert route.steps["correct"].outcomes[Outcome.LAPSED][0].legal == "deemed_withdrawn"


def test_the_claim_passes_every_desk_in_order() -> None:
    step: Step = source.CLAIM.steps["receive"]
    seen = [step.name]
    while (edge := step.leave(Outcome.APPROVED, {"sum_above_meeting_threshold": True})).to != "end":
        step = source.CLAIM.steps[edge.to]
        seen.append(step.name)
    chain = "receive handle section bureau_finance deputy_head meeting notice confirm request_funds"
    assert seen == chain.split()


@pytest.mark.parametrize(
    ("yuan", "above"),
    [pytest.param("50000.00", False, id="the threshold itself"), pytest.param("50000.01", True, id="one fen more")],
)
def test_only_above_the_threshold_does_the_meeting_hear_it(yuan: str, above: bool) -> None:
    amount = AmountLine.reckon("补贴", yuan, Citation("示例"), ())
    case = Assessment((), (LineAssessment("k", "b", "甲", (), amount),), date(2026, 3, 2), "")
    predicate = ITEM.procedure("claim").predicates["sum_above_meeting_threshold"]
    assert predicate(case, POLICY) is above
