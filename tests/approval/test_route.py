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
        (route(step("receive", "end"), start="begin"), "起点 begin 不是环节"),
        (route(step("receive", "reveiw"), step("review", "end")), "环节 receive：通向 reveiw，而没有这个环节"),
        (route(step("receive", "end"), step("review", "end")), "环节 review：没有哪个环节通向它"),
        (route(step("receive", "review"), step("review", "receive")), "环节 receive：从这里走不到结束"),
        (route(step("receive", "end", outcomes={})), "环节 receive：没有出口"),
        (route(step("receive", "end", outcomes={"approved": [{"to": "end", "when": "large"}]})), "最后一条边附有条件"),
        (
            route(step("receive", "end", outcomes={"approved": [{"to": "end"}, {"to": "end", "when": "large"}]})),
            "排在不带条件的边后面",
        ),
        (route(step("receive", "end", outcomes={"open": [{"to": "end"}]})), "open 不是可以离开的结果"),
        (route(step("receive", "end"), step("receive", "end")), "两个环节同名"),
        (route(step("receive", "end", system=True)), "要么写 quorum，要么写 system"),
        (route(step("receive", "end", legal="")), "没有说明办件在法律上是什么"),
        (route(step("receive", "end", quorum={"any": []})), "环节 receive：这样的签署永远成不了"),
        (route(step("receive", "end", quorum={"any": [{"desk": "a", "duty": "sing"}]})), "no such duty: sing"),
        (route(step("receive", "end", outcomes={"maybe": [{"to": "end"}]})), "不是一个流程的写法"),
        (route(step("receive", "end", outcomes={"approved": [{"too": "end"}]})), "不是一个流程的写法"),
        ({"procedure": "claim"}, "不是一个流程的写法"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_route_that_loses_cases_is_refused(data: dict[str, Any], words: str) -> None:
    with pytest.raises(FaultyRoute, match=words):
        Route.from_json(data)


def test_a_route_begins_where_it_says_whatever_is_declared_first() -> None:
    way = Route.from_json(route(step("review", "end"), step("receive", "review")))
    assert (list(way.straight()), way.reachable()) == (["receive", "review"], {"receive", "review"})
    with pytest.raises(FaultyRoute, match="环节 receive：没有哪个环节通向它"):
        Route.from_json(route(step("receive", "review"), step("review", "end"), start="review"))


def test_every_fault_is_told_at_once_with_its_step_and_what_to_do() -> None:
    with pytest.raises(FaultyRoute) as told:
        Route.from_json(route(step("receive", "reveiw"), step("review", "end", outcomes={})))
    assert [fault.step for fault in told.value.faults] == ["receive", "review", "review", "receive"]
    assert all(fault.wrong and fault.do for fault in told.value.faults)


def test_the_first_edge_that_holds_is_taken() -> None:
    edges = [{"to": "meeting", "when": "large"}, {"to": "end"}]
    data = route(step("receive", "end", outcomes={"approved": edges}), step("meeting", "end"))
    receive = Route.from_json(data).steps["receive"]
    assert receive.leave(Outcome.APPROVED, {"large": True}).to == "meeting"
    assert receive.leave(Outcome.APPROVED, {"large": False}).to == "end"
    assert receive.asks(Outcome.APPROVED) == {"large"}
