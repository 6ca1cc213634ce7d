"""HRSS asks finance for the money of what was determined on a notice, as one list."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty
from workflow_app.commands.check_before_payment import check_later
from workflow_app.commands.commit import commit_all
from workflow_app.commands.end_route import end_route
from workflow_app.commands.issue import issue
from workflow_app.commands.record import open_stream, record
from workflow_app.commands.reserve import standing
from workflow_app.commands.treasury.keep_to_plan import keep_to_plan
from workflow_app.flow import door
from workflow_app.models import (
    Account,
    Case,
    ClaimState,
    FundsRequest,
    IssuedDocument,
    Notice,
    NoticeLine,
    PaperState,
)
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotFound, NotPossibleNow
from workflow_app.queries.finance.doubts import kept_back
from workflow_app.queries.finance.set_aside import sources_of
from workflow_app.queries.names import counterpart
from workflow_app.queries.papers import funds
from workflow_app.queries.papers.head import weakest
from workflow_app.queries.scope import acting_desk


def request_funds(notice_id: int, *, by: Account, at: datetime) -> FundsRequest:
    """Request what is determined on this notice, in no doubt, under no open revocation and in no request, never asked for or
    sent back; routes end here, and what is paid for is checked once more after the commit.

    By the bureau's finance section, within the spending plan of the indicators to this month. What was set aside from other indicators
    is left to a request of its own. Raises NotPossibleNow when nothing is ready or no finance bureau is competent, BudgetExhausted above
    the plan.
    """
    with transaction.atomic():
        notice = Notice.objects.select_related("unit").filter(pk=notice_id).first()
        if notice is None:
            raise NotFound("没有这批公示，请刷新列表。")
        acting_desk(by, "bureau_finance", notice.unit_id, localtime(at).date())
        held = _hold_cases(notice)
        lines = _ready(notice)
        if not lines:
            raise NotPossibleNow(
                f"{notice}没有已核定、尚未提请拨付的明细。请先完成核定；待核实的明细请先核实，正在办理撤销的等决定以后再提请。"
            )
        asked = {line.claim.case_id for line in lines}
        cases = [case for case in held if case.pk in asked]
        _within_the_plan(lines, at)
        request = _open(notice, lines, by, at)
        NoticeLine.objects.filter(pk__in=[line.pk for line in lines]).update(funds_request=request)
        commit_all(cases, by, Duty.CALCULATE)
        for case in cases:
            end_route(case, at=at)
            record(case.stream, "request_funds", by=by, at=at, body={"request": request.pk})
        record(
            request.stream, "request_funds", by=by, at=at, body={"count": request.count, "total": str(request.total)}
        )
        _issue_papers(request, cases[0], at)
        check_later(cases, at=at, occasion=f"request {request.pk}")
        return request


def _hold_cases(notice: Notice) -> list[Case]:
    ready = notice.lines.filter(claim__state=ClaimState.DETERMINED, funds_request=None)
    ready = ready.exclude(kept_back("claim"))
    return [door.hold(pk) for pk in sorted(set(ready.values_list("claim__case", flat=True)))]


def _ready(notice: Notice) -> list[NoticeLine]:
    """The lines of one request: those whose money stands at the same indicators as the first one's. The others are asked for next."""
    ready = notice.lines.filter(claim__state=ClaimState.DETERMINED, funds_request=None, state=NoticeLine.State.CLEARED)
    lines = list(ready.exclude(kept_back("claim")).select_related("claim").order_by("ordinal"))
    sources = sources_of(ready.values("claim"))
    first = sources.get(lines[0].claim_id) if lines else None
    return [line for line in lines if sources.get(line.claim_id) == first]


def _within_the_plan(lines: list[NoticeLine], at: datetime) -> None:
    asked = standing([line.claim for line in lines])
    sums = {key: sum((yuan for _, yuan in parts), Decimal(0)) for key, parts in asked.items()}
    keep_to_plan(sums, localtime(at).date())


def _open(notice: Notice, lines: list[NoticeLine], by: Account, at: datetime) -> FundsRequest:
    finance = counterpart(notice.unit, "finance")
    if finance is None:
        raise NotPossibleNow("本地区没有登记财政部门，请先由系统管理员登记。")
    sources = sources_of(notice.lines.filter(pk=lines[0].pk).values("claim"))[lines[0].claim_id]
    number = FundsRequest.objects.filter(notice=notice).count() + 1
    return FundsRequest.objects.create(
        unit=notice.unit,
        finance=finance,
        notice=notice,
        appropriation_id=min(sources),
        count=len(lines),
        total=sum((line.amount for line in lines), Decimal(0)),
        standing=weakest(line.standing for line in lines),
        by=by,
        at=at,
        stream=open_stream(f"funds:{notice.stream.key}:{number}"),
    )


def _issue_papers(request: FundsRequest, case: Case, at: datetime) -> None:
    """The letter and the roster; each takes the place of the one of a request that was sent back."""
    procedure = catalogue.procedure(case.item, case.procedure)
    for kind, gather in (("funds_request", funds.funds_request), ("roster", funds.roster)):
        paper = issue(
            kind,
            notice=request.notice,
            funds_request=request,
            paper=procedure.paper(kind),
            data=gather(request, at),
            at=at,
        )
        void = IssuedDocument.objects.filter(notice=request.notice, kind=kind, state=PaperState.VOID, replaced_by=None)
        void.filter(pk__in=void.order_by("-pk").values("pk")[:1]).update(replaced_by=paper)
