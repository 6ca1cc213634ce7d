"""A drawn route as BPMN 2.0, with the drawing itself, for whatever viewer reads it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from workflow_app.approval.route import Route
from workflow_app.flow.build import class_name
from workflow_app.flow.diagram import COLUMN, Diagram, Kind, Link, Node, diagram

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
PREFIXES = {"bpmn": BPMN, "bpmndi": DI, "dc": DC, "di": LINES, "xsi": XSI}
APART = 12  # between lines that run along the same side
Point = tuple[int, int]


def bpmn(item: str, title: str, route: Route) -> str:
    """The XML of one released version; `title` is what the procedure is called. It can be drawn, and read, but is not run."""
    for prefix, namespace in PREFIXES.items():
        register_namespace(prefix, namespace)
    drawn, name = diagram(route), class_name(item, route.procedure, route.version)
    root = Element(f"{{{BPMN}}}definitions", id=f"definitions_{name}", targetNamespace=f"urn:huimin:{item}")
    process = SubElement(root, f"{{{BPMN}}}process", id=name, name=f"{title} 第{route.version}版", isExecutable="false")
    for node in drawn.nodes.values():
        _node(process, node, drawn.links)
    for link in drawn.links:
        _link(process, link)
    sheet = SubElement(root, f"{{{DI}}}BPMNDiagram", id=f"sheet_{name}")
    _draw(SubElement(sheet, f"{{{DI}}}BPMNPlane", id=f"plane_{name}", bpmnElement=name), drawn)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _node(process: Element, node: Node, links: Sequence[Link]) -> None:
    """The element, who signs there, and what comes in and goes out, in the order the schema asks for."""
    element = SubElement(process, f"{{{BPMN}}}{node.kind.value}", id=node.id)
    if node.title:
        element.set("name", node.title)
    if node.on:
        element.set("attachedToRef", node.on)
    if node.words:
        SubElement(element, f"{{{BPMN}}}documentation").text = node.words
    for link in links:
        if link.target == node.id:
            SubElement(element, f"{{{BPMN}}}incoming").text = link.id
    for link in links:
        if link.source == node.id:
            SubElement(element, f"{{{BPMN}}}outgoing").text = link.id
            if node.kind is Kind.GATE and not link.when:
                element.set("default", link.id)
    if node.kind is Kind.LAPSE:
        timer = SubElement(element, f"{{{BPMN}}}timerEventDefinition", id=f"{node.id}_timer")
        _expression(timer, "timeDuration", node.limit)


def _link(process: Element, link: Link) -> None:
    element = SubElement(process, f"{{{BPMN}}}sequenceFlow", id=link.id, sourceRef=link.source, targetRef=link.target)
    if link.title:
        element.set("name", link.title)
    if condition := link.when or (f"outcome = {link.outcome}" if link.outcome else ""):
        _expression(element, "conditionExpression", condition)


def _expression(parent: Element, tag: str, text: str) -> None:
    expression = SubElement(parent, f"{{{BPMN}}}{tag}", {f"{{{XSI}}}type": "bpmn:tFormalExpression"})
    expression.text = text


def _draw(plane: Element, drawn: Diagram) -> None:
    for node in drawn.nodes.values():
        shape = SubElement(plane, f"{{{DI}}}BPMNShape", id=f"{node.id}_shape", bpmnElement=node.id)
        if node.kind is Kind.GATE:
            shape.set("isMarkerVisible", "true")
        place = node.place
        size = {"x": place.x, "y": place.y, "width": place.width, "height": place.height}
        SubElement(shape, f"{{{DC}}}Bounds", {name: str(value) for name, value in size.items()})
    lanes = count(1)
    for link in drawn.links:
        line = SubElement(plane, f"{{{DI}}}BPMNEdge", id=f"{link.id}_line", bpmnElement=link.id)
        for x, y in _line(drawn.nodes[link.source], drawn.nodes[link.target], next(lanes)):
            SubElement(line, f"{{{LINES}}}waypoint", x=str(x), y=str(y))


def _line(source: Node, target: Node, lane: int) -> list[Point]:
    """Straight on to a neighbour; else out of the row, along between the rows where nothing stands, and in again."""
    here, there = source.place, target.place
    (from_x, from_y), (to_x, to_y) = here.middle, there.middle
    bottom, right = here.y + here.height, here.x + here.width
    aside = (lane % 5 - 2) * APART
    if from_y == to_y and 0 < there.x - right < COLUMN:
        return [(right, from_y), (there.x, to_y)]
    if source.kind is Kind.LAPSE and to_y < from_y:
        below, under = bottom + APART, there.y + there.height
        return [(from_x, bottom), (from_x, below), (to_x + aside, below), (to_x + aside, under)]
    if to_y > from_y:
        between = there.y - APART * (1 + lane % 3)
        return [(from_x + aside, bottom), (from_x + aside, between), (to_x, between), (to_x, there.y)]
    above = min(here.y, there.y) - APART * (2 + lane % 6)
    if from_y == to_y:
        return [(from_x + aside, here.y), (from_x + aside, above), (to_x + aside, above), (to_x + aside, there.y)]
    side = right + 20 + abs(aside)
    return [(right, from_y), (side, from_y), (side, above), (to_x + aside, above), (to_x + aside, there.y)]
