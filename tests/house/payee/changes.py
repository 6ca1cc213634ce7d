"""Cases whose account may be changed, and the asking."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests import cast
from tests.cast import who
from tests.situations import (
    ACCOUNT_ASKED,
    NEW_ACCOUNT,
    batch_settled,
    case_submitted,
    payment_approved,
)
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.payee.ask_change import ask_change
from workflow_app.models import (
    AccountChange,
    Case,
    FundsRequest,
    PaymentLine,
)

LATER = ACCOUNT_ASKED + timedelta(hours=1)
WHY = "电话核实，申请人没有申请更换。"


def returned_case() -> Case:
    batch_settled(case_submitted(), returned=(3,))
    return Case.objects.get(procedure="claim")


def checked_case() -> Case:
    """Determined, asked for and checked; in no batch yet."""
    payment_approved(case_submitted())
    return Case.objects.get(procedure="claim")


def drafted(at: datetime) -> PaymentLine:
    return draft_batch(FundsRequest.objects.get().pk, by=who(cast.BATCH_DRAFT), at=at).lines.first()


def asked(case: Case, **changed: str) -> AccountChange:
    told = {"payee": case.payee_accounts.get().payee, "account": NEW_ACCOUNT, "bank": "示例银行", "reason": "换卡。"}
    told |= changed
    return ask_change(case.pk, **told, by=who(cast.LEGAL_REP), at=ACCOUNT_ASKED)
