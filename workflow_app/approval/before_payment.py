"""Money at the end of a route: no way to it leads past the public notice, the determination and the request for funds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflow_app.approval.fault import Fault
from workflow_app.approval.route import END, Edge, Route
from workflow_app.approval.stance import Outcome
from workflow_app.approval.ways_out import NOTICE, REQUEST_FUNDS

APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class _Been:
    """Where a case stands on some way from the start, what it is in law and what it has behind it."""

    step: str
    state: str
    noticed: bool = False
    determined: bool = False
    requested: bool = False


def faults(route: Route, without_notice: str) -> Iterator[Fault]:
    """The ways of a paying procedure to its good end that lack one of the three. `without_notice` is the reason why none of
    its payments stands before the public; '' where all must."""
    told: set[Fault] = set()
    for been, outcome, edge in _walk(route):
        after = _after(been, route, outcome, edge)
        found = {*_at_determination(been, after, without_notice), *_at_the_end(been, edge, after, without_notice)}
        yield from sorted(found - told, key=str)
        told |= found


def unpaid_faults(route: Route) -> Iterator[Fault]:
    """A procedure that pays nothing asks for no money."""
    if REQUEST_FUNDS in route.steps:
        yield Fault(REQUEST_FUNDS, "本流程不支付资金，却要提请拨付", "去掉这个环节，或在 Procedure 写 pays=True")


def _at_determination(been: _Been, after: _Been, without_notice: str) -> Iterator[Fault]:
    if been.state == APPROVED or after.state != APPROVED:
        return
    if not after.noticed and not without_notice:
        yield Fault(
            been.step,
            "没有公示就能走到核定",
            "让每条去往核定的路都经过 notice 环节；依法不公示的，在 Procedure 写 without_notice= 说明理由",
        )
    if not after.determined:
        yield Fault(been.step, "没有人签署就核定了", "由一个有人签署的环节同意后核定")


def _at_the_end(been: _Been, edge: Edge, after: _Been, without_notice: str) -> Iterator[Fault]:
    if edge.to != END or after.state != APPROVED:
        return
    if not after.requested and not without_notice:
        yield Fault(been.step, "没有提请拨付就办完了", "核定之后经过 request_funds 环节再结束")
    if after.requested and without_notice:
        yield Fault(been.step, "没有公示，却要按公示提请拨付", "去掉 request_funds 环节，或去掉 without_notice=")


def _walk(route: Route) -> Iterator[tuple[_Been, Outcome, Edge]]:
    """Every way out of every step, once for each of the pasts a case may have there."""
    begun = _Been(route.start, route.steps[route.start].legal)
    seen, waiting = {begun}, [begun]
    while waiting:
        been = waiting.pop()
        for outcome, edge in route.steps[been.step].edges():
            yield been, outcome, edge
            after = _after(been, route, outcome, edge)
            if edge.to in route.steps and after not in seen:
                seen.add(after)
                waiting.append(after)


def _after(been: _Been, route: Route, outcome: Outcome, edge: Edge) -> _Been:
    """What is known of a case once it has left by an edge: who is sent back stands on no notice any more."""
    step, agreed = route.steps[been.step], outcome is Outcome.APPROVED
    legal = edge.legal or (route.steps[edge.to].legal if edge.to != END else "")
    return _Been(
        step=edge.to,
        state=legal or been.state,
        noticed=agreed and (been.noticed or step.name == NOTICE),
        determined=been.determined or (agreed and step.quorum is not None and legal == APPROVED),
        requested=agreed and (been.requested or step.name == REQUEST_FUNDS),
    )
