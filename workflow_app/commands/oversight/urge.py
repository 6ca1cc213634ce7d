"""催办: ask that a case goes on. It is seen at the desk and answered by nobody, so it is limited in number."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.clock.urging import why_not_again
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, Case, Seat, Urge
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy.refusals import NotFound, NotPossibleNow, TooOften
from workflow_app.queries.scope import desks_of, parties_of


def urge(case_id: int, words: str = "", *, by: Account, at: datetime) -> Urge:
    """By the applicant's side, or by an officer of the deciding unit's superior.

    Raises NotFound for everybody else, NotPossibleNow while no office has the case, TooOften beyond the limits.
    """
    with door.held(case_id) as case:
        if not _may(case, by, at):
            raise NotFound("没有找到这个办件，或者您无权催办。")
        waiting = (
            Seat.objects.filter(round__case=case, waiting=True, desk__isnull=False).select_related("round").first()
        )
        if not case.is_open or waiting is None:
            raise NotPossibleNow(
                f"办件 {case.number} 现在是“{case.state_word}”，没有等待工作人员办理的环节，不用催办。"
            )
        urged_on = [localtime(row.at).date() for row in case.urges.order_by("at")]
        if why := why_not_again(urged_on, localtime(at).date(), calendar_in_force()):
            raise TooOften(why)
        row = Urge.objects.create(case=case, round=waiting.round, by=by, words=words.strip(), at=at)
        body = {"urge": row.pk, "step": waiting.round.step, "title": waiting.round.title}
        record(case.stream, "urge", by=by, at=at, body=body, personal=row.words)
        return row


def _may(case: Case, by: Account, at: datetime) -> bool:
    today = localtime(at).date()
    if by.is_officer:
        return case.unit.parent_id is not None and desks_of(by, today).filter(unit=case.unit.parent_id).exists()
    return parties_of(by, today).filter(pk=case.applicant_id).exists()
