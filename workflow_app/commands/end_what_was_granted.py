"""A decision is taken back: what it granted and did not pay yet ends, its money goes back, its route is over."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from workflow_app.commands.reassess import tell_those_behind
from workflow_app.commands.reserve import give_back
from workflow_app.commands.stop_instalments import stop_instalments
from workflow_app.flow import door, limits
from workflow_app.flow.signing import cancel
from workflow_app.models import Case, ClaimState, Deadline, Ledger, NoticeLine, Posting, RoundState
from workflow_app.queries.finance.recoverable import recoverable

BACK, PAID = "given_back", "paid"


def end_what_was_granted(case: Case, reason: str, *, at: datetime) -> dict[str, Decimal]:
    """Of a held case; answers how much money goes back and how much was paid before and has not come back, which stays to be
    recovered."""
    _end_route(case, at)
    limits.settle(case, Deadline.State.CANCELLED, at)
    lines = NoticeLine.objects.filter(claim__case=case, claim__state=ClaimState.CLAIMED)
    lines.exclude(state=NoticeLine.State.VOID).update(state=NoticeLine.State.VOID)
    case.claims.filter(state=ClaimState.CLAIMED).update(state=ClaimState.DROPPED)
    unpaid = list(case.claims.filter(state=ClaimState.DETERMINED).order_by("ordinal"))
    reserved = set(Posting.objects.filter(claim__in=unpaid, target=Ledger.RESERVED).values_list("claim", flat=True))
    back = [give_back(claim, at=at) for claim in unpaid if claim.pk in reserved]
    begun = stop_instalments(unpaid, at=at)
    ended = [claim.pk for claim in unpaid if claim.pk not in begun]
    case.claims.filter(pk__in=ended).update(state=ClaimState.ENDED, reason=reason)
    tell_those_behind(case, at=at)
    paid = [left for _claim, left in recoverable(case)]
    return {BACK: sum(back, Decimal(0)), PAID: sum(paid, Decimal(0))}


def _end_route(case: Case, at: datetime) -> None:
    """A case approved may still stand before the request for funds."""
    if not case.step:
        return
    for opened in case.rounds.filter(state=RoundState.OPEN):
        cancel(opened, at)
    door.abandon(case.process)
    case.step = ""
