"""Show a whole identity number: a recorded act with a reason."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, Case, Reveal
from workflow_app.policy.refusals import NotAllowed, NotFound, NotUnderstood
from workflow_app.queries.scope import visible_cases

OF_THE_APPLICANT = 0
LEAST_REASON, LONGEST_REASON = 4, 100  # characters


def reveal(case_id: int, line: int, reason: str, *, by: Account, at: datetime) -> str:
    """The whole number of the applicant (`line` 0) or of a line's beneficiary; what was looked at and why is recorded.

    The reason is kept sealed; the chain holds its keyed digest. Raises NotFound for a stranger or an unknown
    line, NotUnderstood without a reason.
    """
    with door.held(case_id) as case:
        if not by.is_officer:
            raise NotAllowed("只有工作人员可以查看完整证件号码。")
        if not visible_cases(by, localtime(at).date()).filter(pk=case.pk).exists():
            raise NotFound("没有找到这个办件，或者您无权查看。请核对办件编号。")
        reason = reason.strip()
        if not LEAST_REASON <= len(reason) <= LONGEST_REASON:
            raise NotUnderstood(f"请写明查看原因（{LEAST_REASON}至{LONGEST_REASON}个字），例如“与证书原件核对”。")
        number = plain_number(case, line)
        Reveal.objects.create(case=case, line=line, reason=reason, by=by, at=at)
        record(case.stream, "reveal", by=by, at=at, body={"line": line}, personal=reason)
        return number


def plain_number(case: Case, line: int) -> str:
    """The number itself; only ever called after its reveal was recorded."""
    if line == OF_THE_APPLICANT:
        return case.applicant.number
    claim = case.claims.filter(ordinal=line).first()
    if claim is None:
        raise NotFound(f"这个办件没有第{line}行，请刷新页面核对。")
    return claim.beneficiary["number"]
