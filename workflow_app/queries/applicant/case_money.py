"""What a case comes to, and how its money went: sums of claims reckoned alike, transfers that went alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.timezone import localtime

from forms.identity import mask_account
from workflow_app.models import Case, Claim, ClaimState, LineState, PaymentLine

TONES: dict[str, str] = {LineState.PAID: "good", LineState.RETURNED: "stop"}


@dataclass(frozen=True)
class SumOfCase:
    """Claims reckoned alike, and what they come to."""

    caption: str
    formula: str
    count: int
    amount: Decimal
    standing: str


@dataclass(frozen=True)
class Transfers:
    """Transfers to one account that went alike; a corrected one follows those that came back."""

    state: str
    tone: str
    payee: str
    masked: str
    reason: str
    on: date | None
    count: int
    amount: Decimal
    standing: str


def sums(claims: Iterable[Claim]) -> list[SumOfCase]:
    """How the amount came about; lines struck off are not in it."""
    counted = [claim for claim in claims if claim.state != ClaimState.STRUCK_OFF]
    alike = Counter((claim.caption, claim.formula, claim.amount, claim.standing) for claim in counted)
    return [
        SumOfCase(caption, formula, n, amount * n, standing)
        for (caption, formula, amount, standing), n in alike.items()
    ]


def payments(case: Case) -> list[PaymentLine]:
    """Transfers, line by line, each with the `standing` of its figure and the state `of` its claim; none before the decision."""
    lines = PaymentLine.objects.filter(claim__case=case).exclude(state=LineState.DISCARDED)
    lines = lines.select_related("reissued_as").annotate(standing=F("claim__standing"), of=F("claim__state"))
    return list(lines.order_by("id")) if case.decided_at else []


def returned(lines: Iterable[Any]) -> list[Any]:
    """Of those lines the transfers that came back and wait for a corrected account: what is owed no more waits for none."""
    back = [row for row in lines if row.state == LineState.RETURNED and not hasattr(row, "reissued_as")]
    return [row for row in back if row.of == ClaimState.DETERMINED]


def transfers(lines: Iterable[PaymentLine]) -> list[Transfers]:
    """The same, those that went alike together."""
    alike: dict[tuple[str, str, str, str, date | None], list[PaymentLine]] = {}
    for row in lines:
        on = localtime(row.settled_at).date() if row.settled_at else None
        alike.setdefault((row.state, row.payee, mask_account(row.account), row.reason, on), []).append(row)
    return [_together(*way, rows) for way, rows in alike.items()]


def _together(
    state: str, payee: str, masked: str, reason: str, on: date | None, rows: Sequence[PaymentLine]
) -> Transfers:
    amount = sum((row.amount for row in rows), Decimal(0))
    added: Sequence[Any] = rows  # each with what `payments` adds
    standing = max(row.standing for row in added)  # enacted < modelled < sample
    return Transfers(
        LineState(state).label, TONES.get(state, ""), payee, masked, reason, on, len(rows), amount, standing
    )
