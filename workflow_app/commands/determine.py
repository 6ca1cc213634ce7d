"""Determine (核定): what stood on notice unopposed becomes owed, and the money for it is set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Subquery

from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.commands.reserve import reserve
from workflow_app.commands.schedule_instalments import schedule_instalments
from workflow_app.flow import limits
from workflow_app.models import Account, Case, Claim, ClaimState, NoticeLine, Pause
from workflow_app.models.claim import GRANTED
from workflow_app.policy import catalogue
from workflow_app.policy.money import fen_of
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import NotEligible, NotPossibleNow
from workflow_app.queries.papers import case_papers
from workflow_app.queries.papers.telling import line_papers, own_paper


def determine(case: Case, *, by: Account | None, at: datetime) -> list[Claim]:
    """Turn the cleared claims of an approved case into determined ones; issues the notice of determination.

    Raises BudgetExhausted when the appropriation cannot carry them, NotEligible when one was determined elsewhere
    meanwhile. A procedure that pays nothing grants its lines without money and gets the item's own paper.
    """
    procedure, lodged = catalogue.procedure(case.item, case.procedure), _lodged(case)
    if not lodged or lodged[0].stands_still:  # a special procedure nobody ended is over with the decision
        limits.end_pauses(case, at)
    claims = _cleared(lodged) if procedure.pays or _was_noticed(case) else _claimed(lodged)
    if not claims and any(claim.state == ClaimState.CLAIMED for claim in lodged):
        raise NotPossibleNow("没有公示期满且无异议的明细，不能核定。请等公示期满或异议核查结束。")
    if claims:
        _mark(case, lodged, claims)
    pays = bool(claims) and procedure.pays
    shares = procedure.shares(case.pk) if pays and procedure.shares else None
    _recorded(case, claims, reserve(case, claims, shares, at=at) if pays else {}, by, at)
    if pays:
        later = schedule_instalments(claims, procedure.instalments(case.pk), at=at) if procedure.instalments else []
        data = case_papers.determination(case, lodged, claims, payee_of(case), at) | case_papers.in_parts(later)
    else:
        data = own_paper(case, procedure.decision, at)
    issue(procedure.decision, case=case, data=data, at=at)
    if procedure.line_paper and claims:
        _certify(case, procedure.paper(procedure.line_paper), claims, at)
    return claims


def _recorded(
    case: Case, claims: Sequence[Claim], taken: Mapping[str, Decimal], by: Account | None, at: datetime
) -> None:
    """What is determined, where its money stands, and a keyed digest of everything a determined claim keeps."""
    body = {
        "lines": [claim.ordinal for claim in claims],
        "yuan": str(sum((claim.amount for claim in claims), Decimal(0))),
        "reserved": {indicator: str(yuan) for indicator, yuan in taken.items()},
    }
    record(case.stream, "determine", by=by, at=at, body=body, personal=[_kept(claim) for claim in claims])


def _kept(claim: Claim) -> list[Any]:
    days = [day.isoformat() if day else None for day in (claim.since, claim.until)]
    return [
        claim.ordinal,
        claim.kind,
        claim.key,
        claim.year,
        *days,
        claim.certificate_index,
        claim.beneficiary_index,
        claim.phone_index,
        claim.masked,
        fen_of(claim.amount),
        claim.caption,
        claim.formula,
        claim.standing,
    ]


def _certify(case: Case, paper: PaperKind, claims: Sequence[Claim], at: datetime) -> None:
    """Each granted line gets a paper of its own."""
    for data in line_papers(case, paper, [claim.ordinal for claim in claims], at):
        issue(paper.kind, case=case, data=data, at=at)


def _was_noticed(case: Case) -> bool:
    return NoticeLine.objects.filter(claim__case=case).exists()


def _claimed(lodged: Sequence[Any]) -> list[Claim]:
    return [claim for claim in lodged if claim.state == ClaimState.CLAIMED]


def _lodged(case: Case) -> list[Any]:
    """Every claim of the case; `stood` is the amount under which it stood on a notice that has ended unopposed, `stands_still`
    whether the case's clock does (asked along: a determination is long enough)."""
    line = NoticeLine.objects.filter(claim=OuterRef("pk"), state=NoticeLine.State.CLEARED)
    still = Exists(Pause.objects.filter(case=OuterRef("case"), until__isnull=True))
    found = case.claims.annotate(stood=Subquery(line.values("amount")), stands_still=still)
    return list(found.order_by("ordinal"))


def _cleared(lodged: Sequence[Any]) -> list[Claim]:
    found = [claim for claim in lodged if claim.state == ClaimState.CLAIMED and claim.stood is not None]
    for claim in found:
        if claim.stood != claim.amount:
            raise NotPossibleNow(f"第{claim.ordinal}行的金额与公示时不同，须重新公示后才能核定。")
    return found


def payee_of(case: Case) -> dict[str, str]:
    """The account as it stands now, masked; empty where nothing is paid."""
    row = case.payee_accounts.order_by("-id").first()
    return {"name": row.payee, "account": row.masked, "bank": row.bank} if row else {}


def _mark(case: Case, lodged: Sequence[Claim], claims: Sequence[Claim]) -> None:
    try:
        with transaction.atomic():
            Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(state=ClaimState.DETERMINED)
    except IntegrityError as twice:
        raise NotEligible(
            "有人员的同一项补贴或同一证书刚在另一办件中核定。请刷新页面，核减重复的一行后再核定。"
        ) from twice
    before = (claim for claim in lodged if claim.state in GRANTED)
    owed = sum((claim.amount for claim in (*before, *claims)), Decimal(0))
    if owed != case.amount:
        case.amount = owed
        case.save(update_fields=["amount"])
