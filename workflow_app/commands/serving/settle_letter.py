"""邮件结果: a letter arrived, or came back."""

from __future__ import annotations

from datetime import date, datetime

from workflow_app.clock.spoken import spoken
from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.record import record
from workflow_app.commands.serving.chosen import a_day, serves
from workflow_app.commands.serving.days_from_service import run_from_service
from workflow_app.commands.serving.proof import prove
from workflow_app.flow import door
from workflow_app.models import Account, Case, Service, ServiceState
from workflow_app.policy.refusals import AlreadyDone, NotFound, NotUnderstood

SETTLED = ["state", "served_on", "returned_on", "receiver", "relation", "words", "settled_by", "settled_at", "proof"]


def letter_arrived(
    case_id: int, tracking: str, on: date, receiver: str, relation: str = "", *, by: Account, at: datetime
) -> list[Service]:
    """The receipt says that `receiver` took it on that day (`relation` '' is the party itself): every paper in it is served.

    Raises NotFound for no such letter, NotAllowed, SeparationOfDuties, AlreadyDone once it is settled, NotUnderstood for an
    impossible day or without a receiver, CannotPrint.
    """
    with door.held(case_id) as case:
        rows = _letter(case, tracking, on, by=by, at=at)
        if not receiver.strip():
            raise NotUnderstood("请填写签收人，照邮件回执上的签名填写。")
        for row in rows:
            row.arrive()
            row.served_on, row.receiver, row.relation = on, receiver.strip(), relation.strip()
            row.settled_by, row.settled_at = by, at
        proof = prove(case, rows, at)
        for row in rows:
            row.proof = proof
            row.save(update_fields=SETTLED)
            tell_served(case, row, by=by, at=at)
        archive_when_ready(case, at=at, occasion=f"letter {rows[0].pk}")
        return rows


def letter_returned(case_id: int, tracking: str, on: date, words: str, *, by: Account, at: datetime) -> list[Service]:
    """Nobody took it, for that reason: nothing in it is served. Raises what `letter_arrived` raises, NotUnderstood without a reason."""
    with door.held(case_id) as case:
        rows = _letter(case, tracking, on, by=by, at=at)
        if not words.strip():
            raise NotUnderstood("请填写退回原因，照邮件上的批注填写。")
        for row in rows:
            row.come_back()
            row.returned_on, row.words = on, words.strip()
            row.settled_by, row.settled_at = by, at
            row.save(update_fields=SETTLED)
        body = {"papers": [row.paper.number for row in rows], "tracking": rows[0].tracking, "on": on.isoformat()}
        record(case.stream, "letter_returned", by=by, at=at, body=body, personal=words.strip())
        return rows


def tell_served(case: Case, row: Service, *, by: Account, at: datetime) -> None:
    """The act of serving one paper, with every day that moved by it."""
    assert row.served_on is not None, "what was served says when"
    body = {"paper": row.paper.number, "method": row.method, "served_on": row.served_on.isoformat()}
    body |= run_from_service(case, row.paper, row.served_on)
    record(case.stream, "serve", by=by, at=at, body=body, personal=[row.receiver, row.relation, row.refusal])


def _letter(case: Case, tracking: str, on: date, *, by: Account, at: datetime) -> list[Service]:
    found = Service.objects.filter(paper__case=case, tracking=tracking).exclude(state=ServiceState.TAKEN_BACK)
    rows = list(found.exclude(tracking="").select_related("paper__unit", "settled_by", "by").order_by("pk"))
    if not rows:
        raise NotFound("没有登记过这封邮件，请刷新页面。")
    serves(case, [row.paper for row in rows], by=by, at=at)
    if rows[0].state != ServiceState.SENT:
        who = rows[0].settled_by.name if rows[0].settled_by else ""
        raise AlreadyDone(f"邮件{tracking}的结果已由{who}登记为“{rows[0].get_state_display()}”。")
    a_day(on, [row.paper for row in rows], at, "邮件结果的日期")
    sent_on = rows[0].sent_on
    assert sent_on is not None, "a letter says when it went"
    if on < sent_on:
        raise NotUnderstood(f"邮件{spoken(sent_on)}才寄出，签收或者退回的日期不能更早，请核对回执。")
    return rows
