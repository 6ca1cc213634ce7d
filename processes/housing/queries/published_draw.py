"""What is published of a draw, in the order in which it becomes known: nothing of it names a person."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localtime

from processes.housing.draw import PROTOCOL, ROLES
from processes.housing.models import AllocationPlan, Draw, DrawValue

ROLE_NAMES = {"notary": "公证人员", "inspector": "监督人员", "representative": "申请人代表"}


def published_draw(plan: AllocationPlan) -> dict[str, Any]:
    """The whole of it as JSON, for `recompute.py` and for anybody: the announcement, digests, the frozen list, values, the
    public result, seed and order. What is not known yet is empty."""
    lot = Draw.objects.filter(plan=plan).first()
    kept = {value.role: value for value in plan.values.all()}
    return {
        "protocol": PROTOCOL,
        "plan": plan.number,
        "announced_at": _when(plan.published_at),
        "result_named": plan.result_named,
        "result_due": _when(plan.result_due),
        "values": [_value(kept[role]) for role in ROLES],
        "homes": lot.homes if lot else plan.homes.count(),
        "list": lot.list_text if lot else "",
        "list_sha256": lot.list_sha256 if lot else "",
        "frozen_at": _when(lot.frozen_at) if lot else "",
        "public_result": lot.public_result if lot else "",
        "seed": lot.seed if lot else "",
        "drawn_at": _when(lot.drawn_at) if lot else "",
        "result": lot.result if lot else [],
    }


def _value(value: DrawValue) -> dict[str, str]:
    return {
        "role": value.role,
        "called": ROLE_NAMES[value.role],
        "commitment": value.commitment,
        "committed_at": _when(value.committed_at),
        "value": value.value,
        "revealed_at": _when(value.revealed_at),
    }


def _when(at: Any) -> str:
    return localtime(at).isoformat(timespec="minutes") if at else ""
