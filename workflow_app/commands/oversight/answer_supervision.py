"""Answer an order or a card in writing: what was done, why it took so long, by when it will be done."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, Supervision
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.scope import desks_of


def answer_supervision(supervision_id: int, words: str, *, by: Account, at: datetime) -> Supervision:
    """Answer it once, late or not, also of a case that has ended meanwhile; by any desk of the unit that was asked, and never
    by who ordered it. Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone saying who and when, NotPossibleNow
    for a warning, NotUnderstood without words."""
    case_id = Supervision.objects.filter(pk=supervision_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotFound("没有这条督办，请刷新列表。")
    with door.held(case_id) as case:
        asked = Supervision.objects.select_related("answered_by").get(pk=supervision_id)
        if not desks_of(by, localtime(at).date()).filter(unit=asked.unit_id).exists():
            raise NotAllowed("这条督办由被督办的单位答复，您不在这个单位的岗位上。")
        if asked.by_id == by.pk:
            raise NotAllowed("督办是您发出的，不能自己答复；请承办的同事答复。")
        is_kept_away(case, by)
        if asked.due_on is None:
            raise NotPossibleNow("预警只作提醒，不需要书面答复；请在期限内办结。")
        if asked.answered_by is not None and asked.answered_at is not None:
            when = f"{localtime(asked.answered_at):%Y年%-m月%-d日 %H:%M}"
            raise AlreadyDone(f"{asked.answered_by.name}已于{when}答复，没有重复提交。")
        if not words.strip():
            raise NotUnderstood("请写明办理情况：现在办到哪一步、为什么、什么时候办结。")
        asked.answer, asked.answered_by, asked.answered_at = words.strip(), by, at
        asked.save(update_fields=["answer", "answered_by", "answered_at"])
        late = localtime(at).date() > asked.due_on
        body = {"supervision": asked.pk, "ground": asked.ground, "late": late}
        record(case.stream, "answer_supervision", by=by, at=at, body=body, personal=asked.answer)
        return asked
