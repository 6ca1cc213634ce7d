"""Two officers went and looked at a class (过程检查)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localtime

from workflow_app.commands.issue import issue
from workflow_app.commands.reassess import tell_those_behind
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, Case, CaseState, IssuedDocument, SiteCheck
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.check_officers import officers_needed
from workflow_app.queries.papers.case_papers import check_record
from workflow_app.queries.scope import desks_of


def record_site_check(
    case_id: int,
    kind: str,
    on: date,
    officers: Sequence[Account],
    present: int,
    words: str,
    *,
    by: Account,
    at: datetime,
) -> SiteCheck:
    """Keep what was found on the spot, and issue its record for the file. The writer is one of the officers, who are of
    the deciding unit and as many as the policy asks for."""
    with door.held(case_id) as case:
        today = localtime(at).date()
        if case.state != CaseState.APPROVED:
            raise NotPossibleNow(f"办件 {case.number} 还没有备案通过，不能登记现场检查。")
        if by not in officers or not all(desks_of(o, today).filter(unit=case.unit).exists() for o in officers):
            raise NotAllowed("现场检查由本单位工作人员登记，登记人应是检查人之一。")
        if on > today:
            raise NotUnderstood(f"检查日期 {on:%Y-%m-%d} 还没有到，请核对日期。")
        if len(set(officers)) < (least := officers_needed(case, on)):
            raise NotUnderstood(f"现场检查应有{least}名以上工作人员在场，请补选检查人。")
        check = SiteCheck.objects.create(case=case, kind=kind, on=on, present=present, words=words, recorded_at=at)
        check.officers.set(officers)
        body = {"on": on.isoformat(), "present": present, "officers": sorted(o.pk for o in officers)}
        if paper := _written_down(case, check, officers, at):
            body["paper"] = paper.number
        record(case.stream, "record_site_check", by=by, at=at, body=body, personal=words)
        tell_those_behind(case, at=at)
        return check


def _written_down(case: Case, check: SiteCheck, officers: Sequence[Account], at: datetime) -> IssuedDocument | None:
    kind = catalogue.procedure(case.item, case.procedure).check_paper
    return issue(kind, case=case, data=check_record(case, check, officers, at), at=at) if kind else None
