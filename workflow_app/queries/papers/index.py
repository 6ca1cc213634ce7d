"""Data of the file index (卷内目录): everything a case leaves that has ended, with its digests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime

from workflow_app.models import Case, IssuedDocument
from workflow_app.policy import catalogue
from workflow_app.queries.papers.head import of_case


def file_index(case: Case, at: datetime) -> dict[str, Any]:
    """Papers issued and files handed in, in the order of time, each with number, day, pages and digest."""
    papers = [
        (row.issued_at, row.title, row.number, row.pages, row.sha256)
        for row in IssuedDocument.objects.filter(_belongs(case)).defer("data").distinct()
    ]
    files = [(row.at, row.name, "", row.pages, row.sha256) for row in case.files.order_by("at", "id")]
    entries = [
        {
            "title": title,
            "number": number,
            "on": localtime(moment).date().isoformat(),
            "pages": pages,
            "sha256": digest[:16],
        }
        for moment, title, number, pages, digest in sorted(papers + files)
    ]
    return of_case(case, at) | {"lines": entries, "count": len(entries), "links": case.stream.length}


def _belongs(case: Case) -> Q:
    """Its own papers, those of the notices it stood on, and what it rests on: the parent's decision and the records of
    the looks on the spot."""
    found = Q(case=case) | Q(notice__lines__claim__case=case)
    if case.parent is None:
        return found
    procedure = catalogue.procedure(case.parent.item, case.parent.procedure)
    return found | Q(case=case.parent, kind__in=[procedure.decision, procedure.check_paper])
