"""Tell every household within the number of homes its place (配租结果)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime

from processes.housing.draw import Drawn
from processes.housing.models import AllocationPlan, WaitingEntry
from workflow_app.commands.issue import issue
from workflow_app.queries.papers.head import of_case, with_estimates

RESULT = "allocation_result"  # the kind of paper an item of this family has for it


def tell_result(plan: AllocationPlan, drawn: Sequence[Drawn], *, at: datetime) -> None:
    """One paper a household, in the drawing transaction."""
    entries = WaitingEntry.objects.filter(number__in=[each.number for each in drawn])
    of_number = {entry.number: entry for entry in entries.select_related("case__unit", "case__applicant")}
    for each in drawn:
        issue(RESULT, case=of_number[each.number].case, data=_said(plan, each, of_number[each.number], at), at=at)


def _said(plan: AllocationPlan, drawn: Drawn, entry: WaitingEntry, at: datetime) -> dict[str, object]:
    assert plan.notice_until is not None, "a drawn plan is on notice"
    said = of_case(entry.case, at) | {
        "plan": {"number": plan.number, "title": plan.title, "drawn_on": localtime(at).date().isoformat()},
        "place": drawn.place,
        "waiting_number": drawn.number,
        "notice_until": plan.notice_until.isoformat(),
        "basis": ["《公共租赁住房管理办法》（住房和城乡建设部令第11号）第十三条、第十四条"],
    }
    return with_estimates(said, plan.notice_until.isoformat())
