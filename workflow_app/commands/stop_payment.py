"""停止支付: what was determined is not paid after all; its money goes back to where it was set aside from."""

from __future__ import annotations

from datetime import datetime

from workflow_app.commands.close_case import CLOSE_CASE
from workflow_app.commands.end_route import end_route
from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.reserve import give_back
from workflow_app.commands.settle_point import take_out
from workflow_app.commands.stop_instalments import stop_instalments
from workflow_app.models import Account, Case, ClaimState, PaymentDoubt


def stop_payment(case: Case, doubt: PaymentDoubt, *, by: Account, at: datetime) -> None:
    """Take the doubted claim of a held case out: off its notice, its money back; a case with nothing left to pay may close. Of one that is
    paid in instalments and was paid in part, what is left is not paid any more."""
    if not stop_instalments([doubt.claim], at=at):
        take_out(case, doubt.claim, f"支付前核实后停止支付：{doubt.words}", by=by, at=at)
    give_back(doubt.claim, at=at)
    if not case.claims.filter(state__in=(ClaimState.CLAIMED, ClaimState.DETERMINED)).exists():
        end_route(case, at=at)
    enqueue(CLOSE_CASE, [case.pk], at=at, occasion=f"doubt {doubt.pk}")
