"""Ask the registers for a case: only what its filing authorises, each answer kept with when and from where."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from workflow_app.commands.assess import reassess_when_moved
from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.raise_doubts import raise_doubts
from workflow_app.commands.reassess import ASKED_STATES
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, Case, RegisterRecord
from workflow_app.models.keyring import person_index
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow
from workflow_app.policy.register import RegisterQuery
from workflow_app.queries.law.facts import answers_of
from workflow_app.queries.law.told import content_of, register_records
from workflow_app.queries.scope import desks_of
from workflow_app.registers.asking import Reply, ask

ASK_REGISTERS = "ask_registers"  # the job


def ask_later(case: Case, *, at: datetime, occasion: str) -> None:
    """Have the registers asked after the commit, where the procedure asks any."""
    if settings.REGISTERS and catalogue.procedure(case.item, case.procedure).queries(answers_of(case)):
        enqueue(ASK_REGISTERS, [case.pk], at=at, occasion=occasion)


def ask_again(case_id: int, *, by: Account, at: datetime) -> Case:
    """An officer of the deciding unit has them asked once more. Raises NotFound, NotAllowed, NotPossibleNow without service."""
    with door.held(case_id) as case:
        if not desks_of(by, localtime(at).date()).filter(unit=case.unit).exists():
            raise NotAllowed("登记信息由承办单位的人员查询。")
        if not settings.REGISTERS:
            raise NotPossibleNow("还没有接入登记系统，请按申请人提交的材料核对。")
        record(case.stream, "ask_registers_again", by=by, at=at, body={})
        ask_later(case, at=at, occasion=str(case.stream.length))
        return case


def ask_registers(case_id: int, *, at: datetime) -> int:
    """Ask what is authorised and has no answer of today yet; says how many answers were kept.

    The asking itself holds no lock: a slow register keeps nobody waiting. What was not answered is kept as that, and the
    findings are asked again; of what is decided and not paid yet, doubts are raised.
    """
    case = Case.objects.select_related("stream").get(pk=case_id)
    asked = [_asked(case, query, at) for query in _open_queries(case, at)]
    RegisterRecord.objects.bulk_create(asked, ignore_conflicts=True)
    if asked:
        _noted(case_id, asked, at)
    return len(asked)


def authorised(answers: Mapping[str, Any], queries: tuple[RegisterQuery, ...]) -> Iterator[RegisterQuery]:
    """The queries whose authorisation the filing holds; nothing else may be asked of anybody (domain-facts §0.1.6)."""
    return (query for query in queries if query.subject and answers[query.authorised_by])


def _open_queries(case: Case, at: datetime) -> Iterator[RegisterQuery]:
    answers = answers_of(case)
    kept = (row for row in register_records(case) if localtime(row.asked_at).date() == localtime(at).date())
    today = {(row.register, row.subject_index) for row in kept if content_of(row) is not None}
    for query in authorised(answers, catalogue.procedure(case.item, case.procedure).queries(answers)):
        if (query.register.value, person_index(query.subject)) not in today:
            yield query


def _asked(case: Case, query: RegisterQuery, at: datetime) -> RegisterRecord:
    index, filing = person_index(query.subject), case.filings.count()
    times = RegisterRecord.objects.filter(case=case, register=query.register.value, subject_index=index).count()
    key = hashlib.sha256(f"{case.pk}:{filing}:{query.register.value}:{index}:{times}".encode()).hexdigest()
    reply: Reply = ask(settings.REGISTERS, query, localtime(at).date(), key)
    return RegisterRecord(
        case=case,
        register=query.register.value,
        subject=query.subject,
        subject_index=index,
        authorised_by=query.authorised_by,
        filing=filing,
        source=reply.source,
        asked_at=at,
        answered_at=None if reply.content is None else at,
        content=reply.content,
        failure=reply.failure,
        key=key,
    )


def _noted(case_id: int, asked: list[RegisterRecord], at: datetime) -> None:
    answered = sum(row.content is not None for row in asked)
    with door.held(case_id) as case:
        record(case.stream, "ask_registers", by=None, at=at, body={"asked": len(asked), "answered": answered})
        if case.state in ASKED_STATES:
            reassess_when_moved(case, at=at)
        raise_doubts(case, at=at)
