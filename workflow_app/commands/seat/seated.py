"""The seat somebody acts from: its case held, the seats beside it, and whether it is theirs to act from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty, excluded
from workflow_app.approval.stance import Stance
from workflow_app.commands.commit import commit_to
from workflow_app.commands.seat.rearranging import drop, forget_asked
from workflow_app.flow import door
from workflow_app.flow.signing import end_delegations, seats_beside
from workflow_app.models import Account, Case, Holding, RoundState, Seat
from workflow_app.models.unit import in_force
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood, SeparationOfDuties
from workflow_app.queries.law.duties import duties_held
from workflow_app.queries.law.seat_duty import duty_of


@dataclass(frozen=True)
class Seated:
    """A held case, one of its seats (with what `seats_beside` says of it), and all seats of its round."""

    case: Case
    mine: Any
    seats: Sequence[Any]

    @property
    def joint(self) -> bool:
        """Whether others are asked at the same step."""
        return len(self.seats) > 1

    @property
    def competent(self) -> bool:
        """Whether the seat is one of the unit that decides the case."""
        return self.mine.desk is not None and self.mine.desk.unit_id == self.case.unit_id

    @property
    def absent(self) -> Account | None:
        """In whose place the person acts: of an absent colleague, or of who passed the seat on."""
        if self.mine.for_holder:
            return self.mine.holder
        return Account.objects.get(pk=self.mine.absent) if self.mine.absent else self.mine.passed_by


def seated(seat_id: int, by: Account, at: datetime) -> Seated:
    """Hold the case of a seat. Raises NotFound."""
    case, seats = door.hold_by_seat(seat_id), seats_beside(seat_id, by, localtime(at).date())
    return Seated(case, next(seat for seat in seats if seat.pk == seat_id), [s for s in seats if s.removed_at is None])


def may_sign(at_table: Seated, by: Account) -> None:
    """It waits, it is this person's, nothing keeps them apart, and the case is not suspended. Takes the seat's duty.

    Raises AlreadyDone or NotPossibleNow, NotAllowed, SeparationOfDuties.
    """
    _is_theirs(at_table, by)
    mine = at_table.mine
    if mine.halted:
        raise NotPossibleNow("本件已经中止办理，恢复之前不能签署意见；条件具备后请先“恢复办理”。")
    if mine.lent_to:
        raise NotPossibleNow(f"这件待办已委派{mine.lent_to}办理，还没有交回；请等结果，或者先收回委派，再签署意见。")
    commit_to(at_table.case, by, duty_of(mine), mine.desk)


def may_act(at_table: Seated, by: Account) -> None:
    """The seat waits and is this person's to act from, and they have not stepped aside. Raises as `may_sign` does."""
    _is_theirs(at_table, by)
    keep_away(at_table.case, by)


def keep_away(case: Case, by: Account) -> None:
    """Whose own matter it is, or who stepped aside, does nothing with the case. Raises SeparationOfDuties."""
    held = duties_held([case.pk], by).get(case.pk, frozenset())
    for why in (Duty.OWN, Duty.RECUSED):
        if why in held:
            raise SeparationOfDuties(excluded("本件", why, why))


def _is_theirs(at_table: Seated, by: Account) -> None:
    """At their desk, waiting, and not in the hands of a colleague whom they do not stand in for."""
    mine = at_table.mine
    if mine.desk is None or not mine.sits:
        raise NotAllowed(f"这件待办属于“{mine.title}”，您不在这个岗位上，不能办理。")
    if not mine.waiting:
        raise too_late(at_table)
    if mine.holder_id not in (None, by.pk) and not mine.for_holder:
        raise NotAllowed(_in_other_hands(mine))


def _in_other_hands(mine: Any) -> str:
    if mine.staffed:
        return f"这件待办已由{mine.holder.name}签收，请由本人办理；需要换人的，由本人退回或转办。"
    return f"这件待办由{mine.holder.name}签收，但本人已不在这个岗位；请先签收到您名下，再办理。"


def leave_unanswered(at_table: Seated, at: datetime) -> None:
    """The step is over: who was asked to look into it, or to supply something, is asked no more."""
    if any(seat.lent_to for seat in at_table.seats):
        end_delegations(at_table.mine.round, at)
    for seat in at_table.seats:
        if seat.desk_id is None and seat.added_by_id is not None and not hasattr(seat, "opinion"):
            drop(Seat.objects.select_related("round").get(pk=seat.pk), at)
            forget_asked(at_table.case, at)


def too_late(at_table: Seated) -> NotPossibleNow:
    """Why nothing can be said from the seat any more: who was faster, or that the case stands elsewhere."""
    case, mine = at_table.case, at_table.mine
    last = max((seat.opinion for seat in at_table.seats if hasattr(seat, "opinion")), key=lambda o: o.at, default=None)
    if hasattr(mine, "opinion") and mine.removed_at is None:
        last = mine.opinion
    if last is None or mine.round.state == RoundState.CANCELLED or mine.removed_at is not None:
        return NotPossibleNow(f"办件 {case.number} 现在不在这个环节，您的意见没有提交。请刷新页面查看它的最新情况。")
    when, said = f"{localtime(last.at):%Y年%-m月%-d日 %H:%M}", Stance(last.stance).label
    return AlreadyDone(f"{last.by.name}已于{when}在本环节签署“{said}”，您的意见没有提交。请刷新页面查看最新情况。")


def reason(words: str, what: str) -> str:
    """The words without blanks around them; NotUnderstood where there are none. `what` is asked for."""
    if not words.strip():
        raise NotUnderstood(f"请写明{what}，后面的环节和查档的人都要看到。")
    return words.strip()


def sits_at(seat: Seat, account: Account, at: datetime) -> bool:
    """Whether somebody sits at the seat's desk on a day, in their own right or in another's place."""
    day = localtime(at).date()
    return Holding.objects.filter(in_force(day), desk=seat.desk, account=account, account__is_active=True).exists()
