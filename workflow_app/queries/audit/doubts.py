"""Prove that nothing doubted was paid before somebody settled it, and that what was stopped is owed no more."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet

from workflow_app.models import Action, Instalment, LineState, PaymentDoubt, PaymentLine
from workflow_app.models.chain import personal_digest
from workflow_app.models.claim import OWED

Outcome = PaymentDoubt.Outcome


def breaks() -> Iterator[str]:
    """A sentence for every break."""
    yield from _paid_in_doubt()
    yield from _paid_while_taken_back()
    yield from _stopped()
    yield from _not_as_recorded()


def _paid_in_doubt() -> Iterator[str]:
    """Raised before the release of a line that went, and open then or settled against it."""
    went = PaymentLine.objects.exclude(state__in=(LineState.DRAFTED, LineState.DISCARDED))
    before = Q(claim__doubts__raised_at__lt=F("batch__released_at"))
    unsettled = Q(claim__doubts__settled_at__isnull=True) | Q(claim__doubts__settled_at__gt=F("batch__released_at"))
    for line in went.filter(before & (unsettled | Q(claim__doubts__outcome=Outcome.STOP))).select_related("batch"):
        yield f"批次 {line.batch.number} 第{line.ordinal}笔在疑点核实之前放了款"


def _paid_while_taken_back() -> Iterator[str]:
    """Released after the party had been told that its decision may be revoked, and before somebody decided."""
    went = PaymentLine.objects.exclude(state__in=(LineState.DRAFTED, LineState.DISCARDED))
    told = Q(claim__case__revocations__noticed_at__lt=F("batch__released_at"))
    decided = "claim__case__revocations__decided_at"
    undecided = Q(**{f"{decided}__isnull": True}) | Q(**{f"{decided}__gt": F("batch__released_at")})
    for line in went.filter(told & undecided).select_related("batch").distinct():
        yield f"批次 {line.batch.number} 第{line.ordinal}笔在撤销决定作出之前放了款"


def _stopped() -> Iterator[str]:
    owed = PaymentDoubt.objects.filter(outcome=Outcome.STOP, claim__state__in=OWED).exclude(claim__in=_paid_in_part())
    for doubt in _with_case(owed):
        yield f"办件 {doubt.claim.case.number} 第{doubt.claim.ordinal}行已停止支付，明细还记为“{doubt.claim.get_state_display()}”"


def _paid_in_part() -> QuerySet[Instalment, int]:
    """Claims of which some instalments were paid and the others stopped."""
    return Instalment.objects.filter(stopped_at__isnull=False).values_list("claim", flat=True)


def _not_as_recorded() -> Iterator[str]:
    """What was found and what was made of it are what the chain says."""
    acts = Action.objects.filter(verb__in=("raise_doubts", "settle_doubt")).values_list("verb", "body", "personal")
    found, settled = set(), set()
    for verb, body, personal in acts.iterator():
        if verb == "raise_doubts":
            found |= {tuple(each) for each in body["doubts"]}
        else:
            settled.add((body["doubt"], body["outcome"], personal))
    there = set(PaymentDoubt.objects.values_list("pk", flat=True))
    for gone in sorted({key for key, *_rest in found} - there):
        yield f"记录里的疑点 {gone} 不在了"
    for doubt in _with_case(PaymentDoubt.objects.all()).iterator():
        said = (doubt.pk, doubt.outcome, personal_digest(doubt.words))
        if (doubt.pk, doubt.record_id, personal_digest(doubt.findings)) not in found or (
            doubt.outcome and said not in settled
        ):
            yield f"办件 {doubt.claim.case.number} 第{doubt.claim.ordinal}行的疑点与记录不同"


def _with_case(doubts: QuerySet[PaymentDoubt]) -> QuerySet[PaymentDoubt]:
    return doubts.select_related("claim__case").order_by("pk")
