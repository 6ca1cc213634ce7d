"""What is doubted before it is paid, as acts and screens of money ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from workflow_app.models import (
    AccountChange,
    Claim,
    ClaimState,
    FundsRequest,
    NoticeLine,
    OutboxEntry,
    PaymentBatch,
    PaymentDoubt,
    Recovery,
    RecoveryState,
    RegisterRecord,
    Revocation,
    RevocationState,
)
from workflow_app.models.account_change import OPEN_CHANGES
from workflow_app.policy.register import Register
from workflow_app.policy.serving import SERVING
from workflow_app.queries.finance.account_changes import changing, why_waiting

OPEN = Q(settled_at__isnull=True)
UNDECIDED = (RevocationState.NOTICED, RevocationState.HEARD)  # a decision that may be taken back pays nothing meanwhile
STOPPED = Q(outcome=PaymentDoubt.Outcome.STOP)
UNPROVEN = (RecoveryState.NOTICED, RecoveryState.HEARD)  # facts told and not decided on: what is left of the case waits
BEING_REVOKED = "决定正在办理撤销，等承办单位作出决定"
BEING_RECOVERED = "已支付的款项正在办理追回，等承办单位作出决定"
CHECK_BEFORE_PAYMENT = "check_before_payment"  # the job that asks once more


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A register that was asked and gave no answer about so many people, last at that moment."""

    register: str
    people: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Doubted:
    """A line of a request that may not be paid now: what about, as finance may read it, and the numbers of other cases of its
    region that this speaks of."""

    line: NoticeLine
    about: str
    since: datetime
    others: tuple[str, ...] = ()


def in_doubt() -> QuerySet[PaymentDoubt, Any]:
    """The claims about which a doubt is open, as a subquery."""
    return PaymentDoubt.objects.filter(OPEN).values("claim")


def kept_back(claim: str = "") -> Q:
    """What may not be paid now: in doubt, of a case that is heard about a revocation or a recovery, or whose account is being changed.
    `claim` is how the asked rows name their claim; of claims themselves nothing."""
    own, case = (claim, f"{claim}__case") if claim else ("pk", "case")
    return Q(**{f"{own}__in": in_doubt()}) | _heard(case) | Q(**{f"{case}__in": changing()})


def _heard(case: str) -> Q:
    """Rows whose case (by that name) is heard about what would take its money away."""
    return Q(**{f"{case}__in": _being_revoked()}) | Q(**{f"{case}__in": _being_recovered()})


def _being_revoked() -> QuerySet[Revocation, Any]:
    return Revocation.objects.filter(state__in=UNDECIDED).values("case")


def _being_recovered() -> QuerySet[Recovery, Any]:
    return Recovery.objects.filter(state__in=UNPROVEN).values("case")


def lines_in_doubt(batch: PaymentBatch) -> QuerySet[Any, int]:
    """The ordinals of a batch's lines about which a doubt is open, or was settled against paying, or whose case is heard about a
    revocation or a recovery."""
    doubted = PaymentDoubt.objects.filter(OPEN | STOPPED).values("claim")
    found = batch.lines.filter(Q(claim__in=doubted) | _heard("claim__case"))
    return found.order_by("ordinal").values_list("ordinal", flat=True)


def doubts_about(claims: QuerySet[Any, Any]) -> dict[int, str]:
    """{claim: what is doubted or why it is paid no more}, of those that may not go."""
    found = PaymentDoubt.objects.filter(OPEN | STOPPED, claim__in=claims).order_by("pk")
    revoked = Exists(Revocation.objects.filter(case=OuterRef("case"), state__in=UNDECIDED))
    heard = Claim.objects.filter(_heard("case"), pk__in=claims).annotate(revoked=revoked).values_list("pk", "revoked")
    why = {claim: BEING_REVOKED if taken_back else BEING_RECOVERED for claim, taken_back in heard}
    return why | {doubt.claim_id: about(doubt) for doubt in found}


def doubted_lines(request: FundsRequest) -> list[Doubted]:
    """The lines of a request that wait: for the deciding unit's word about a doubt, about taking its decision back or about money that
    was paid, or for another account that does not count yet."""
    found = PaymentDoubt.objects.filter(OPEN, claim__notice_lines__funds_request=request).order_by("claim")
    doubts = {doubt.claim_id: doubt for doubt in found}
    noticed = Revocation.objects.filter(case=OuterRef("claim__case"), state__in=UNDECIDED).values("noticed_at")
    recovery = Recovery.objects.filter(case=OuterRef("claim__case"), state__in=UNPROVEN).values("noticed_at")
    change = AccountChange.objects.filter(case=OuterRef("claim__case"), state__in=OPEN_CHANGES)
    lines = request.lines.annotate(
        noticed=Subquery(noticed[:1]),
        recovering=Subquery(recovery[:1]),
        moving=Subquery(change.values("state")[:1]),
        moving_since=Subquery(change.values("asked_at")[:1]),
        cools_until=Subquery(change.values("cools_until")[:1]),
    ).select_related("claim__case")
    moving = Q(moving__isnull=False, claim__state=ClaimState.DETERMINED)
    recovering = Q(recovering__isnull=False, claim__state=ClaimState.DETERMINED)
    waiting = lines.filter(Q(claim__in=list(doubts)) | Q(noticed__isnull=False) | recovering | moving)
    return [_waits(line, doubts.get(line.claim_id)) for line in waiting.order_by("ordinal")]


def _waits(line: Any, doubt: PaymentDoubt | None) -> Doubted:
    if doubt:
        return Doubted(line, about(doubt), doubt.raised_at, _others(doubt, line.claim.case.number))
    if line.noticed:
        return Doubted(line, BEING_REVOKED, line.noticed)
    if line.recovering:
        return Doubted(line, BEING_RECOVERED, line.recovering)
    return Doubted(line, why_waiting(line.moving, line.cools_until), line.moving_since)


def _others(doubt: PaymentDoubt, number: str) -> tuple[str, ...]:
    """The cases that use the same account or telephone, of the place whose finance bureau pays the doubted one."""
    named = (each for found in doubt.findings if found["condition"] in SERVING for each in found["others"])
    return tuple(sorted({each for each in named if each[:6] == number[:6]}))


def about(doubt: PaymentDoubt) -> str:
    """The titles of what is found; the words tell of a person and are the deciding unit's."""
    titles = "、".join(dict.fromkeys(found["title"] for found in doubt.findings))
    return f"{titles}（{doubt.get_outcome_display()}）" if doubt.outcome else titles


def cases_of(batch: PaymentBatch) -> QuerySet[Claim, Any]:
    """The cases a batch pays, as a subquery."""
    return Claim.objects.filter(payment_lines__batch=batch).values("case")


def cases_asked_for(request: FundsRequest) -> QuerySet[Claim, Any]:
    """The cases a request asks for, as a subquery."""
    return Claim.objects.filter(notice_lines__funds_request=request).values("case")


def unanswered(cases: QuerySet[Claim, Any]) -> tuple[Unanswered, ...]:
    """The registers whose last word on somebody of these cases is none."""
    asked = RegisterRecord.objects.filter(case__in=cases).order_by()
    last = asked.values("case", "register", "subject_index").annotate(last=Max("pk")).values("last")
    silent = RegisterRecord.objects.filter(pk__in=last, content__isnull=True).order_by()
    counted = silent.values("register").annotate(people=Count("subject_index", distinct=True), at=Max("asked_at"))
    return tuple(
        Unanswered(Register(row["register"]).label, row["people"], row["at"]) for row in counted.order_by("register")
    )


def unchecked(cases: QuerySet[Claim, Any]) -> int:
    """How many of these cases still wait to be asked about once more."""
    waiting = OutboxEntry.objects.filter(job=CHECK_BEFORE_PAYMENT, argument__in=cases)
    return waiting.exclude(state=OutboxEntry.State.DONE).values("argument").distinct().count()
