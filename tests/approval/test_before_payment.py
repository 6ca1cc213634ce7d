"""No way to money leads past notice, determination and request."""

from dataclasses import replace

import pytest

from tests.approval.tiny import end, one, route, seat, step, told
from workflow_app.approval.before_payment import faults, unpaid_faults
from workflow_app.approval.route import Edge, Route, Step

CONFIRMED = Edge("request_funds", legal="approved")
REASON = "《财政部办法》第九条：逐月划转，不再公示"


def decide(**ways: object) -> Step:
    return step("decide", one(seat()), "deciding", **({"approved": "notice", "returned": "decide"} | ways))  # type: ignore[arg-type]


def notice(**ways: object) -> Step:
    return step("notice", None, "deciding", **({"approved": "confirm", "returned": "decide"} | ways))  # type: ignore[arg-type]


def confirm(**ways: object) -> Step:
    return step("confirm", one(seat()), "deciding", **({"approved": CONFIRMED, "returned": "decide"} | ways))  # type: ignore[arg-type]


FUNDS = step("request_funds", None, "approved", approved=end("approved"))


def test_notice_determination_and_request_in_their_order_are_sound() -> None:
    assert told(faults(route(decide(), notice(), confirm(), FUNDS), "")) == []


def test_it_is_followed_from_where_the_route_starts() -> None:
    past = route(notice(returned="notice"), confirm(returned="notice"), FUNDS, decide(approved="confirm"))
    assert told(faults(past, "")) == []
    assert told(faults(replace(past, start="decide"), "")) == [("confirm", "没有公示就能走到核定")]


@pytest.mark.parametrize(
    ("way", "found"),
    [
        pytest.param(
            route(decide(approved="confirm"), confirm(), FUNDS), [("confirm", "没有公示就能走到核定")], id="no notice"
        ),
        pytest.param(
            route(decide(approved=(Edge("confirm", when="small"), Edge("notice"))), notice(), confirm(), FUNDS),
            [("confirm", "没有公示就能走到核定")],
            id="a way around the notice",
        ),
        pytest.param(
            route(decide(), notice(), confirm(returned="again"), step("again", one(seat()), approved="confirm"), FUNDS),
            [("confirm", "没有公示就能走到核定")],
            id="sent back behind the notice",
        ),
        pytest.param(
            route(decide(), notice(approved=CONFIRMED), FUNDS), [("notice", "没有人签署就核定了")], id="nobody determines"
        ),
        pytest.param(
            route(decide(), notice(), confirm(approved=end("approved"))),
            [("confirm", "没有提请拨付就办完了")],
            id="nobody asks for the money",
        ),
        pytest.param(
            route(decide(approved=CONFIRMED), FUNDS), [("decide", "没有公示就能走到核定")], id="determined at once"
        ),
        pytest.param(
            route(step("start", one(seat()), "deciding", approved="notice", lapsed=CONFIRMED), notice(returned="start"), confirm(returned="start"), FUNDS),
            [("start", "没有人签署就核定了"), ("start", "没有公示就能走到核定")],
            id="silence determines",
        ),
    ],
)  # fmt: skip
def test_a_payment_past_notice_or_determination_is_refused(way: Route, found: list[tuple[str, str]]) -> None:
    assert told(faults(way, "")) == found


def test_what_needs_no_notice_says_why_and_asks_for_no_money_by_notice() -> None:
    assert told(faults(route(decide(approved=end("approved"))), REASON)) == []
    assert told(faults(route(decide(approved=CONFIRMED), FUNDS), REASON)) == [
        ("request_funds", "没有公示，却要按公示提请拨付")
    ]


def test_what_pays_nothing_asks_for_no_money() -> None:
    assert told(unpaid_faults(route(decide(approved=end("approved"))))) == []
    assert told(unpaid_faults(route(decide(approved=CONFIRMED), FUNDS))) == [
        ("request_funds", "本流程不支付资金，却要提请拨付")
    ]
