"""Data of a proof of service (送达回证)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.models import Case, IssuedDocument, Service, ServiceMethod
from workflow_app.queries.law.facts import answers_of
from workflow_app.queries.papers.head import of_case, of_organ

OWN_SPACE = "申请人在本系统的办事空间"
CONSENTED = "电子送达（申请人已确认电子送达）"
BY_HAND = "直接送达或者邮寄送达"
ADDRESS = "service_address"  # the question of the block on service
ON_PAPER = "受送达人签收的回证原件附卷。"


def electronic_proof(paper: IssuedDocument, case: Case, at: datetime) -> dict[str, Any]:
    """Of an electronic service: the moment it arrived in the party's own space."""
    arrived = localtime(at).replace(tzinfo=None).isoformat(timespec="seconds")
    return _of([paper], case, at) | {
        "place": OWN_SPACE,
        "method": CONSENTED,
        "received": {"name": case.applicant.name, "at": arrived},
        "servers": [],
    }


def blank_proof(papers: Sequence[IssuedDocument], case: Case, at: datetime) -> dict[str, Any]:
    """To be taken along and signed by hand; it has no number, for what is recorded afterwards gets one."""
    today = localtime(at).date().isoformat()
    return _of(papers, case, at) | {
        "place": "　",
        "method": BY_HAND,
        "number": "（登记送达时编号）",
        "issued_on": today,
    }


def proof_of(case: Case, services: Sequence[Service], at: datetime) -> dict[str, Any]:
    """Of any other service, as an officer recorded it; `services` are those of one act and differ in their paper alone."""
    one = services[0]
    assert one.served_on is not None, "what was served says when"
    said = _of([each.paper for each in services], case, at) | {
        "place": _place(case, one),
        "method": str(ServiceMethod(one.method).label),
        "servers": [each.name for each in (one.by, one.with_whom) if each],
        "witnesses": [one.witnesses] if one.witnesses else [],
        "remarks": _remarks(one),
    }
    if one.refusal:
        return said | {"refused": f"{one.refusal}（{_spoken(one)}）"}
    signed = {"on": one.served_on.isoformat()}
    if one.relation:
        return said | {"received": {"name": ""} | signed, "proxy": {"name": one.receiver, "relation": one.relation}}
    return said | {"received": {"name": one.receiver or case.applicant.name} | signed}


def _of(papers: Sequence[IssuedDocument], case: Case, at: datetime) -> dict[str, Any]:
    organ = of_organ(papers[0].unit, localtime(at).date())
    return of_case(case, at) | organ | {"papers": [{"title": each.title, "number": each.number} for each in papers]}


def _place(case: Case, one: Service) -> str:
    """A letter goes where the party confirmed it wants its letters."""
    if one.method == ServiceMethod.POST:
        return str(answers_of(case).get(ADDRESS) or one.place or "申请人确认的邮寄地址")
    return one.place


def _remarks(one: Service) -> str:
    said = [one.words]
    if one.method == ServiceMethod.POST and one.sent_on:
        said.append(f"邮件号{one.tracking}，{one.sent_on:%Y年%-m月%-d日}寄出，签收日期以邮件回执为准。")
    elif one.method == ServiceMethod.DIRECT:
        said.append(ON_PAPER)
    elif one.method == ServiceMethod.LEFT and one.filmed:
        said.append("送达过程已拍照录像。")
    elif one.method == ServiceMethod.ANNOUNCED and one.sent_on:
        said.append(f"{one.sent_on:%Y年%-m月%-d日}公告，公告期三十日，期满视为送达。")
    return "".join(filter(None, said))


def _spoken(one: Service) -> str:
    assert one.served_on is not None
    return f"{one.served_on:%Y年%-m月%-d日}留置"
