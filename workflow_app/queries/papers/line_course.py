"""What the paper of a paid line says of its way: who examined the case, and which tier's money was set aside for the line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.timezone import localtime

from workflow_app.approval.duties import DUTY_OF_ROLE, Duty
from workflow_app.approval.stance import Stance
from workflow_app.models import Case, Desk, Ledger, Opinion, Posting, RoundState
from workflow_app.policy.money import fen_of
from workflow_app.queries.names import name_on


def hands_of_case(case: Case, at: datetime) -> list[dict[str, str]]:
    """[{office, seat, name, on}] of every seat that examined and agreed, with its last word, in order; who only received is none."""
    agreed = Opinion.objects.filter(
        seat__round__case=case,
        seat__round__state=RoundState.APPROVED,
        seat__removed_at=None,
        seat__desk__isnull=False,
        stance=Stance.APPROVE.value,
    )
    last = {word.seat.desk_id: word for word in agreed.select_related("seat__desk__unit", "by").order_by("pk")}
    words = sorted(last.values(), key=lambda word: word.pk)
    return [_hand(word, word.seat.desk, at) for word in words if word.seat.desk and _examined(word.seat.desk)]


def tiers_of_lines(case: Case, ordinals: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """{line: [{tier, indicator, fen}]} of what stands set aside for it: as many entries as the policy splits it into. One statement."""
    set_aside = Posting.objects.filter(claim__case=case, claim__ordinal__in=ordinals, target=Ledger.RESERVED)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = set_aside.annotate(line=F("claim__ordinal")).select_related("appropriation")
    for row in rows.order_by("pk"):
        fund = row.appropriation
        found[row.line].append({"tier": fund.tier, "indicator": fund.indicator, "fen": fen_of(row.amount)})
    return dict(found)


def _examined(desk: Desk) -> bool:
    return DUTY_OF_ROLE.get(desk.role) is not Duty.ACCEPT


def _hand(word: Opinion, desk: Desk, at: datetime) -> dict[str, str]:
    return {
        "office": name_on(desk.unit, localtime(at).date()).name,
        "seat": word.seat.title,
        "name": word.shown.get("names", {}).get("by") or word.by.name,
        "on": localtime(word.at).date().isoformat(),
    }
