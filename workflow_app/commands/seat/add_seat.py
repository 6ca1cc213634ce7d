"""加签 and 减签: have another desk sign before, after or beside one's own seat, and do without it again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.approval.duties import DUTY_OF_ROLE
from workflow_app.approval.quorum import Beside, Quorum, SeatSpec, with_added
from workflow_app.commands.record import record
from workflow_app.commands.seat.rearranging import drop, forget_asked, rearrange
from workflow_app.commands.seat.seated import Seated, keep_away, may_act, reason, seated, sits_at
from workflow_app.flow.signing import turn_round
from workflow_app.models import Account, Desk, Holding, Seat
from workflow_app.models.unit import in_force
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.desk.colleague_desks import desks_to_add
from workflow_app.queries.law.duties import why_not_me
from workflow_app.queries.law.meetings import is_minuted

MOST = 5  # seats one signer may add to a step; the house's own bound


def add_seat(seat_id: int, desk_id: int, how: Beside, words: str, *, by: Account, at: datetime) -> Seat:
    """A seat for that desk beside the person's own; both count as one voice. Answers the new seat.

    Raises NotFound, AlreadyDone, NotAllowed, NotUnderstood for a desk where nobody may sign or that signs here already,
    NotPossibleNow at a meeting, while the seat is delegated, or beyond five.
    """
    with transaction.atomic():
        at_table = seated(seat_id, by, at)
        may_act(at_table, by)
        words, mine = reason(words, "加签的原因"), at_table.mine
        _is_possible(at_table, by)
        desk = _desk(at_table, desk_id, localtime(at).date())
        added = with_added(
            Quorum.from_json(mine.round.quorum), mine.place, how, SeatSpec(desk=desk.role, title=desk.title)
        )
        rearrange(mine.round, added)
        mine.holder, mine.held_since = by, mine.held_since if mine.holder_id == by.pk else at
        mine.save(update_fields=["holder", "held_since"])
        seat = Seat.objects.create(
            round=mine.round, place=added.place, desk=desk, title=desk.title, due_on=mine.due_on, added_by=by
        )
        turn_round(mine.round, at)
        body = {
            "seat": mine.pk,
            "added": seat.pk,
            "how": how.value,
            "desk": desk.pk,
            "title": desk.title,
            "reason": words,
        }
        record(at_table.case.stream, "add_seat", by=by, at=at, body=body)
        return seat


def remove_seat(seat_id: int, *, by: Account, at: datetime) -> Seat:
    """Do without a seat one added oneself, as long as nobody spoke from it and somebody is still to speak. Raises NotFound,
    NotAllowed, NotPossibleNow: removing a seat decides nothing, so nobody's word closes a round by who is not asked."""
    with transaction.atomic():
        at_table = seated(seat_id, by, at)
        seat = at_table.mine
        keep_away(at_table.case, by)
        _may_remove(at_table, by, at)
        if seat.removed_at is not None or seat.round.closed_at is not None or hasattr(seat, "opinion"):
            raise NotPossibleNow(f"“{seat.title}”已经签署、已经减签，或者本环节已经结束，不能再减签。请刷新页面查看。")
        _without_who_was_asked(at_table, at)
        seat = Seat.objects.select_related("round").get(pk=seat.pk)
        drop(seat, at)
        if not seat.round.seats.filter(waiting=True).exists():
            raise NotPossibleNow(
                f"本环节只等“{seat.title}”签署，减签以后没有人再签。请先收回您的意见，再减签，然后重新签署。"
            )
        if seat.desk_id is None:
            forget_asked(at_table.case, at)
        record(at_table.case.stream, "remove_seat", by=by, at=at, body={"seat": seat.pk, "title": seat.title})
        return seat


def _without_who_was_asked(at_table: Seated, at: datetime) -> None:
    """The applicant whom the leaving seat asked leaves with it: what they supply is no voice of the step."""
    seat = at_table.mine
    for asked in at_table.seats:
        if asked.desk_id is not None or asked.pk == seat.pk or _pair(asked.place) != _pair(seat.place):
            continue
        if hasattr(asked, "opinion"):
            raise NotPossibleNow(f"申请人已经应“{seat.title}”的要求补充了材料，请由它签署，不能再减签。")
        drop(Seat.objects.select_related("round").get(pk=asked.pk), at)
        forget_asked(at_table.case, at)


def _may_remove(at_table: Seated, by: Account, at: datetime) -> None:
    """Who added it; once they sit at none of the seats it stands with, whoever sits there now."""
    seat = at_table.mine
    if seat.added_by is None:
        raise NotAllowed("这个席位是流程规定的，不是加签的，不能减签。")
    beside = [s for s in at_table.seats if s.desk_id and s.pk != seat.pk and s.place.startswith(_pair(seat.place))]
    left = not any(sits_at(each, seat.added_by, at) for each in beside)
    if seat.added_by_id != by.pk and not (left and any(sits_at(each, by, at) for each in beside)):
        raise NotAllowed("只有加签的人可以减签；这个席位不是您加的。")


def _pair(place: str) -> str:
    return place.rpartition(".")[0] + "."


def _is_possible(at_table: Seated, by: Account) -> None:
    mine = at_table.mine
    if is_minuted(at_table.case, mine.round.step):
        raise NotPossibleNow("会议的成员由会议规则确定，不能加签。")
    if mine.lent_to:
        raise NotPossibleNow(f"这件待办正委派{mine.lent_to}办理，请先收回委派，再加签。")
    if sum(seat.added_by_id == by.pk for seat in at_table.seats) >= MOST:
        raise NotPossibleNow(f"您在本环节已经加签{MOST}个席位，不能再加；请先减签，或者改用抄送。")


def _desk(at_table: Seated, desk_id: int, on: date) -> Desk:
    desk = desks_to_add(at_table.case, on).filter(pk=desk_id).first()
    if desk is None:
        raise NotFound("没有这个岗位，或者它不能参加本件的会签。请刷新页面重新选择。")
    if any(seat.desk_id == desk.pk for seat in at_table.seats):
        raise NotUnderstood(f"“{desk.title}”已经在本环节签署，不用再加签；请选择其他岗位。")
    sitting = Holding.objects.filter(in_force(on), desk=desk, account__is_active=True).select_related("account")
    duty = DUTY_OF_ROLE[desk.role]
    if all(why_not_me(at_table.case, duty, held.account) for held in sitting):
        raise NotUnderstood(
            f"“{desk.title}”现在没有能签署本件的人（没有人在岗，或者在岗的人应当回避、办过不相容的环节）；请选择其他岗位。"
        )
    return desk
