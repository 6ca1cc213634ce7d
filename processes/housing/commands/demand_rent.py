"""Demand rent in arrears (催缴): how much, how many months, what follows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from processes.housing.models import Tenancy
from processes.housing.queries.held import held_tenancy
from processes.housing.queries.lease_paper import RENT_DEMAND
from processes.housing.queries.rent_owed import Owed, owed
from processes.housing.terms import ARREARS_MAX
from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.models import Account, IssuedDocument
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.law.published import newest_edition
from workflow_app.queries.papers.head import limit_mark, of_case
from workflow_app.queries.scope import acting_desk


def demand_rent(tenancy_id: int, *, by: Account, at: datetime) -> IssuedDocument:
    """The demand as a paper. Raises NotAllowed away from the rent desk, NotPossibleNow when nothing is overdue."""
    today = localtime(at).date()
    with transaction.atomic():
        tenancy = held_tenancy(tenancy_id)
        acting_desk(by, "rent", tenancy.case.unit_id, today)
        debt = owed(tenancy, today)
        if not debt.overdue_fen:
            raise NotPossibleNow("没有到期未缴的租金，不用催缴。")
        body = {"overdue_fen": debt.overdue_fen, "months": debt.months}
        record(tenancy.stream, "demand_rent", by=by, at=at, body=body)
        return issue(RENT_DEMAND, case=tenancy.case, data=_said(tenancy, debt, at), at=at)


def _said(tenancy: Tenancy, debt: Owed, at: datetime) -> dict[str, Any]:
    """Six months in arrears may cost the home; nothing here decides that it does."""
    policy = newest_edition(tenancy.case.item).on(localtime(at).date())
    most = policy.whole(ARREARS_MAX)
    standing = policy.used[-1].standing.value
    return of_case(tenancy.case, at) | {
        "home": tenancy.home.address,
        "overdue_fen": debt.overdue_fen,
        "months": debt.months,
        "most_months": most,
        "may_cost_the_home": debt.months >= most,
        "marks": [mark] if (mark := limit_mark("累计拖欠租金的月数", standing)) else [],
        "basis": ["《公共租赁住房管理办法》（住房和城乡建设部令第11号）第二十九条"],
    }
