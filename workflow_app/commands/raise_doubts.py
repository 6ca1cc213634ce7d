"""Raise doubts about what was decided and is not paid: nothing of the determination changes, but its money waits."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.record import record
from workflow_app.models import Case, CaseState, Claim, ClaimState, LineState, PaymentDoubt
from workflow_app.models.chain import personal_digest
from workflow_app.policy import catalogue
from workflow_app.policy.finding import Finding
from workflow_app.queries.finance.doubts import in_doubt
from workflow_app.queries.law.found_since import FoundSince, found_since
from workflow_app.queries.law.serving_many import serving_many


def raise_doubts(case: Case, *, at: datetime) -> int:
    """Ask the rules again about the unpaid claims of a held case, on the facts there are, and who else uses its account and
    telephones; says how many doubts are new.

    A claim has one open doubt at most, and none while its money is on its way: what is found then is no longer before payment.
    """
    claims = _unpaid(case)
    since = found_since(case, claims, localtime(at).date()) if claims else {}
    shared = serving_many(case, claims) if claims else {}
    found = {key: (*_findings(since.get(key)), *shared.get(key, ())) for key in since.keys() | shared.keys()}
    if not found:
        return 0
    rows = PaymentDoubt.objects.bulk_create(
        PaymentDoubt(
            claim=claim,
            findings=[each.as_json() for each in found[claim.pk]],
            record=since[claim.pk].record if claim.pk in since else None,
            raised_at=at,
        )
        for claim in claims
        if claim.pk in found
    )
    body = {
        "lines": [row.claim.ordinal for row in rows],
        "doubts": [[row.pk, row.record_id, personal_digest(row.findings)] for row in rows],
    }
    record(case.stream, "raise_doubts", by=None, at=at, body=body)
    return len(rows)


def _findings(since: FoundSince | None) -> tuple[Finding, ...]:
    return since.findings if since else ()


def _unpaid(case: Case) -> list[Claim]:
    if case.state != CaseState.APPROVED or not catalogue.procedure(case.item, case.procedure).pays:
        return []
    owed = case.claims.filter(state=ClaimState.DETERMINED).exclude(payment_lines__state=LineState.RELEASED)
    return list(owed.exclude(pk__in=in_doubt()).order_by("ordinal"))
