"""What the demonstration's bank would answer to a batch. Nothing outside the machine is asked, and every screen says so."""

from __future__ import annotations

from collections.abc import Callable

from workflow_app.bank.formats import write_answer
from workflow_app.bank.transfer import Answer
from workflow_app.models import PaymentBatch
from workflow_app.policy.money import fen_of
from workflow_app.queries.finance.bank_profiles import profile_of

WHY = "账号户名不符"


def simulated_answer(batch: PaymentBatch, refused: Callable[[int], bool] = lambda ordinal: False) -> bytes:
    """The return file, in the batch's own format, that pays every line but those `refused` names by ordinal."""
    answers = [
        Answer(line.ordinal, line.account, fen_of(line.amount), not refused(line.ordinal), WHY * refused(line.ordinal))
        for line in batch.lines.order_by("ordinal")
    ]
    return write_answer(profile_of(batch), batch.number, answers)
