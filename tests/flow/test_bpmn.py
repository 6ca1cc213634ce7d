"""A released route as BPMN: what leads where resolves, all can be reached, nothing is drawn upon another."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree as Xml

import pytest
from django.core.management import call_command

from tests.approval.tiny import one, route, seat, step
from tests.flow.smallest import decide, receive
from tests.processes.folders import EVERY_PROCEDURE, PROCEDURE_NAMES
from workflow_app.approval.route import Edge, Route
from workflow_app.flow.bpmn import BPMN, DC, DI, LINES, bpmn
from workflow_app.flow.released import newest, routes_of
from workflow_app.policy.item import Item, Procedure

EACH_PROCEDURE = pytest.mark.parametrize(("item", "procedure"), EVERY_PROCEDURE, ids=PROCEDURE_NAMES)
FLOW = f"{{{BPMN}}}sequenceFlow"


def process_of(xml: str) -> Xml.Element:
    (process,) = Xml.fromstring(xml).findall(f"{{{BPMN}}}process")  # noqa: S314 - our own text
    return process


def nodes(process: Xml.Element) -> dict[str, Xml.Element]:
    return {each.attrib["id"]: each for each in process if each.tag != FLOW}


def kinds(process: Xml.Element) -> list[str]:
    return [each.tag.removeprefix(f"{{{BPMN}}}") for each in process]


def links(process: Xml.Element) -> list[tuple[str, str]]:
    return [(each.attrib["sourceRef"], each.attrib["targetRef"]) for each in process.findall(FLOW)]


@EACH_PROCEDURE
def test_every_link_resolves_and_every_node_can_be_reached(item: Item, procedure: Procedure) -> None:
    for released in routes_of(item, procedure):
        process = process_of(bpmn(item.slug, procedure.title, released))
        there, ways = nodes(process), links(process)
        hung = [(each.attrib["attachedToRef"], name) for name, each in there.items() if "attachedToRef" in each.attrib]
        assert {end for way in ways + hung for end in way} <= there.keys()
        assert kinds(process).count("startEvent") == 1
        reached = {"start"}
        for _ in there:
            reached |= {target for source, target in ways + hung if source in reached}
        assert reached == there.keys()
        ends = {name for name, each in there.items() if each.tag == f"{{{BPMN}}}endEvent"}
        assert ends == {name for name in there if name not in {source for source, _ in ways}}


@EACH_PROCEDURE
def test_it_says_what_the_route_says(item: Item, procedure: Procedure) -> None:
    released = newest(item, procedure)
    process = process_of(bpmn(item.slug, procedure.title, released))
    tasks = {each.attrib["name"] for each in process if each.tag.endswith("Task")}
    assert tasks == {each.title for each in released.steps.values()}
    assert all(each.attrib.get("name") for each in process.findall(FLOW) if each.attrib["sourceRef"] != "start")
    several = sum(len(edges) > 1 for each in released.steps.values() for edges in each.outcomes.values())
    gates = process.findall(f"{{{BPMN}}}exclusiveGateway")
    assert len(gates) == several
    assert all("default" in gate.attrib for gate in gates)


@EACH_PROCEDURE
def test_incoming_and_outgoing_are_named_as_the_schema_asks(item: Item, procedure: Procedure) -> None:
    process = process_of(bpmn(item.slug, procedure.title, newest(item, procedure)))
    for name, node in nodes(process).items():
        for tag, end in (("incoming", "targetRef"), ("outgoing", "sourceRef")):
            said = [each.text for each in node.findall(f"{{{BPMN}}}{tag}")]
            assert said == [each.attrib["id"] for each in process.findall(FLOW) if each.attrib[end] == name]


@EACH_PROCEDURE
def test_everything_is_drawn_and_nothing_upon_another(item: Item, procedure: Procedure) -> None:
    root = Xml.fromstring(bpmn(item.slug, procedure.title, newest(item, procedure)))  # noqa: S314 - our own text
    process = root.find(f"{{{BPMN}}}process")
    assert process is not None
    shapes = {each.attrib["bpmnElement"]: each.find(f"{{{DC}}}Bounds") for each in root.iter(f"{{{DI}}}BPMNShape")}
    lines = {each.attrib["bpmnElement"]: len(each.findall(f"{{{LINES}}}waypoint")) for each in root.iter(f"{{{DI}}}BPMNEdge")}  # fmt: skip
    assert shapes.keys() == nodes(process).keys()
    assert lines.keys() == {each.attrib["id"] for each in process.findall(FLOW)}
    assert min(lines.values()) > 1
    hung = {name for name, each in nodes(process).items() if "attachedToRef" in each.attrib}
    places = [tuple(int(bounds.attrib[side]) for side in ("x", "y", "width", "height")) for name, bounds in shapes.items() if name not in hung and bounds is not None]  # fmt: skip
    for (x, y, w, h), (other_x, other_y, other_w, other_h) in combinations(places, 2):
        apart = x + w <= other_x or other_x + other_w <= x or y + h <= other_y or other_y + other_h <= y
        assert apart


def test_a_condition_parts_at_a_gateway_and_silence_hangs_on_its_task() -> None:
    by_size = (Edge("meeting", when="large"), Edge("end", legal="approved"))
    meeting = step(
        "meeting", one(seat("section")), "accepted", approved=Edge("end", legal="approved"), refused="decide"
    )
    xml = bpmn("benefit", "试行", route(receive(), decide(approved=by_size), meeting))
    process = process_of(xml)
    assert ("step_decide", "after_decide_approved") in links(process)
    assert ("after_decide_approved", "step_meeting") in links(process)
    assert nodes(process)["lapse_receive"].attrib["attachedToRef"] == "step_receive"
    conditions = [each.text for each in process.iter(f"{{{BPMN}}}conditionExpression")]
    assert "large" in conditions
    assert "outcome = refused" in conditions


def test_a_drawing_is_the_same_every_time() -> None:
    small: Route = route(receive(), decide())
    assert bpmn("benefit", "试行", small) == bpmn("benefit", "试行", small)


def test_the_command_prints_a_version(capsys: pytest.CaptureFixture[str]) -> None:
    item, procedure = EVERY_PROCEDURE[0]
    call_command("bpmn", item.slug, procedure.slug, "--version", "1")
    assert process_of(capsys.readouterr().out).attrib["name"] == f"{procedure.title} 第1版"


def test_a_version_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    item, procedure = EVERY_PROCEDURE[0]
    with pytest.raises(SystemExit):
        call_command("bpmn", item.slug, procedure.slug, "--version", "77")
    assert "没有第77版流程，已发布的是第1版" in capsys.readouterr().err


def test_it_begins_where_the_route_starts_whatever_is_declared_first() -> None:
    backwards = Route("trial", 1, "receive", {each.name: each for each in (decide(), receive())})
    assert [target for source, target in links(process_of(bpmn("item", "试办", backwards))) if source == "start"] == [
        "step_receive"
    ]
