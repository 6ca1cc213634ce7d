"""No round can end in something the step cannot be left by."""

import pytest

from tests.approval.tiny import SILENCES, end, one, route, seat, step, told
from workflow_app.approval.quorum import Quorum, SeatSpec
from workflow_app.approval.route import Edge, Route, Step
from workflow_app.approval.ways_out import faults

APPLICANT = one(SeatSpec(applicant=True))
BY_SIZE = (Edge("notice", when="large"), Edge("notice"))


def receive(**more: object) -> Step:
    ways = {"approved": "handle", "refused": end("not_accepted"), "lapsed": "handle"} | more
    return step("receive", one(seat()), "submitted", "clock.receipt", **ways)  # type: ignore[arg-type]


def handle(**ways: object) -> Step:
    return step("handle", one(seat()), "accepted", **(ways or {"approved": end("approved"), "refused": end("refused")}))  # type: ignore[arg-type]


def test_a_route_with_every_way_out_is_sound() -> None:
    assert told(faults(route(receive(), handle()), SILENCES)) == []


def test_the_applicant_need_not_be_able_to_say_no() -> None:
    correct = step("correct", APPLICANT, "awaiting_correction", "clock.correction", approved="receive", lapsed=end("x"))
    assert told(faults(route(receive(returned="correct"), correct, handle()), SILENCES)) == []


@pytest.mark.parametrize(
    ("way", "step_at", "wrong"),
    [
        pytest.param(
            route(receive(), handle(refused=end("refused"))), "handle", "同意之后没有去向", id="nobody can agree"
        ),
        pytest.param(
            route(receive(), handle(approved=end("approved"))), "handle", "签署人只能同意", id="nobody can say no"
        ),
        pytest.param(
            route(
                step("joint", Quorum("all", (seat(), SeatSpec(applicant=True))), "accepted", approved=end("approved"))
            ),
            "joint",
            "签署人只能同意",
            id="one of two seats is a desk's",
        ),
        pytest.param(
            route(step("wait", None, "accepted", approved=end("approved"))), "wait", "没有人签署", id="nobody moves it"
        ),
        pytest.param(
            route(step("notice", one(seat()), "accepted", approved=end("approved"), refused=end("refused"))),
            "notice",
            "由人签署，而这个名字的环节由系统推动",
            id="the house would move what people sign",
        ),
        pytest.param(
            route(
                step("receive", one(seat()), "submitted", "clock.receipt", approved="handle", refused=end("x")),
                handle(),
            ),
            "receive",
            "期限 clock.receipt 届满是一种结果，却没有去向",
            id="silence leads nowhere",
        ),
        pytest.param(
            route(
                step(
                    "handle",
                    one(seat()),
                    "accepted",
                    "clock.receipt",
                    approved=end("approved"),
                    refused=end("refused"),
                    lapsed=end("approved"),
                )
            ),
            "handle",
            "期限 clock.receipt 只在 submitted 状态下计算",
            id="a silence nobody hears",
        ),
        pytest.param(
            route(
                step(
                    "handle",
                    one(seat()),
                    "accepted",
                    "step.handle",
                    approved=end("approved"),
                    refused=end("refused"),
                    lapsed=end("approved"),
                )
            ),
            "handle",
            "逾期的去向永远走不到",
            id="a limit that is no outcome",
        ),
        pytest.param(
            route(receive(lapsed=(Edge("handle", when="large"), Edge("handle"))), handle()),
            "receive",
            "逾期后要看条件 large",
            id="silence reckons no predicate",
        ),
        pytest.param(
            route(step("notice", None, "deciding", approved=(Edge("handle", when="large"), Edge("handle"))), handle()),
            "notice",
            "同意后要看条件 large",
            id="the house reckons no predicate",
        ),
    ],
)
def test_an_outcome_without_an_edge_is_refused(way: Route, step_at: str, wrong: str) -> None:
    found = told(faults(way, SILENCES))
    assert [(name, said) for name, said in found if name == step_at and wrong in said], found
