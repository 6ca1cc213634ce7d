"""Data of the paper by which an indicator is allotted to a lower tier (指标文)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.models import Appropriation, FundsMove
from workflow_app.policy import catalogue
from workflow_app.policy.money import fen_of
from workflow_app.queries.names import name_on
from workflow_app.queries.papers.head import of_organ


def allotment(source: Appropriation, child: Appropriation, move: FundsMove, at: datetime) -> dict[str, Any]:
    """关于下达…指标的通知: to whom, how much, out of which indicator, under which classes, whether direct."""
    today = localtime(at).date()
    organ = of_organ(source.unit, today)
    return organ | {
        "head": f"{organ['organ']['name']}文件",
        "to": name_on(child.unit, today).name,
        "year": child.year,
        "item": catalogue.item(child.item).title_on(today),
        "fen": fen_of(move.amount),
        "basis": move.words.rstrip("。"),
        "source": source.indicator,
        "indicator": {
            "number": child.indicator,
            "fund": child.fund,
            "tier": child.tier,
            "functional": child.functional_class,
            "government": child.government_class,
            "department": child.department_class,
            "direct": child.direct,
        },
        "printed_by": f"{organ['organ']['name']}办公室",
        "marks": [],
    }
