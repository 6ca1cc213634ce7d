"""Data of the papers of a recovery: the facts before it, the order or that none is given, the demand, and that all came back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.clock.enforcing import ENFORCING_CITED, PAID_WITHIN
from workflow_app.models import Case, Recovery
from workflow_app.policy.money import fen_of
from workflow_app.queries.finance.recoverable import owed
from workflow_app.queries.papers.head import marks, of_case, remedies_of, weakest
from workflow_app.queries.papers.hearing import answered, closed, facts_of, notified

NOTICE, ORDER = "recovery_notice", "recovery"


def notice_of_facts(case: Case, row: Recovery, at: datetime) -> dict[str, Any]:
    """追回事先告知书: what was found, how much would have to come back, until when the party may speak."""
    data = facts_of(case, row, at) | _sums(row) | notified(row)
    return data | {"marks": [*data["marks"], *_marks(row)]}


def ordered(case: Case, row: Recovery, at: datetime) -> dict[str, Any]:
    """追回决定书: facts, what the party said, the reason, the sum, the code, the day, remedies."""
    return _decided(case, row, at) | {
        "code": row.code,
        "pay_by": row.pay_by.isoformat() if row.pay_by else "",
        "paid_within": PAID_WITHIN,
        "remedies": remedies_of(case, localtime(at).date()),
        "marks": _marks(row),
    }


def dropped(case: Case, row: Recovery, at: datetime) -> dict[str, Any]:
    """不予追回告知书: the party keeps what it was paid, and why."""
    return _decided(case, row, at)


def demanded(case: Case, row: Recovery, at: datetime) -> dict[str, Any]:
    """催告书: the order, what is still owed of it, until when, and what follows."""
    return _after_the_order(case, row, at) | {
        "owed_fen": fen_of(owed(row)),
        "demand_until": row.demand_until.isoformat() if row.demand_until else "",
        "enforcing": ENFORCING_CITED,
    }


def annulled(case: Case, row: Recovery, at: datetime) -> dict[str, Any]:
    """撤回追回决定告知书: nothing is owed under the order any more, why, and what of it had come in."""
    return _after_the_order(case, row, at) | {
        "reason": closed(row.annulment),
        "received_fen": fen_of(row.amount - owed(row)),
    }


def paid_back(case: Case, row: Recovery, at: datetime) -> dict[str, Any]:
    """追回款项缴清告知书: every receipt of the Treasury, and that nothing is owed any more."""
    receipts = [
        {"serial": each.serial, "paid_on": each.paid_on.isoformat(), "fen": fen_of(each.amount)}
        for each in row.receipts.order_by("paid_on", "pk")
    ]
    return _after_the_order(case, row, at) | {"receipts": receipts}


def _decided(case: Case, row: Recovery, at: datetime) -> dict[str, Any]:
    return facts_of(case, row, at) | _sums(row) | answered(case, row, NOTICE)


def _after_the_order(case: Case, row: Recovery, at: datetime) -> dict[str, Any]:
    order = case.papers.filter(kind=ORDER).latest("pk")
    told = {"number": order.number, "issued_on": localtime(order.issued_at).date().isoformat()}
    paying = {"code": row.code, "pay_by": row.pay_by.isoformat() if row.pay_by else ""}
    return of_case(case, at) | _sums(row) | paying | {"order": told, "marks": _marks(row)}


def _sums(row: Recovery) -> dict[str, Any]:
    lines = row.lines.select_related("claim").order_by("claim__ordinal")
    return {
        "lines": [{"shown": line.claim.masked, "fen": fen_of(line.amount)} for line in lines],
        "amount_fen": fen_of(row.amount),
        "standing": weakest(_standings(row)),
    }


def _marks(row: Recovery) -> list[str]:
    return marks(_standings(row))


def _standings(row: Recovery) -> list[str]:
    return list(row.lines.values_list("claim__standing", flat=True).distinct())
