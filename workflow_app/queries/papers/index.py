"""Data of the file index (卷内目录): everything a case leaves that has ended, with its digests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from workflow_app.models import Action, BankReturn, Case, IssuedDocument, PaymentBatch, StoredFile
from workflow_app.policy import catalogue
from workflow_app.queries.papers.head import of_case


def file_index(case: Case, at: datetime) -> dict[str, Any]:
    """Papers issued, files handed in, the bank's files, in the order of time, each with number, day, pages and digest."""
    papers = [(row.issued_at, row.title, row.number, row.pages, row.sha256) for row in papers_of(case)]
    files = [(row.at, row.name, "", row.pages, row.sha256) for row in case.files.order_by("at", "id")]
    entries = [
        {
            "title": title,
            "number": number,
            "on": localtime(moment).date().isoformat(),
            "pages": pages,
            "sha256": digest[:16],
        }
        for moment, title, number, pages, digest in sorted([*papers, *files, *_bank_files(case)])
    ]
    return of_case(case, at) | {"lines": entries, "count": len(entries), "links": case.stream.length}


def papers_of(case: Case) -> QuerySet[IssuedDocument]:
    """Its own papers, those of its notices and of the requests that asked for its money, void ones too; and what it rests
    on: the parent's decision and the records of the looks on the spot."""
    asked = Action.objects.filter(stream=case.stream_id, verb="request_funds").values_list("body", flat=True)
    requests = [body["request"] for body in asked]
    noticed = Q(notice__lines__claim__case=case, funds_request=None) & ~Q(kind="objection_answer")
    answered = Q(objection__line__claim__case=case)  # only what was said about its own lines
    own = Q(case=case) | noticed | answered | Q(funds_request__in=requests)
    if case.parent is not None:
        procedure = catalogue.procedure(case.parent.item, case.parent.procedure)
        own |= Q(case=case.parent, kind__in=[procedure.decision, procedure.check_paper])
    return IssuedDocument.objects.filter(own).defer("data").distinct()


def _bank_files(case: Case) -> list[tuple[datetime, str, str, int, str]]:
    """What went to the bank and what it answered, of every batch with a line of this case. Finance keeps them."""
    batches = PaymentBatch.objects.filter(lines__claim__case=case).exclude(file_sha256="").distinct()
    sent = {row.sha256: row.at for row in StoredFile.objects.filter(sha256__in=batches.values("file_sha256"))}
    answers = BankReturn.objects.filter(batch__in=batches).select_related("batch")
    out = [(sent[b.file_sha256], f"支付文件 {b.number}（财政部门存）", "", 0, b.file_sha256) for b in batches]
    back = [(row.read_at, f"银行回盘文件 {row.batch.number}（财政部门存）", "", 0, row.sha256) for row in answers]
    return out + back
