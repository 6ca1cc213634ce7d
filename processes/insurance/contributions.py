"""Contributions actually paid, month by month, as the register of contributions holds them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from processes.answered import content
from processes.insurance.month import Month
from workflow_app.policy.facts import Facts
from workflow_app.policy.money import fen_of
from workflow_app.policy.register import Register

PENSION, MEDICAL, UNEMPLOYMENT = "pension", "medical", "unemployment"
NAMES = {PENSION: "养老保险", MEDICAL: "医疗保险", UNEMPLOYMENT: "失业保险"}
OWN, EMPLOYER = "own", "employer"

Paid = Mapping[str, int]  # insurance → whole fen


def paid_by(facts: Facts, person: str, part: str, payer: str) -> Mapping[Month, Paid] | None:
    """What a payer paid for a person in each month, the `own` or the `employer` part alone; None when the register gave
    no answer."""
    said = content(facts, Register.CONTRIBUTIONS, person)
    if said is None:
        return None
    months: dict[Month, dict[str, int]] = {}
    for entry in said.get("months", ()):
        if (entry["part"], entry["payer"]) == (part, payer) and entry["insurance"] in NAMES:
            month = months.setdefault(entry["month"], {})
            month[entry["insurance"]] = month.get(entry["insurance"], 0) + fen_of(Decimal(entry["yuan"]))
    return months


def written(paid: Paid) -> str:
    """养老保险900.00元、医疗保险360.00元."""
    return "、".join(f"{NAMES[each]}{fen // 100}.{fen % 100:02d}元" for each, fen in paid.items()) or "没有缴费"
