"""What only the house can know of a route: the law's own table of states, the policy's figures, the files on disk."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.core.checks import run_checks

from tests.approval.tiny import end, one, seat, told
from tests.approval.tiny import route as tiny
from tests.flow.smallest import decide, receive
from tests.processes.folders import EVERY_PROCEDURE, PROCEDURE_NAMES
from workflow_app import checks
from workflow_app.approval.route import Edge, FaultyRoute, Route
from workflow_app.city.plan import planned_desks
from workflow_app.flow import released
from workflow_app.flow.soundness import faults, faults_in
from workflow_app.policy.item import Clocks, Item, Procedure

EACH_PROCEDURE = pytest.mark.parametrize(("item", "procedure"), EVERY_PROCEDURE, ids=PROCEDURE_NAMES)
ITEM, PROCEDURE = EVERY_PROCEDURE[0]
UNPAID = replace(PROCEDURE, slug="trial", pays=False)


def found(way: Route) -> list[tuple[str, str]]:
    return told(faults(way, ITEM, UNPAID, planned_desks()))


@EACH_PROCEDURE
def test_every_released_route_is_sound(item: Item, procedure: Procedure) -> None:
    for route in released.routes_of(item, procedure):
        assert told(faults(route, item, procedure, planned_desks())) == []


def test_the_smallest_route_is_sound() -> None:
    assert found(tiny(receive(), decide())) == []


@pytest.mark.parametrize(
    ("way", "name", "wrong"),
    [
        pytest.param(
            tiny(receive(), decide(approved=end("closed"))),
            "decide",
            "办件在法律上不能从“审核中”变为“已办结”",
            id="closed without approval",
        ),
        pytest.param(
            tiny(receive(), decide(legal="deciding")),
            "receive",
            "办件在法律上不能从“已提交”变为“审定中”",
            id="decided on before it is accepted",
        ),
        pytest.param(tiny(receive(), decide(approved=end("great"))), "decide", "great 不是办件的状态", id="no state"),
        pytest.param(
            tiny(receive(), decide(approved=end("deciding"))),
            "decide",
            "流程在这里结束，办件却还是“审定中”",
            id="an end that is none",
        ),
        pytest.param(
            tiny(receive(), decide(limit="step.never")), "decide", "policy.yaml 没有期限 step.never", id="no such limit"
        ),
        pytest.param(
            tiny(receive(), decide(approved=(Edge("decide", when="moon_is_full"), end("approved")))),
            "decide",
            "条件 moon_is_full 没有人回答",
            id="no such predicate",
        ),
        pytest.param(
            tiny(receive(), replace(decide(), quorum=one(seat("section", asks="riddle")))),
            "decide",
            "没有名为 riddle 的席位问题",
            id="no such page",
        ),
        pytest.param(
            tiny(receive(), decide("gardener")), "decide", "岗位 gardener 没有职责", id="the pure ones are asked too"
        ),
    ],
)
def test_what_the_house_cannot_do_is_refused(way: Route, name: str, wrong: str) -> None:
    assert (name, wrong) in found(way)


def test_a_paying_procedure_is_asked_for_its_notice_unless_it_says_why_not() -> None:
    paying = replace(UNPAID, pays=True)
    assert ("decide", "没有公示就能走到核定") in told(faults(tiny(receive(), decide()), ITEM, paying, planned_desks()))
    without = replace(paying, without_notice="《示例规则》第一条（未颁布）")
    assert told(faults(tiny(receive(), decide()), ITEM, without, planned_desks())) == []


def test_what_a_case_is_in_law_is_followed_from_where_the_route_starts() -> None:
    backwards = replace(tiny(decide(approved=end("closed")), receive()), start="receive")
    assert [wrong for _, wrong in found(backwards)] == ["办件在法律上不能从“审核中”变为“已办结”"]


def test_silence_speaks_at_the_limit_the_procedure_names() -> None:
    usual = tiny(receive(), decide())
    receipt, correction = (
        replace(UNPAID, clocks=Clocks(**{name: "step.handle"})) for name in ("receipt", "correction")
    )
    named = tiny(replace(usual.steps["receive"], limit="step.handle"), decide())
    assert told(faults(named, ITEM, receipt, planned_desks())) == []
    (fault,) = told(faults(usual, ITEM, receipt, planned_desks()))
    assert fault == ("receive", "逾期的去向永远走不到：期限 clock.receipt 届满不产生结果")
    wrong = "期限 step.handle 只在 awaiting_correction 状态下计算，而本环节的状态是 submitted"
    assert ("receive", wrong) in told(faults(named, ITEM, correction, planned_desks()))


def test_a_route_of_another_procedure_is_refused() -> None:
    other = replace(tiny(receive(), decide()), procedure="other")
    assert ("", "写的是流程 other") in told(faults(other, ITEM, UNPAID, planned_desks()))


def test_what_is_no_route_at_all_is_told_like_any_fault() -> None:
    assert told(faults_in({"procedure": "trial"}, ITEM, UNPAID, frozenset()))[0][1].startswith("不是一个流程的写法")


def write(item: Item, route: Route, number: int = 1) -> None:
    (item.routes_folder / f"trial.{number}.json").write_text(json.dumps(route.to_json()), encoding="utf-8")


def complaints() -> list[tuple[str, str]]:
    """(id, words) of what `manage.py check` says of routes."""
    return [(str(m.id), f"{m.msg}；{m.hint}") for m in checks.every_route_is_sound(None)]


def test_check_says_nothing_of_a_sound_release(item: Item) -> None:
    write(item, tiny(receive(), decide()))
    assert complaints() == []


def test_check_names_item_procedure_version_step_and_what_to_do(item: Item) -> None:
    write(item, tiny(receive(), decide()))
    write(item, replace(tiny(receive(), decide("gardener")), version=2), 2)
    assert ("huimin.E002", f"{ITEM.slug} trial 第2版 环节 decide：岗位 gardener 没有职责；在 approval/duties.py 写明它的职责，或用 duty= 为席位写明") in complaints()  # fmt: skip


def test_an_edited_source_is_told_with_how_to_release_it_and_its_faults(item: Item) -> None:
    write(item, tiny(receive(), decide("deputy_head")))
    ids, words = zip(*complaints(), strict=True)
    assert ids == ("huimin.W001",)
    assert f"release_route {ITEM.slug} trial" in words[0]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("{", "不是 JSON", id="no JSON"),
        pytest.param("[]", "不是一个流程的写法", id="no route"),
        pytest.param(
            '{"procedure": "trial", "version": 1, "start": "x", "steps": []}', "起点 x 不是环节", id="no start"
        ),
    ],
)
def test_a_faulty_file_is_told_by_check_and_stops_no_start(item: Item, text: str, wrong: str) -> None:
    (item.routes_folder / "trial.1.json").write_text(text, encoding="utf-8")
    released.build_all()
    assert any(id == "huimin.E002" and wrong in words for id, words in complaints())
    with pytest.raises(FaultyRoute):
        list(released.routes_of(item, item.principal))


def test_a_file_that_says_another_version_than_its_name_is_told(item: Item) -> None:
    write(item, replace(tiny(receive(), decide()), version=3))
    assert any("trial.1.json 里写的是第 3 版" in words for _, words in complaints())


def test_versions_are_ordered_as_numbers(item: Item) -> None:
    for number in (1, 2, 10):
        write(item, replace(tiny(receive(), decide()), version=number), number)
    assert [route.version for route in released.routes_of(item, item.principal)] == [1, 2, 10]


def test_manage_py_check_asks_it() -> None:
    assert [message for message in run_checks() if message.id in ("huimin.E002", "huimin.W001")] == []
