"""拟稿、审核、签发: through whose hands a paper went before it was issued, read from the chain up to that moment.

For a paper of the route these are the signers of its steps; beside the route whoever proposed it and whoever did it. Nobody clicks for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localtime

from workflow_app.approval.duties import DUTY_OF_ROLE, Duty
from workflow_app.approval.stance import Stance
from workflow_app.models import Action, IssuedDocument, RoundState, Seat

DRAFTED, CHECKED, SIGNED = "drafted", "checked", "signed"
LABELS = {DRAFTED: "拟稿", CHECKED: "审核", SIGNED: "签发"}
HAND_OF = {Duty.ACCEPT: DRAFTED, Duty.HANDLE: DRAFTED, Duty.APPROVE: SIGNED}  # every other duty checks
SAID = (Stance.APPROVE.value, Stance.REFUSE.value)
ROUTE = "give_opinion"
# An act that decides → the act by which it was proposed.
PROPOSED_BY = {
    "decide_revocation": "propose_revocation",
    "decide_recovery": "propose_recovery",
    "decide_extension": "ask_extension",
    "decide_replacement": "ask_replacement",
}
Hands = dict[str, list[dict[str, Any]]]  # each: name, desk, on (ISO), act (its place in the chain)


def hands_of(paper: IssuedDocument) -> Hands:
    """{} for what the system issued by itself (a receipt: the applicant acted) and for papers of no case."""
    if paper.case is None:
        return {}
    done = Action.objects.filter(stream=paper.case.stream_id, at__lte=paper.issued_at, by__is_officer=True)
    acts = list(done.order_by("ordinal"))
    own = [act for act in acts if act.at == paper.issued_at]
    if not own:
        return {}
    if any(act.verb == ROUTE for act in own):
        return _of_the_route([act for act in acts if act.verb == ROUTE and act.body.get("stance") in SAID])
    last = own[-1]
    before = [act for act in acts if act.verb == PROPOSED_BY.get(last.verb)]
    return {DRAFTED: [_hand(before[-1] if before else last, "")], SIGNED: [_hand(last, "")]}


def _of_the_route(opinions: Iterable[Action]) -> Hands:
    """The last word from each seat; what was sent back or cancelled let nothing out. Where nobody approves above whoever accepted, the
    same hand drafted and signed."""
    said = {act.body["seat"]: act for act in opinions}
    stood = (RoundState.OPEN, RoundState.APPROVED, RoundState.REFUSED)
    seats = Seat.objects.filter(pk__in=said, removed_at=None, round__state__in=stood).select_related("desk")
    hands: Hands = {}
    for seat in sorted(seats, key=lambda seat: said[seat.pk].ordinal):
        duty = DUTY_OF_ROLE.get(seat.desk.role) if seat.desk else None
        if duty is not None:
            hands.setdefault(HAND_OF.get(duty, CHECKED), []).append(_hand(said[seat.pk], seat.title))
    if hands and SIGNED not in hands:
        hands[SIGNED] = hands[max(hands, key=lambda hand: hands[hand][-1]["act"])][-1:]
    return hands


def _hand(act: Action, desk: str) -> dict[str, Any]:
    return {"name": act.by_name, "desk": desk, "on": localtime(act.at).date().isoformat(), "act": act.ordinal}
