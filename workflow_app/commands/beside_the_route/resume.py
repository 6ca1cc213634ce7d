"""What stood still goes on: the day it is resumed is the last that does not count, and every limit moves."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.issue import issue
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.flow import door, limits
from workflow_app.models import Account, Pause
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow
from workflow_app.queries.law.waited_for import heads, waits_for
from workflow_app.queries.papers.beside_the_route import resumption

RESUMED = PaperKind("resumption", "恢复办理通知书", "case_paper", "恢", "papers/resumption.html")


def resume(pause_id: int, words: str = "", *, by: Account, at: datetime) -> Pause:
    """By whom the case waits for at the deciding unit, or who heads it. Raises NotFound, NotAllowed, SeparationOfDuties,
    AlreadyDone, NotPossibleNow for a pause the house itself ends (a notice), CannotPrint."""
    case_id = Pause.objects.filter(pk=pause_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotFound("没有这次暂停，请刷新页面。")
    with door.held(case_id) as case:
        today = localtime(at).date()
        if waits_for(case, by, today) is None and heads(case, by, today) is None:
            raise NotAllowed("恢复办理由承办单位正在办理的岗位或者单位负责人提出，您不在这些岗位上。")
        is_kept_away(case, by)
        row = Pause.objects.get(pk=pause_id)
        if row.until is not None:
            raise AlreadyDone(f"本件已于{row.until:%Y年%-m月%-d日}恢复办理，没有重复办理。")
        if row.by_id is None:
            raise NotPossibleNow("这次暂停由系统记录，公示期满或者异议处理完毕后自动恢复。")
        row.until = today
        row.save(update_fields=["until"])
        moved = limits.move(case)
        body = {"pause": row.pk, "why": row.reason, "moved": moved}
        record(case.stream, "resume", by=by, at=at, body=body, personal=words.strip())
        issue("resumption", paper=RESUMED, case=case, data=resumption(case, row, words.strip(), at), at=at)
        return row
