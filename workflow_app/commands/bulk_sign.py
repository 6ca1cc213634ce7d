"""批量同意: one person agrees from many seats; each is tried for itself, under every rule of a single signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.approval.stance import Stance
from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.models import Account, BulkLine, BulkSigning
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood, Refusal
from workflow_app.queries.desk.inbox import Filter, narrowed, waiting
from workflow_app.queries.workplace import workplace

BULK_SIGN = "bulk_sign"
MOST_CHOSEN = 500  # ticked one by one in one request
MOST = 5000  # everything a filter finds, worked through by a job
CHUNK = 50  # seats an entry of the outbox signs, well within its lease
LONGEST = 300
Outcome = BulkLine.Outcome


def start_bulk(
    seats: Sequence[int], words: str = "", *, matching: Filter | None = None, by: Account, at: datetime
) -> BulkSigning:
    """Write down what is to be signed; a job signs it. `matching` is the filter that found the seats, None where they were ticked one
    by one. Raises NotUnderstood for nothing chosen, more than that way allows, or none of them waiting at one's desks; what is no
    more one's own, or not what the filter finds, is left out."""
    chosen = bounded(seats, matching)
    mine = narrowed(waiting(workplace(by, localtime(at).date())), matching or Filter())
    found = set(mine.filter(pk__in=chosen).values_list("pk", flat=True))
    chosen = [seat for seat in chosen if seat in found]
    if not chosen:
        raise NotUnderstood("勾选的待办都已经办理，或者不在您的岗位上；请回到待办刷新后重新勾选。")
    with transaction.atomic():
        signing = BulkSigning.objects.create(by=by, stance=Stance.APPROVE.value, words=words.strip(), at=at)
        BulkLine.objects.bulk_create(BulkLine(signing=signing, seat_id=seat) for seat in chosen)
        enqueue(BULK_SIGN, [signing.pk], at=at, occasion="0")
        return signing


def bounded(seats: Sequence[int], matching: Filter | None) -> list[int]:
    """The chosen seats, each once: at most MOST_CHOSEN ticked ones, MOST that a filter found. NotUnderstood for none or more."""
    chosen = list(dict.fromkeys(seats))
    if not chosen:
        raise NotUnderstood("请先在待办里勾选要一并同意的件。" if matching is None else "没有符合筛选的待办。")
    if matching is None and len(chosen) > MOST_CHOSEN:
        raise NotUnderstood(
            f"一次最多勾选{MOST_CHOSEN}件，现在有{len(chosen)}件；更多的请用“全部符合筛选的”，由后台办理。"
        )
    if len(chosen) > MOST:
        raise NotUnderstood(f"一次最多批量办理{MOST}件，符合筛选的超过这个数；请先按事项或环节缩小范围。")
    return chosen


def stop_bulk(signing_id: int, *, by: Account, at: datetime) -> BulkSigning:
    """Sign no more of it; what is signed stays signed. Raises NotFound for another's, NotPossibleNow when it is through."""
    with transaction.atomic():
        signing = BulkSigning.objects.select_for_update().filter(pk=signing_id, by=by).first()
        if signing is None:
            raise NotFound("没有找到这次批量办理，请刷新页面。")
        if signing.ended_at is not None:
            raise NotPossibleNow("这次批量办理已经做完，没有可停的。")
        signing.stopped_at = signing.stopped_at or at
        signing.save(update_fields=["stopped_at"])
        return signing


def bulk_sign(signing_id: int, *, at: datetime) -> int:
    """The next seats of it; asks for another go while some are left. Answers how many were tried."""
    signing = BulkSigning.objects.select_related("by").get(pk=signing_id)
    if signing.stopped_at is not None:
        signing.lines.filter(outcome=Outcome.WAITING).update(outcome=Outcome.STOPPED)
    left = list(signing.lines.filter(outcome=Outcome.WAITING).order_by("pk").values_list("pk", flat=True)[: CHUNK + 1])
    for line in left[:CHUNK]:
        _sign(signing, line, at)
    if len(left) > CHUNK:
        enqueue(BULK_SIGN, [signing_id], at=at, occasion=str(left[CHUNK]))
    else:
        BulkSigning.objects.filter(pk=signing_id, ended_at__isnull=True).update(ended_at=at)
    return min(len(left), CHUNK)


def _sign(signing: BulkSigning, line_id: int, at: datetime) -> None:
    """One seat: signed and marked together, or refused with its sentence. A second worker finds it done."""
    with transaction.atomic():
        line = BulkLine.objects.select_for_update().get(pk=line_id)
        if line.outcome != Outcome.WAITING:
            return
        try:
            if not signing.by.is_active:
                raise NotAllowed("您的账号已经停用，没有签署。")
            with transaction.atomic():
                give_opinion(line.seat_id, Stance(signing.stance), signing.words, by=signing.by, at=at)
            line.outcome = Outcome.DONE
        except Refusal as refused:
            line.outcome, line.sentence = Outcome.REFUSED, refused.sentence[:LONGEST]
        line.save(update_fields=["outcome", "sentence"])
