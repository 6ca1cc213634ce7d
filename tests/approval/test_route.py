"""A route that would lose a case is refused before a case can take it."""

from typing import Any

import pytest

from workflow_app.approval.route import FaultyRoute, Route
from workflow_app.approval.stance import Outcome

DESK = {"any": [{"desk": "handler"}]}


def route(*steps: dict[str, Any], start: str = "receive") -> dict[str, Any]:
    return {"procedure": "claim", "version": 1, "start": start, "steps": list(steps)}


def step(name: str, to: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "title": name,
        "legal": "submitted",
        "quorum": DESK,
        "outcomes": {"approved": [{"to": to}]},
    } | more


def test_a_good_route_reads_and_writes_the_same() -> None:
    data = route(step("receive", "review"), step("review", "end"))
    assert Route.from_json(data).to_json() == data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (route(step("receive", "end"), start="begin"), "the start begin is no step"),
        (route(step("receive", "reveiw"), step("review", "end")), "leads to reveiw, which is no step"),
        (route(step("receive", "end"), step("review", "end")), "nothing leads to review"),
        (route(step("receive", "review"), step("review", "receive")), "no case ever ends"),
        (route(step("receive", "end", outcomes={})), "has no way out"),
        (route(step("receive", "end", outcomes={"approved": [{"to": "end", "when": "large"}]})), "must hold always"),
        (
            route(step("receive", "end", outcomes={"approved": [{"to": "end"}, {"to": "end", "when": "large"}]})),
            "stands behind one that always holds",
        ),
        (route(step("receive", "end", outcomes={"open": [{"to": "end"}]})), "open is no outcome"),
        (route(step("receive", "end"), step("receive", "end")), "two steps share a name"),
        (route(step("receive", "end", system=True)), "either a quorum or system"),
        (route(step("receive", "end", legal="")), "without saying what it is in law"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_route_that_loses_cases_is_refused(data: dict[str, Any], words: str) -> None:
    with pytest.raises(FaultyRoute, match=words):
        Route.from_json(data)


def test_the_first_edge_that_holds_is_taken() -> None:
    edges = [{"to": "meeting", "when": "large"}, {"to": "end"}]
    data = route(step("receive", "end", outcomes={"approved": edges}), step("meeting", "end"))
    receive = Route.from_json(data).steps["receive"]
    assert receive.leave(Outcome.APPROVED, {"large": True}).to == "meeting"
    assert receive.leave(Outcome.APPROVED, {"large": False}).to == "end"
    assert receive.asks(Outcome.APPROVED) == {"large"}
