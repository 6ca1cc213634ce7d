"""Which issued papers and filed papers a person may open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from workflow_app.models import Account, IssuedDocument
from workflow_app.policy.refusals import NotFound, NotPossibleNow
from workflow_app.queries.scope import desks_of, visible_cases

NOT_VISIBLE = "没有找到这份文书，或者您无权查看。"


def issued_by(units: Collection[int] | QuerySet[Any]) -> Q:
    """The papers of no single case: open to the unit that issued them."""
    return Q(case__isnull=True, unit__in=units)


def visible_paper(paper_id: int, account: Account, on: date) -> IssuedDocument:
    """A paper with bytes. NotFound for whoever may not see its case or its unit, NotPossibleNow while it is being made."""
    mine = Q(case__in=visible_cases(account, on))
    if not account.is_officer:
        mine &= Q(internal=False)
    else:
        mine |= issued_by(desks_of(account, on).values("unit"))
    paper = IssuedDocument.objects.defer("data").filter(mine, pk=paper_id).first()
    if paper is None:
        raise NotFound(NOT_VISIBLE)
    if not paper.sha256:
        raise NotPossibleNow(f"《{paper.title}》正在制作，一般一两分钟就好，请稍后再打开。")
    return paper
