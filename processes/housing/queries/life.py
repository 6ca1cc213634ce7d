"""What became of an approved household since: on the list, in a home, with which rent owed. Read by what rests on its case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.housing.models import RentBill, RentPayment, Tenancy, WaitingEntry
from workflow_app.policy.money import fen_of


def life_after(case_id: int) -> Mapping[str, Any]:
    """{"entry": state, "tenancy": {…} or None}; days ISO, sums in fen, bills oldest first."""
    entry = WaitingEntry.objects.filter(case=case_id).first()
    tenancy = Tenancy.objects.filter(case=case_id).select_related("home").first()
    return {"entry": entry.state if entry else "", "tenancy": _told(tenancy) if tenancy else None}


def _told(tenancy: Tenancy) -> dict[str, Any]:
    bills = RentBill.objects.filter(tenancy=tenancy).order_by("since")
    return {
        "state": tenancy.state,
        "home": tenancy.home.address,
        "starts_on": tenancy.starts_on.isoformat(),
        "ends_on": tenancy.ends_on.isoformat(),
        "area": str(tenancy.area),
        "entitled": str(tenancy.entitled),
        "relief": tenancy.relief,
        "bills": [
            {"since": bill.since.isoformat(), "until": bill.until.isoformat(), "due_on": bill.due_on.isoformat()}
            | {"months": bill.months, "fen": fen_of(bill.amount)}
            for bill in bills
        ],
        "paid_fen": sum(fen_of(each.amount) for each in RentPayment.objects.filter(tenancy=tenancy)),
    }
