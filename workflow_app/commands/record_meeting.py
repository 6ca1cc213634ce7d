"""Record the session that hears a case before its members sign: the minutes tell of it, and of nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localtime

from workflow_app.approval.decide import decide
from workflow_app.approval.quorum import Quorum
from workflow_app.approval.stance import Outcome, Stance
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, Case, Meeting, Round
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.meetings import members_of, round_to_minute
from workflow_app.queries.scope import desks_of


def record_meeting(
    case_id: int,
    held_on: date,
    place: str,
    chair: Account,
    present: Sequence[Account],
    words: str,
    *,
    by: Account,
    at: datetime,
) -> Meeting:
    """Keep when and where the meeting sat, who presided, who was there, what was discussed; `by` kept its record.

    Raises NotPossibleNow where no meeting is due, NotAllowed for somebody from elsewhere, AlreadyDone, and
    NotUnderstood for a day that cannot be, a chair who was not there, or too few members to decide.
    """
    with door.held(case_id) as case:
        today = localtime(at).date()
        opened = _to_be_recorded(case, by, today)
        _says_enough(place, words)
        _a_day_it_could_be(opened, held_on, today)
        _could_decide(opened, chair, present, held_on)
        meeting = Meeting.objects.create(
            round=opened, held_on=held_on, place=place, chair=chair, words=words, by=by, at=at
        )
        meeting.present.set(present)
        body = {"held_on": held_on.isoformat(), "chair": chair.pk, "present": sorted(each.pk for each in present)}
        record(case.stream, "record_meeting", by=by, at=at, body=body, personal=[place, words])
        return meeting


def _to_be_recorded(case: Case, by: Account, today: date) -> Round:
    opened = round_to_minute(case)
    if opened is None:
        raise NotPossibleNow(f"办件 {case.number} 现在不在会议研究环节，不能登记会议。")
    if not desks_of(by, today).filter(unit=case.unit).exists():
        raise NotAllowed("会议由承办单位的人员登记。")
    if Meeting.objects.filter(round=opened).exists():
        raise AlreadyDone("这次会议已经登记过，请刷新页面查看。")
    return opened


def _says_enough(place: str, words: str) -> None:
    if not place.strip() or not words.strip():
        raise NotUnderstood("请写明会议地点和讨论情况，会议纪要要用。")


def _a_day_it_could_be(opened: Round, held_on: date, today: date) -> None:
    since = localtime(opened.opened_at).date()
    if not since <= held_on <= today:
        raise NotUnderstood(f"会议日期应在{since:%Y-%m-%d}提交会议之后、今天之前（含当天），请核对。")


def _could_decide(opened: Round, chair: Account, present: Sequence[Account], on: date) -> None:
    seats = {account.pk: seat for seat, account in members_of(opened, on)}
    strangers = [each.name for each in present if each.pk not in seats]
    if strangers:
        raise NotUnderstood(f"{'、'.join(strangers)}不是参会成员，请重新选择参会人。")
    if chair not in present:
        raise NotUnderstood("主持人应当在参会人之中，请核对。")
    everyone = {seats[each.pk].place: Stance.APPROVE for each in present}
    assert opened.quorum is not None, "a meeting is where somebody signs"
    if decide(Quorum.from_json(opened.quorum), everyone) is not Outcome.APPROVED:
        raise NotUnderstood(f"参会人数不够，“{opened.title}”不能作出决定，请核对参会人。")
