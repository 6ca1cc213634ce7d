"""收回: unsay one's own word before anybody acted on it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.approval.decide import may_be_unsaid
from workflow_app.approval.quorum import Quorum
from workflow_app.commands.assess import count_points
from workflow_app.commands.reckon_again import reckon_again
from workflow_app.commands.record import record
from workflow_app.commands.seat.rearranging import ask_no_longer
from workflow_app.commands.seat.seated import Seated, keep_away, seated
from workflow_app.commands.take_effect import Occasion, take_effect
from workflow_app.flow.arrival import come_back
from workflow_app.flow.signing import spoken_in, turn_round
from workflow_app.models import Account, Case, Round, RoundState, Seat
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow
from workflow_app.queries.law.predicates import last_assessment
from workflow_app.queries.law.unsaying import why_it_stands


def take_back(seat_id: int, *, by: Account, at: datetime) -> Case:
    """The seat is asked again; every other word at its step stands. The word itself stays in the record.

    Raises NotFound, NotAllowed for another's word, NotPossibleNow once somebody acted on it, it had an effect in law or left a paper.
    """
    with transaction.atomic():
        at_table = seated(seat_id, by, at)
        case, mine = at_table.case, at_table.mine
        if not hasattr(mine, "opinion") or mine.opinion.by_id != by.pk or mine.removed_at is not None:
            raise NotAllowed("这个席位上没有您可以收回的意见，请刷新页面查看。")
        keep_away(case, by)
        if not mine.sits:
            raise NotAllowed(
                f"您已经不在“{mine.title}”这个岗位上，不能收回在那里签署的意见；需要改变的，请由后面的环节退回。"
            )
        _nobody_leans_on_it(at_table)
        if mine.round.state == RoundState.OPEN:
            arrival = None
        else:
            if why := why_it_stands(case, mine.opinion):
                raise NotPossibleNow(why)
            live = Round.objects.select_related("task").get(case=case, state=RoundState.OPEN)
            arrival = come_back(case, live, mine.round, at)
        _ask_again(mine, at)
        turn_round(mine.round, at)
        ask_no_longer(case, at_table.seats, at)
        body = {"seat": mine.pk, "step": mine.round.step}
        record(case.stream, "take_back", by=by, at=at, body=body)
        if mine.asks:
            reckon_again(case, at=at)
        if arrival is not None:
            take_effect(case, arrival, Occasion(by, at))
            count_points(case, last_assessment(case))
        return case


def _nobody_leans_on_it(at_table: Seated) -> None:
    mine = at_table.mine
    spoken = spoken_in(at_table.seats)
    if not may_be_unsaid(Quorum.from_json(mine.round.quorum), spoken, mine.place):
        later = max((s.opinion for s in at_table.seats if hasattr(s, "opinion")), key=lambda said: said.at)
        when = f"{localtime(later.at):%Y年%-m月%-d日 %H:%M}"
        raise NotPossibleNow(f"{later.by.name}已于{when}在您之后签署，您的意见不能再收回。")


def _ask_again(mine: Seat, at: datetime) -> None:
    """Another chair stands in the place of the one that was spoken from."""
    mine.removed_at, mine.waiting = at, False
    mine.save(update_fields=["removed_at", "waiting"])
    Seat.objects.create(
        round=mine.round,
        place=mine.place,
        desk=mine.desk,
        title=mine.title,
        due_on=mine.due_on,
        asks=mine.asks,
        added_by=mine.added_by,
        holder=mine.opinion.by,
        passed_by=mine.passed_by,
        held_since=at,
    )
