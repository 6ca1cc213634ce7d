"""An outcome without an edge: what a step can decide, held against the ways out it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflow_app.approval.fault import Fault
from workflow_app.approval.route import ALWAYS, Route, Step
from workflow_app.approval.stance import Outcome

# The steps the house itself moves on, always forward: at a notice a case waits for the public, then for the request for funds.
NOTICE, REQUEST_FUNDS = "notice", "request_funds"
BY_THE_HOUSE = (NOTICE, REQUEST_FUNDS)


def faults(route: Route, silences: Mapping[str, str]) -> Iterator[Fault]:
    """Every outcome by which a round could end and the case not leave. `silences` are {limit: state in which it speaks}: the
    limits whose passing is itself an outcome.

    A signer is offered the words that have an edge, so a round decides nothing else; what remains is asked here: that
    agreement leads on, that an office may say no, that silence leads somewhere, that nobody is asked what nobody answers.
    """
    for step in route.steps.values():
        yield from _of_the_house(step)
        yield from _of_the_signers(step)
        yield from _of_silence(step, silences)
        yield from _unanswered(step)


def _of_the_house(step: Step) -> Iterator[Fault]:
    if step.quorum is None and step.name not in BY_THE_HOUSE:
        yield Fault(
            step.name,
            "没有人签署，系统也不会推动它",
            f"写明由谁签署；系统只推动 {'、'.join(BY_THE_HOUSE)} 两个环节",
        )
    if step.quorum is not None and step.name in BY_THE_HOUSE:
        yield Fault(step.name, "由人签署，而这个名字的环节由系统推动", "换一个环节名，或去掉签署人")


def _of_the_signers(step: Step) -> Iterator[Fault]:
    if Outcome.APPROVED not in step.outcomes:
        yield Fault(step.name, "同意之后没有去向", "用 approved= 写明同意后到哪里")
    if step.quorum is None or all(seat.applicant for _, seat in step.quorum.seats()):
        return
    if not {Outcome.REFUSED, Outcome.RETURNED} & step.outcomes.keys():
        yield Fault(step.name, "签署人只能同意", "用 refused= 或 returned= 写明不同意或退回后到哪里")


def _of_silence(step: Step, silences: Mapping[str, str]) -> Iterator[Fault]:
    speaks_in = silences.get(step.limit) if step.quorum else None
    if speaks_in and Outcome.LAPSED not in step.outcomes:
        yield Fault(step.name, f"期限 {step.limit} 届满是一种结果，却没有去向", "用 lapsed= 写明逾期后到哪里")
    if speaks_in and step.legal != speaks_in:
        yield Fault(
            step.name,
            f"期限 {step.limit} 只在 {speaks_in} 状态下计算，而本环节的状态是 {step.legal or '（未写）'}",
            f"把状态改成 {speaks_in}，或换一个期限",
        )
    if not speaks_in and Outcome.LAPSED in step.outcomes:
        yield Fault(
            step.name,
            f"逾期的去向永远走不到：期限 {step.limit or '（未写）'} 届满不产生结果",
            f"去掉 lapsed=，或把期限改成 {'、'.join(silences)} 之一",
        )


def _unanswered(step: Step) -> Iterator[Fault]:
    """Where nobody signs, nobody reckons a predicate."""
    for outcome, edge in step.edges():
        if edge.when != ALWAYS and (step.quorum is None or outcome is Outcome.LAPSED):
            yield Fault(
                step.name,
                f"{outcome.label}后要看条件 {edge.when}，而这里没有人签署，条件不会被计算",
                "把条件移到有人签署的环节",
            )
