"""Whether a route can carry cases: every fault that can be known before the first of them takes it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from workflow_app.approval import before_payment, desks, ways_out
from workflow_app.approval.desks import PlannedDesk
from workflow_app.approval.fault import Fault
from workflow_app.approval.route import END, Edge, FaultyRoute, Route
from workflow_app.models import Case, CaseState
from workflow_app.models.case import BECOME, OPEN_STATES
from workflow_app.policy.item import Item, Procedure

S = CaseState


def faults_in(
    data: Mapping[str, Any], item: Item, procedure: Procedure, planned: Collection[PlannedDesk]
) -> tuple[Fault, ...]:
    """Everything wrong with a route as it was written down. `planned` are the desks the city will have."""
    try:
        route = Route.from_json(data)
    except FaultyRoute as faulty:
        return faulty.faults
    return tuple(faults(route, item, procedure, planned))


def faults(route: Route, item: Item, procedure: Procedure, planned: Collection[PlannedDesk]) -> Iterator[Fault]:
    """The same of a route that could be read."""
    if route.procedure != procedure.slug:
        yield Fault("", f"写的是流程 {route.procedure}", f"把 procedure 改成 {procedure.slug}")
    clocks = procedure.clocks
    yield from ways_out.faults(route, {clocks.receipt: S.SUBMITTED, clocks.correction: S.AWAITING_CORRECTION})
    yield from desks.faults(route, planned)
    yield from (
        before_payment.faults(route, procedure.without_notice)
        if procedure.pays
        else before_payment.unpaid_faults(route)
    )
    yield from _in_law(route)
    yield from _unknown_names(item, procedure, route)


def _in_law(route: Route) -> Iterator[Fault]:
    """An edge the case cannot leave by, because in law it cannot become what the edge makes it."""
    table = Case._meta.get_field("state").get_all_transitions(Case)
    moves = {(str(t.source), str(t.target)) for t in table if t.target == S.ACCEPTED or t.target in BECOME}
    begun = (route.start, str(S.SUBMITTED))
    seen, waiting = {begun}, [begun]
    while waiting:
        name, state = waiting.pop()
        for _, edge in route.steps[name].edges():
            after = _becomes(route, edge) or state
            if after not in S.values:
                yield Fault(name, f"{after} 不是办件的状态", f"只能是 {'、'.join(S.values)}")
            elif after != state and (state, after) not in moves:
                yield Fault(name, f"办件在法律上不能从“{S(state).label}”变为“{S(after).label}”", "改正 legal=")
            elif edge.to == END and after in OPEN_STATES:
                yield Fault(name, f"流程在这里结束，办件却还是“{S(after).label}”", "写 end(结束时的状态)")
            elif edge.to != END and (edge.to, after) not in seen:
                seen.add((edge.to, after))
                waiting.append((edge.to, after))


def _becomes(route: Route, edge: Edge) -> str:
    return edge.legal or (route.steps[edge.to].legal if edge.to != END else "")


def _unknown_names(item: Item, procedure: Procedure, route: Route) -> Iterator[Fault]:
    """Predicates the procedure does not answer, limits the policy does not have, pages nobody wrote."""
    figures = item.edition_in_folder().parameters
    for step in route.steps.values():
        seats = [seat for _, seat in step.quorum.seats()] if step.quorum else []
        for limit in sorted({step.limit, *(seat.limit for seat in seats)} - figures.keys() - {""}):
            yield Fault(step.name, f"policy.yaml 没有期限 {limit}", "在 policy.yaml 写上它，或改正 limit")
        for page in sorted({seat.asks for seat in seats} - procedure.seat_sections.keys() - {""}):
            yield Fault(step.name, f"没有名为 {page} 的席位问题", "在 Procedure 的 seat_sections 写上它，或改正 asks=")
        for when in sorted({edge.when for _, edge in step.edges()} - procedure.predicates.keys() - {""}):
            yield Fault(step.name, f"条件 {when} 没有人回答", "在 Procedure 的 predicates 写上它，或改正 when=")
