"""冻结、解冻: money of an indicator that may not be used for now."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from workflow_app.commands.budget.held_indicator import a_reason, held_indicator
from workflow_app.commands.held import held_stream
from workflow_app.commands.post import must_post
from workflow_app.commands.record import record
from workflow_app.models import Account, FundsMove, Ledger
from workflow_app.policy.money import a_sum

FREEZE, THAW = (FundsMove.Kind.FREEZE, FundsMove.Kind.THAW)


def freeze(key: int, yuan: Decimal, words: str, *, by: Account, at: datetime) -> FundsMove:
    """So many yuan that nobody set aside stand still. By the budget desk.

    Raises NotFound, NotAllowed, BudgetExhausted, NotUnderstood, NotPossibleNow once the indicator is closed.
    """
    return _moved(key, yuan, words, FREEZE, (Ledger.AVAILABLE, Ledger.FROZEN), by, at)


def thaw(key: int, yuan: Decimal, words: str, *, by: Account, at: datetime) -> FundsMove:
    """So many yuan may be used again. Raises the same."""
    return _moved(key, yuan, words, THAW, (Ledger.FROZEN, Ledger.AVAILABLE), by, at)


def _moved(
    key: int, yuan: Decimal, words: str, kind: FundsMove.Kind, way: tuple[Ledger, Ledger], by: Account, at: datetime
) -> FundsMove:
    with transaction.atomic():
        row = held_indicator(key, by, at)
        move = FundsMove.objects.create(kind=kind, words=a_reason(words), amount=a_sum(yuan), by=by, at=at)
        must_post(row, *way, yuan, move=move, at=at)
        body = {"indicator": row.indicator, "yuan": str(yuan), "move": move.pk}
        record(held_stream(), f"{kind}_funds", by=by, at=at, body=body, personal=move.words)
        return move
