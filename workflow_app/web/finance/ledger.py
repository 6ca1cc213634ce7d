"""分录: whatever figure of the ledger was opened, the postings it is made of; also as a workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from workflow_app.models import Ledger
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.finance import ledger
from workflow_app.queries.newest import newest
from workflow_app.queries.workplace import Workplace
from workflow_app.web.download import bytes_answer
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.who import SignedIn, for_officers
from workflow_app.web.workbook import workbook

HEAD = ("时间", "指标文号", "自", "至", "金额（元）", "办件", "行", "受益人", "业务", "文号")


@require_safe
@for_officers
def postings(request: SignedIn) -> HttpResponse:
    """A page of them, newest first, with what they add up to."""
    place, asked = finance_place(request), ledger.read_asked(request.GET.dict())
    entries = ledger.postings(place, asked)
    rows, following = newest(entries, first_row(request, "before", otherwise=0))
    kept = request.GET.copy()
    kept.pop("before", None)
    told = {
        "rows": rows,
        "asked": asked,
        "of_account": Ledger(asked.account).label if asked.account else "",
        "indicator": ledger.indicator_of(place, asked.indicator) if asked.indicator else None,
        "net": ledger.net(entries, asked.account),
        "following": following,
        "query": kept.urlencode(),
    }
    return show(request, "finance/ledger.html", "finance_indicators", told)


@require_safe
@for_officers
def exported(request: SignedIn) -> HttpResponse:
    """The same as a workbook."""
    entries = ledger.postings(finance_place(request), ledger.read_asked(request.GET.dict()))
    return bytes_answer(workbook("分录", HEAD, ledger.exported(entries)), "xlsx", "分录.xlsx")


def finance_place(request: SignedIn) -> Workplace:
    """Where somebody of a finance bureau sits; NotFound for anybody else."""
    place = place_of(request)
    if not place.handles_money:
        raise NotFound("没有这个页面，或者您不在财政部门的岗位上。")
    return place
