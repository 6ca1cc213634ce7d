"""Which duty is done from a seat."""

from __future__ import annotations

from workflow_app.approval.duties import DUTY_OF_ROLE, Duty
from workflow_app.approval.quorum import Quorum
from workflow_app.models import Seat


def duty_of(seat: Seat) -> Duty:
    """What its frozen quorum says is done from it; else what its desk does elsewhere. Only seats of desks have one."""
    assert seat.desk is not None, "the applicant's own seat does no duty of an office"
    declared = dict(Quorum.from_json(seat.round.quorum).seats()).get(seat.place) if seat.round.quorum else None
    return declared.done if declared and declared.duty else DUTY_OF_ROLE[seat.desk.role]
