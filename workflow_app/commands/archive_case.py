"""Archive a case that has ended, however it ended: its 审批表 and then its file index (卷内目录) are issued, its file is shut."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime

from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Case, PaperState, Service, ServiceState
from workflow_app.models.recovery import UNDER_WAY
from workflow_app.policy.paper import PROVED, PaperKind
from workflow_app.queries.papers.approval_form import KIND as FORM
from workflow_app.queries.papers.approval_form import approval_form, form_is_due
from workflow_app.queries.papers.index import file_index

ARCHIVE_CASE = "archive_case"  # the job
# The papers of every case, whatever its item.
FILE_INDEX = PaperKind("file_index", "卷内目录", "case_paper", "卷", "papers/file_index.html", internal=True)
APPROVAL_FORM = PaperKind(FORM, "审批表", "case_paper", "审", "papers/approval_form.html", internal=True)
UNMADE = (PaperState.NUMBERED, PaperState.PARKED)


def archive_when_ready(case: Case, *, at: datetime, occasion: str) -> None:
    """Ask for the archiving of a case that has ended; it waits until every paper of the case is made."""
    if case.ended_at is not None and case.archived_on is None:
        enqueue(ARCHIVE_CASE, [case.pk], at=at, occasion=occasion)


def archive_case(case_id: int, *, at: datetime) -> bool:
    """Issue the form, and once it is made the index, and date the file; False for a case that goes on, was archived before, waits for a paper or for the service
    of one from which remedies run, or of which money is being recovered."""
    with door.held(case_id) as case:
        if case.ended_at is None or case.archived_on is not None or _waits(case):
            return False
        if form_is_due(
            case
        ):  # the index lists it with its pages, so it is made first; the press asks for the archiving again
            issue(FORM, paper=APPROVAL_FORM, case=case, data=approval_form(case, at), at=at)
            return False
        index = issue("file_index", paper=FILE_INDEX, case=case, data=file_index(case, at), at=at)
        case.archived_on = localtime(at).date()
        case.save(update_fields=["archived_on"])
        record(case.stream, "archive_case", by=None, at=at, body={"paper": index.number})
        return True


def _waits(case: Case) -> bool:
    served = Service.objects.filter(paper=OuterRef("pk"), state=ServiceState.SERVED)
    unserved = case.papers.filter(~Exists(served), kind__in=PROVED, state=PaperState.STORED)
    unmade = case.papers.filter(state__in=UNMADE)
    return unmade.exists() or unserved.exists() or case.recoveries.filter(state__in=UNDER_WAY).exists()
