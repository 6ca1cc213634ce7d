"""Which duty is done from a seat."""

from __future__ import annotations

from workflow_app.approval.duties import DUTY_OF_ROLE, Duty
from workflow_app.models import Seat


def duty_of(seat: Seat) -> Duty:
    """The duty of its desk. Only seats of desks have one."""
    assert seat.desk is not None, "the applicant's own seat does no duty of an office"
    return DUTY_OF_ROLE[seat.desk.role]
