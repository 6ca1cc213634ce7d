"""Hold an indicator for an act of the budget desk that keeps it."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.budget.appropriate import BUDGET
from workflow_app.models import Account, Appropriation
from workflow_app.policy.refusals import NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.scope import acting_desk


def held_indicator(key: int, by: Account, at: datetime) -> Appropriation:
    """The indicator, locked. Raises NotFound for a stranger, NotAllowed off the budget desk, NotPossibleNow once it is closed."""
    row = Appropriation.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=key).first()
    if row is None:
        raise NotFound("没有这个指标，请刷新列表。")
    acting_desk(by, BUDGET, row.unit_id, localtime(at).date())
    if row.closed_on is not None:
        raise NotPossibleNow(f"指标 {row.indicator} 已于{row.closed_on:%Y年%-m月%-d日}年终关账，不能再变动。")
    return row


def a_reason(words: str) -> str:
    """Raises NotUnderstood for an act on money that says not why."""
    if not words.strip():
        raise NotUnderstood("请写明依据和原因：两年后的审计要看得明白。")
    return words.strip()
