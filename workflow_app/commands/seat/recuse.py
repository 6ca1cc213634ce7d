"""回避: a person has nothing to do with a case any more."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.approval.duties import LEADERS, Duty
from workflow_app.commands.record import record
from workflow_app.commands.seat.claim import let_go
from workflow_app.commands.seat.seated import reason
from workflow_app.flow import door
from workflow_app.models import Account, Commitment, Delegation, Recusal, Seat
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound
from workflow_app.queries.scope import desks_of, visible_cases


def recuse(case_id: int, who: Account, words: str, *, by: Account, at: datetime) -> Recusal:
    """Somebody steps aside, or is told to by who leads their unit; a seat in their hands goes back to its desk.

    Raises NotFound, NotAllowed for anybody else, AlreadyDone, NotUnderstood without a reason. Words said before stand.
    """
    with door.held(case_id) as case:
        day = localtime(at).date()
        if not visible_cases(by, day).filter(pk=case.pk).exists():
            raise NotFound("没有找到这个办件，或者您无权查看。")
        units = desks_of(who, day).values("unit")
        if who != by and not desks_of(by, day).filter(unit__in=units, role__in=LEADERS).exists():
            raise NotAllowed("回避由本人提出，或者由其所在单位的负责人决定；您不能替别人决定回避。")
        words = reason(words, "回避的理由（与申请人有什么关系）")
        row, new = Recusal.objects.get_or_create(case=case, account=who, defaults={"words": words, "by": by, "at": at})
        if not new:
            raise AlreadyDone(f"{who.name}对本件已经回避，没有重复登记。")
        Commitment.objects.get_or_create(case=case, account=who, duty=Duty.RECUSED.value)
        for seat in Seat.objects.filter(round__case=case, holder=who, round__closed_at__isnull=True):
            let_go(seat, at)
        Delegation.objects.filter(seat__round__case=case, to=who, ended_at__isnull=True).update(ended_at=at)
        body = {"who": who.pk, "name": who.name}
        record(case.stream, "recuse", by=by, at=at, body=body, personal=words)
        return row
