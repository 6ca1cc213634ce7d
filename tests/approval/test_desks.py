"""Every seat is a desk somebody can hold, and no desk does two things that must be kept apart."""

import pytest

from tests.approval.tiny import DESKS, end, one, route, seat, step, told
from workflow_app.approval.desks import faults
from workflow_app.approval.duties import Duty
from workflow_app.approval.quorum import Quorum, SeatSpec
from workflow_app.approval.route import Route


def way(*members: SeatSpec) -> Route:
    """One step a seat."""
    names = [f"step{n}" for n in range(len(members))]
    return route(
        *(step(name, one(member), "accepted", approved=end("approved")) for name, member in zip(names, members, strict=True))
    )  # fmt: skip


@pytest.mark.parametrize(
    "members",
    [
        pytest.param((seat("handler"), seat("section"), seat("deputy_head")), id="one bureau's own desks"),
        pytest.param((seat("handler"), seat("data_check", unit="tax")), id="another department's check"),
        pytest.param((seat("handler"), seat("section", unit="hrss", tier="city")), id="the city's own"),
        pytest.param((SeatSpec(applicant=True),), id="the applicant"),
        pytest.param((seat("section", duty="check"), seat("section", duty="check")), id="the same thing twice"),
        pytest.param(
            (seat("section", unit="hrss", tier="city", duty="approve"), seat("section", unit="hrss", tier="county")),
            id="two offices of one kind",
        ),
    ],
)
def test_desks_that_can_be_held_are_sound(members: tuple[SeatSpec, ...]) -> None:
    assert told(faults(way(*members), DESKS)) == []


def test_a_desk_of_the_deciding_unit_is_asked_for_in_every_tier_where_a_case_can_begin() -> None:
    planned = {("hrss", "county", "handler"), ("hrss", "city", "handler"), ("hrss", "city", "section")}
    route = way(seat("handler"), seat("section"))
    assert [fault.step for fault in faults(route, planned)] == [""]
    assert list(faults(route, planned | {("hrss", "county", "section")})) == []


@pytest.mark.parametrize(
    ("members", "wrong"),
    [
        pytest.param((seat("clerk"),), "岗位 clerk 没有职责", id="a role without a duty"),
        pytest.param((seat("gardener", duty="handle"),), "任何单位都没有岗位 gardener", id="a role nobody has"),
        pytest.param((seat("data_check", unit="circus"),), "circus都没有岗位 data_check", id="no such kind of unit"),
        pytest.param((seat("handler", unit="tax"),), "tax都没有岗位 handler", id="no such desk there"),
        pytest.param(
            (seat("data_check", unit="tax", tier="city"),), "tax（city）都没有岗位 data_check", id="not at that tier"
        ),
        pytest.param((seat("handler"), seat("data_check")), "没有一种单位同时设有 data_check、handler", id="two bureaus' desks"),
        pytest.param(
            (seat("section"), seat("section", duty="approve")),
            "岗位 section 在这里做“审批”，在环节 step0 做“业务复核”，两者不相容",
            id="reviews and decides",
        ),
        pytest.param(
            (seat("section"), seat("section", unit="hrss", duty="approve")), "两者不相容", id="the same unit by two names"
        ),
    ],
)  # fmt: skip
def test_a_desk_nobody_can_hold_or_that_does_too_much_is_refused(members: tuple[SeatSpec, ...], wrong: str) -> None:
    found = told(faults(way(*members), DESKS))
    assert len(found) == 1, found
    assert wrong in found[0][1]


def test_two_duties_in_one_round_are_refused_too() -> None:
    joint = Quorum("all", (seat("section"), Quorum("any", (seat("section", duty="approve"),))))
    assert "两者不相容" in told(faults(route(step("joint", joint, approved=end("approved"))), DESKS))[0][1]


def test_a_seat_says_what_is_done_from_it() -> None:
    assert seat("section").done is Duty.REVIEW
    assert SeatSpec.from_json({"desk": "section", "duty": "check"}).done is Duty.CHECK
