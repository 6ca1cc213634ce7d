"""Determine (核定): what stood on notice unopposed becomes owed, and the money for it is set aside."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Sum

from workflow_app.commands.issue import issue
from workflow_app.commands.reserve import reserve
from workflow_app.models import Account, Case, Claim, ClaimState, NoticeLine
from workflow_app.models.claim import OWED
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotEligible, NotPossibleNow
from workflow_app.queries.papers import case_papers


def determine(case: Case, *, by: Account | None, at: datetime) -> list[Claim]:
    """Turn the cleared claims of an approved case into determined ones; issues the notice of determination.

    Raises BudgetExhausted when the appropriation cannot carry them, NotEligible when one was determined elsewhere
    meanwhile. A procedure that pays nothing has no claims and only gets its paper.
    """
    claims = list(cleared(case))
    if claims:
        _mark(case, claims)
        reserve(case, claims, at=at)
        data = case_papers.determination(case, claims, payee_of(case), at)
    elif case.claims.filter(state=ClaimState.CLAIMED).exists():
        raise NotPossibleNow("没有公示期满且无异议的明细，不能核定。请等公示期满或异议核查结束。")
    else:
        data = case_papers.decision(case, at)
    issue(catalogue.procedure(case.item, case.procedure).decision, case=case, data=data, at=at)
    return claims


def cleared(case: Case) -> list[Claim]:
    """The claims whose notice has ended without an objection left open, with what stood there."""
    lines = NoticeLine.objects.filter(claim__case=case, claim__state=ClaimState.CLAIMED, state=NoticeLine.State.CLEARED)
    found = []
    for line in lines.select_related("claim").order_by("claim__ordinal"):
        if line.amount != line.claim.amount:
            raise NotPossibleNow(f"第{line.claim.ordinal}行的金额与公示时不同，须重新公示后才能核定。")
        found.append(line.claim)
    return found


def payee_of(case: Case) -> dict[str, str]:
    """The account as it stands now, masked; empty where nothing is paid."""
    row = case.payee_accounts.order_by("-id").first()
    return {"name": row.payee, "account": row.masked, "bank": row.bank} if row else {}


def _mark(case: Case, claims: list[Claim]) -> None:
    try:
        with transaction.atomic():
            Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(state=ClaimState.DETERMINED)
    except IntegrityError as twice:
        raise NotEligible("有学员的同一职业（工种）、同一等级补贴刚在另一办件中核定，请先核减重复的一行。") from twice
    owed = case.claims.filter(state__in=OWED).aggregate(total=Sum("amount"))
    case.amount = owed["total"] or Decimal(0)
    case.save(update_fields=["amount"])
