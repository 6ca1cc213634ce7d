"""Put the claims of several cases before the public (第×批公示)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.timezone import localtime

from workflow_app.clock.limit import PauseReason
from workflow_app.commands.issue import issue
from workflow_app.commands.record import open_stream, record
from workflow_app.flow import door
from workflow_app.flow.arrival import NOTICE
from workflow_app.models import Account, Case, Claim, ClaimState, Notice, NoticeLine, Pause
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow
from workflow_app.queries.papers.notice import public_notice, shown_to_public
from workflow_app.queries.scope import acting_desk


def open_notice(case_ids: Sequence[int], *, by: Account, at: datetime) -> Notice:
    """One notice over the claims of these cases, of one unit and item; its days are policy. Only a handler opens it.

    Raises NotPossibleNow for a case that does not wait for its notice, AlreadyDone for one that stands on another.
    """
    with transaction.atomic():
        cases = [door.hold(case_id) for case_id in sorted(set(case_ids))]
        _fit_together(cases)
        acting_desk(by, "handler", cases[0].unit_id, localtime(at).date())
        notice = _open(cases[0], by, at)
        _show(notice, cases)
        for case in cases:
            Pause.objects.create(case=case, reason=PauseReason.NOTICE, since=notice.opened_on)
            record(case.stream, "put_on_notice", by=by, at=at, body={"notice": notice.pk, "batch": str(notice)})
        body = {"cases": [case.number for case in cases], "ends_on": notice.ends_on.isoformat()}
        record(notice.stream, "open_notice", by=by, at=at, body=body)
        kind = catalogue.procedure(cases[0].item, cases[0].procedure).paper("public_notice")
        issue("public_notice", notice=notice, paper=kind, data=public_notice(notice, at), at=at)
        return notice


def _fit_together(cases: Sequence[Case]) -> None:
    if not cases:
        raise NotPossibleNow("还没有选择要公示的办件。请在待公示列表里勾选后再发布。")
    waiting = [case for case in cases if case.step != NOTICE]
    if waiting:
        raise NotPossibleNow(f"办件 {waiting[0].number} 不在待公示环节，请刷新列表后重新勾选。")
    if len({(case.unit_id, case.item, case.procedure) for case in cases}) > 1:
        raise NotPossibleNow("一批公示只能包含同一单位、同一事项的办件，请分批发布。")
    shown = NoticeLine.objects.filter(claim__case__in=cases).exclude(state=NoticeLine.State.VOID)
    if line := shown.select_related("notice", "claim__case").first():
        raise AlreadyDone(f"办件 {line.claim.case.number} 已在{line.notice}公示，请刷新列表后重新勾选。")


def _open(case: Case, by: Account, at: datetime) -> Notice:
    today = localtime(at).date()
    limit = edition_of(case).on(today).limit(catalogue.procedure(case.item, case.procedure).clocks.notice)
    of_year = Notice.objects.filter(unit=case.unit, item=case.item, year=today.year)
    ordinal = (of_year.aggregate(last=Max("ordinal"))["last"] or 0) + 1
    ends_on = limit.due(today, calendar_in_force())
    assert ends_on is not None  # nothing pauses a notice
    try:
        return Notice.objects.create(
            unit=case.unit,
            item=case.item,
            year=today.year,
            ordinal=ordinal,
            opened_on=today,
            ends_on=ends_on,
            days=limit.days,
            days_kind=limit.unit.value,
            days_standing=limit.standing,
            by=by,
            stream=open_stream(f"notice:{case.unit.region}:{case.item}:{today.year}:{ordinal}"),
        )
    except IntegrityError as raced:
        raise AlreadyDone("刚有同事发布了同一批次的公示，请刷新列表后重试。") from raced


def _show(notice: Notice, cases: Sequence[Case]) -> None:
    """What the public sees: name, township, the last four of the number (domain-facts §0.1.13)."""
    claims = Claim.objects.filter(case__in=cases, state=ClaimState.CLAIMED).order_by("case_id", "ordinal")
    lines = [
        NoticeLine(
            notice=notice,
            claim=claim,
            ordinal=ordinal,
            shown=shown_to_public(claim),
            amount=claim.amount,
            standing=claim.standing,
        )
        for ordinal, claim in enumerate(claims, start=1)
    ]
    if not lines:
        raise NotPossibleNow("所选办件没有可公示的明细（全部已核减），请退回或不予批准。")
    NoticeLine.objects.bulk_create(lines, batch_size=500)
