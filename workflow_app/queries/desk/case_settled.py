"""What officers settled on a case beside their opinions: rulings and lines struck off, read once for findings and timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow_app.models import Case, Claim, ClaimState, Ruling


@dataclass(frozen=True, slots=True)
class Settled:
    """Rulings by (line, condition); the reasons left at lines; `off` those of lines that are struck off now."""

    rulings: Mapping[tuple[int, str], Ruling]
    reasons: Mapping[int, str]
    off: Mapping[int, str]


def settled(case: Case, *, reasons: bool = True) -> Settled:
    """Two statements, whatever the case's size; one where it is known that no line has a reason."""
    rulings = {(row.line, row.condition): row for row in Ruling.objects.filter(case=case).select_related("by")}
    left = Claim.objects.filter(case=case).exclude(reason="").values_list("ordinal", "reason", "state")
    said = list(left) if reasons else []
    return Settled(
        rulings=rulings,
        reasons={ordinal: reason for ordinal, reason, _state in said},
        off={ordinal: reason for ordinal, reason, state in said if state == ClaimState.STRUCK_OFF},
    )
