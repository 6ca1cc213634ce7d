"""What two officers did is served once the second has said so too; who was not there says that, and the papers wait again. Where
neither is left to say anything, who heads the papers takes it down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.commands.serving.ask_taking_back import case_of
from workflow_app.commands.serving.proof import prove
from workflow_app.commands.serving.settle_letter import tell_served
from workflow_app.flow import door
from workflow_app.models import Account, Case, PaperState, Service, ServiceState
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.recorded_services import recorded_together, said_of
from workflow_app.queries.law.waited_for import decides_on_papers
from workflow_app.queries.scope import desks_of

CONFIRMED = ["state", "settled_by", "settled_at", "proof"]
DECLINED = ["state", "settled_by", "settled_at", "answer"]
LONGEST = 200


def confirm_service(service_id: int, *, by: Account, at: datetime) -> list[Service]:
    """The second server was there: everything that act recorded is served, and proved. By themself alone, still at the organ.

    Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone once it is answered, NotPossibleNow where a paper is void since,
    CannotPrint.
    """
    with _held(service_id) as (case, rows):
        _is_the_second(case, rows, by, at)
        _waits(rows)
        _hold(rows)
        for row in rows:
            row.confirm()
            row.settled_by, row.settled_at = by, at
        proof = prove(case, rows, at)
        for row in rows:
            row.proof = proof
            row.save(update_fields=CONFIRMED)
            tell_served(case, row, by=by, at=at)
        archive_when_ready(case, at=at, occasion=f"service {rows[0].pk} confirmed")
        return rows


def decline_service(service_id: int, words: str, *, by: Account, at: datetime) -> list[Service]:
    """The second server was not there, or the first named the wrong colleague: nothing is served. By either of the two, or by who
    heads the papers: both may have left.

    Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone once it is answered, NotUnderstood without a reason.
    """
    with _held(service_id) as (case, rows):
        _may_decline(case, rows, by, at)
        _waits(rows)
        if not words.strip() or len(words.strip()) > LONGEST:
            raise NotUnderstood(f"请写明撤下的原因，例如没有同去、选错了同事，最长{LONGEST}字。")
        for row in rows:
            row.decline()
            row.settled_by, row.settled_at, row.answer = by, at, words.strip()
            row.save(update_fields=DECLINED)
        record(case.stream, "decline_service", by=by, at=at, body=said_of(rows), personal=words.strip())
        return rows


@contextmanager
def _held(service_id: int) -> Iterator[tuple[Case, list[Service]]]:
    with door.held(case_of(service_id)) as case:
        yield case, recorded_together(Service.objects.select_related("paper").get(pk=service_id))


def _may_decline(case: Case, rows: Sequence[Service], by: Account, at: datetime) -> None:
    one = rows[0]
    if by.pk == one.by_id:
        return
    if by.pk == one.with_whom_id:
        _is_the_second(case, rows, by, at)
        return
    if not decides_on_papers(case, one.paper.unit_id, by, localtime(at).date()):
        raise NotAllowed("这次送达由登记人、同去的同事，或者出具机关的局长、分管副局长撤下，您不在其中。")
    is_kept_away(case, by)


def _is_the_second(case: Case, rows: Sequence[Service], by: Account, at: datetime) -> None:
    one = rows[0]
    if one.with_whom_id != by.pk:
        name = one.with_whom.name if one.with_whom else "同去的同事"
        raise NotAllowed(f"这次送达由同去的{name}本人确认，别人不能代为确认。")
    if not desks_of(by, localtime(at).date()).filter(unit=one.paper.unit_id).exists():
        raise NotAllowed("您已不在出具文书的单位的岗位上，不能确认；请登记人或者本单位负责人撤下，重新办理送达。")
    is_kept_away(case, by)


def _hold(rows: Sequence[Service]) -> None:
    for paper in (row.paper for row in rows):
        if paper.state == PaperState.VOID:
            raise NotPossibleNow(
                f"《{paper.title}》{paper.number}在登记以后已经作废，这次送达不能再确认；请写明原因撤下，有效的文书重新办理送达。"
            )


def _waits(rows: Sequence[Service]) -> None:
    one = rows[0]
    if one.state != ServiceState.TOLD:
        who = one.settled_by.name if one.settled_by else ""
        raise AlreadyDone(f"这次送达已由{who}处理：{one.get_state_display()}。")
