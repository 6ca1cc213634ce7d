"""退回: send a case to a step it has passed, also out of a joint one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workflow_app.approval.stance import Outcome, Stance
from workflow_app.commands.record import record
from workflow_app.commands.seat.seated import Seated, leave_unanswered, may_sign, reason, seated
from workflow_app.commands.take_effect import Occasion, take_effect, take_off_the_notice
from workflow_app.flow.arrival import send_back as go_back
from workflow_app.flow.signing import leave
from workflow_app.models import Account, Case, Opinion
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow
from workflow_app.queries.law.meetings import is_minuted
from workflow_app.queries.law.returnable import lies_before_notice, returnable
from workflow_app.queries.law.shown import shown_to_signer


def send_back(seat_id: int, to: str, words: str, *, seen: int | None = None, by: Account, at: datetime) -> Case:
    """The case stands at `to` again, with a new round; what others had not said yet is not asked any more.

    `seen` is how many links the case's chain had on the page that was signed. Out of a joint step whoever of the deciding unit has a seat may send back; another office's word stays one voice of it.
    Raises NotFound, AlreadyDone, NotAllowed, SeparationOfDuties, NotUnderstood without a reason, NotPossibleNow for a step the
    case has not passed, or from a meeting, which decides by its votes.
    """
    with transaction.atomic():
        at_table = seated(seat_id, by, at)
        may_sign(at_table, by)
        words, case, left = reason(words, "退回的原因"), at_table.case, at_table.mine.round
        _may_pull_out(at_table)
        title = dict(returnable(case)).get(to)
        if title is None:
            raise NotPossibleNow("不能退回到这个环节：本件没有经过它，或者受理、决定之前的环节已经过去。请重新选择。")
        word = Opinion(seat=at_table.mine, by=by, stance=Stance.RETURN.value, words=words, back_to=to, at=at)
        word.in_place_of = at_table.absent
        word.shown = shown_to_signer(case, by, word.in_place_of, seen)
        word.save(force_insert=True)
        body = {"seat": at_table.mine.pk, "step": left.step, "to": to, "title": title}
        record(case.stream, "send_back", by=by, at=at, body=body, personal=words)
        leave_unanswered(at_table, at)
        leave(left, Outcome.RETURNED, at)
        if lies_before_notice(case, to):
            take_off_the_notice(case)
        take_effect(case, go_back(case, left, to, at), Occasion(by, at, words))
        return case


def _may_pull_out(at_table: Seated) -> None:
    if is_minuted(at_table.case, at_table.mine.round.step):
        raise NotPossibleNow("会议以表决作出决定，不能由一人退回；请在表决中签署意见。")
    if at_table.joint and not at_table.competent:
        raise NotAllowed(
            "本环节由几个部门共同签署，退回到前面的环节由承办单位办理；请签署您的意见，写明建议退回的原因。"
        )
