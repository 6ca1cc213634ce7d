"""Ask once more, before money goes, whether what was decided still holds: the registers, then the rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from workflow_app.commands.ask_registers import ask_registers
from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.raise_doubts import raise_doubts
from workflow_app.flow import door
from workflow_app.models import Case
from workflow_app.queries.finance.doubts import CHECK_BEFORE_PAYMENT


def check_later(cases: Sequence[Case], *, at: datetime, occasion: str) -> None:
    """Have each of these cases checked after the commit, in one statement however many they are."""
    enqueue(CHECK_BEFORE_PAYMENT, [case.pk for case in cases], at=at, occasion=occasion)


def check_before_payment(case_id: int, *, at: datetime) -> None:
    """Ask what is authorised and was not answered today; what was answered has the rules asked, and so has nothing new.

    A register that gives no answer raises no doubt: finance sees that it was asked in vain.
    """
    if settings.REGISTERS and ask_registers(case_id, at=at):
        return
    with door.held(case_id) as case:
        raise_doubts(case, at=at)
