"""What the contract of a tenancy says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from processes.housing.models import Tenancy
from processes.housing.rent import month_formula
from processes.housing.terms import DEPOSIT, RENT_ADVANCE, rates_on
from workflow_app.policy.edition import Edition
from workflow_app.policy.formula import recompute
from workflow_app.queries.papers.head import marks, of_case

LEASE = "lease"  # the kinds of paper an item of this family has for its tenancies
RENT_DEMAND = "rent_demand"


def lease_paper(tenancy: Tenancy, edition: Edition, at: datetime) -> dict[str, Any]:
    """Parties, home, area, term, rent a month and a quarter with its arithmetic, deposit, when rent is due."""
    policy, rates = edition.on(tenancy.starts_on), rates_on(edition, tenancy.relief, tenancy.starts_on)
    formula = month_formula(tenancy.area, tenancy.entitled, rates)
    month, deposit, advance = recompute(formula), policy.money_fen(DEPOSIT), policy.days(RENT_ADVANCE)
    standings = [rates.standing.value, *(value.standing.value for value in policy.used)]
    return of_case(tenancy.case, at) | {
        "home": {"address": tenancy.home.address, "layout": tenancy.home.layout, "area": str(tenancy.area)},
        "entitled": str(tenancy.entitled),
        "term": {"since": tenancy.starts_on.isoformat(), "until": tenancy.ends_on.isoformat()},
        "rent": {"formula": formula, "month_fen": month, "quarter_fen": 3 * month, "standing": rates.standing.value},
        "deposit_fen": deposit,
        "advance_days": advance,
        "signed_on": localtime(at).date().isoformat(),
        "marks": marks(standings),
        "basis": ["《公共租赁住房管理办法》（住房和城乡建设部令第11号）第十六条至第十八条"],
    }
