"""延期: a longer limit, asked for by who handles, granted once by who heads the unit, told with its reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F
from django.utils.timezone import localtime

from workflow_app.commands.issue import issue
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.flow import door, limits
from workflow_app.flow.limits import PAUSABLE
from workflow_app.models import Account, Case, Deadline, Extension
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.waited_for import examines, heads, waits_for
from workflow_app.queries.papers.beside_the_route import extension

EXTENDED = PaperKind("extension", "延长办理期限告知书", "case_paper", "延", "papers/extension.html")


def ask_extension(case_id: int, days: int, words: str, *, by: Account, at: datetime) -> Extension:
    """Ask for so many working days more. By who examines cases at the deciding unit or whom it waits for there.

    Raises NotFound, NotAllowed, SeparationOfDuties, NotPossibleNow once a limit is over or nothing runs, AlreadyDone when it was
    asked or granted before, NotUnderstood without words or beyond what the policy allows.
    """
    with door.held(case_id) as case:
        today = localtime(at).date()
        if examines(case, by, today) is None and waits_for(case, by, today) is None:
            raise NotAllowed("延期由承办单位的经办、复核岗位或者正在办理的岗位提出，您不在这些岗位上。")
        is_kept_away(case, by)
        _is_time(case, today)
        before = case.extensions.exclude(granted=False).select_related("asked_by").first()
        if before is not None:
            said = (
                "已经批准延期，只能延期一次" if before.granted else f"{before.asked_by.name}已经申请延期，等负责人审批"
            )
            raise AlreadyDone(f"本件{said}。")
        most = most_days(case, today)
        if not 1 <= days <= most:
            raise NotUnderstood(f"延长的工作日应是1至{most}天，请重新填写。")
        if not words.strip():
            raise NotUnderstood("请写明延期的理由：为什么在期限内办不完，告知书要告诉申请人。")
        row = Extension.objects.create(case=case, days=days, words=words.strip(), asked_by=by, asked_at=at)
        record(case.stream, "ask_extension", by=by, at=at, body={"extension": row.pk, "days": days}, personal=row.words)
        return row


def decide_extension(extension_id: int, granted: bool, words: str = "", *, by: Account, at: datetime) -> Extension:
    """Grant or decline it; granted, the limits of handling move and the applicant is told. By who heads the unit, never by who
    asked. Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone, NotPossibleNow once a limit is over, NotUnderstood
    declining without words, CannotPrint."""
    case_id = Extension.objects.filter(pk=extension_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotFound("没有这次延期申请，请刷新页面。")
    with door.held(case_id) as case:
        row = Extension.objects.select_related("decided_by").get(pk=extension_id)
        _may_decide(case, row, by, at)
        if granted:
            _is_time(case, localtime(at).date())
        elif not words.strip():
            raise NotUnderstood("不批准延期须写明理由，承办的同事要看到。")
        row.granted, row.answer, row.decided_by, row.decided_at = granted, words.strip(), by, at
        row.save(update_fields=["granted", "answer", "decided_by", "decided_at"])
        moved = _lengthen(case, row) if granted else []
        body = {"extension": row.pk, "granted": granted, "days": row.days, "moved": moved}
        record(case.stream, "decide_extension", by=by, at=at, body=body, personal=row.answer)
        if granted:
            issue("extension", paper=EXTENDED, case=case, data=extension(case, row, at), at=at)
        return row


def most_days(case: Case, on: date) -> int:
    """How many working days the policy of the case lets a limit be extended by."""
    clocks = catalogue.procedure(case.item, case.procedure).clocks
    return edition_of(case).on(on).days(clocks.extension)


def _may_decide(case: Case, row: Extension, by: Account, at: datetime) -> None:
    if heads(case, by, localtime(at).date()) is None:
        raise NotAllowed("延期由承办单位负责人批准，您不在这个岗位上。")
    is_kept_away(case, by)
    if row.asked_by_id == by.pk:
        raise NotAllowed("延期是您申请的，不能自己批准；请单位负责人审批。")
    if row.decided_at is not None:
        when, said = f"{localtime(row.decided_at):%Y年%-m月%-d日 %H:%M}", "批准" if row.granted else "不批准"
        if row.decided_by is None:
            raise AlreadyDone(f"这次延期申请已于{when}了结：{row.answer}。")
        raise AlreadyDone(f"{row.decided_by.name}已于{when}作出“{said}”的审批。")


def _is_time(case: Case, today: date) -> None:
    """A limit that is over is not extended: it has been broken (行政许可法第四十二条 extends what cannot be kept, beforehand)."""
    running = {row.kind: row for row in case.deadlines.filter(kind__in=PAUSABLE, state=Deadline.State.ARMED)}
    if not case.is_open or len(running) < len(PAUSABLE):
        raise NotPossibleNow(
            f"办件 {case.number} 现在是“{case.state_word}”，承诺期限没有在计算或者已经超过，不能延期。"
        )
    still = case.pauses.filter(until=None).exists()
    if not still and min(row.due_on for row in running.values()) < today:
        raise NotPossibleNow("办理期限已经超过，不能再延期；请尽快办结，并在督办中说明原因。")


def _lengthen(case: Case, row: Extension) -> list[dict[str, str]]:
    case.deadlines.filter(kind__in=PAUSABLE, state=Deadline.State.ARMED).update(days=F("days") + row.days)
    return limits.move(case)
