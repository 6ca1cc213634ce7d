"""What the papers of the rental say, by the rows: the place on the list and in the draw, the home, its rent and what is owed of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.timezone import localtime

from processes.housing.models import Draw, Interest, Tenancy, WaitingEntry
from processes.housing.public_rental.household import TIER_WORDS
from tests.papers.head import day, fen, filed, of_case, told_by_seat
from tests.papers.leaves import Expected, says
from tests.papers.of_granting import public_notice
from workflow_app.models import Action, IssuedDocument, PublishedEdition
from workflow_app.policy.edition import Edition
from workflow_app.policy.formula import recompute
from workflow_app.policy.on_date import PolicyOnDate


def waiting_notice(paper: IssuedDocument) -> Expected:
    entry = WaitingEntry.objects.get(case=paper.case)
    return of_case(paper) | {
        "waiting_number": entry.number,
        "tier": TIER_WORDS[entry.tier],
        "people": entry.people,
        "said": says(TIER_WORDS[entry.tier], f"{entry.people}人", f"{entry.entitled.normalize():f}平方米"),
        "registered_on": day(entry.registered_at),
    }


def allocation_result(paper: IssuedDocument) -> Expected:
    """The place is that of the draw's own published result."""
    entry = WaitingEntry.objects.get(case=paper.case)
    interest = Interest.objects.get(entry=entry, plan__number=paper.data["plan"]["number"])
    draw = Draw.objects.get(plan=interest.plan)
    assert draw.drawn_at is not None
    assert interest.plan.notice_until is not None
    return of_case(paper) | {
        "plan.number": interest.plan.number,
        "plan.title": interest.plan.title,
        "plan.drawn_on": day(draw.drawn_at),
        "place": interest.place,
        "waiting_number": entry.number,
        "notice_until": interest.plan.notice_until.isoformat(),
    }


def lease(paper: IssuedDocument) -> Expected:
    tenancy = Tenancy.objects.get(case=paper.case)
    rent = recompute(paper.data["rent"]["formula"])
    return of_case(paper) | {
        "home.address": tenancy.home.address,
        "home.layout": tenancy.home.layout,
        "home.area": str(tenancy.area),
        "entitled": str(tenancy.entitled),
        "term.since": tenancy.starts_on.isoformat(),
        "term.until": lambda found: found <= tenancy.ends_on.isoformat(),  # a renewal may have moved it since
        "rent.formula": says(f"{min(tenancy.area, tenancy.entitled)}"),
        "rent.month_fen": rent,
        "rent.quarter_fen": 3 * rent,
        "rent.standing": "sample",
        "deposit_fen": _policy(paper, tenancy.starts_on).money_fen("prh.deposit"),
        "advance_days": _policy(paper, tenancy.starts_on).days("prh.rent_advance"),
        "signed_on": day(tenancy.signed_at),
    }


def rent_demand(paper: IssuedDocument) -> Expected:
    """Bills that had fallen due by that day less what was paid."""
    tenancy = Tenancy.objects.get(case=paper.case)
    due = tenancy.bills.filter(due_on__lt=paper.issued_at.date(), at__lte=paper.issued_at)
    paid = tenancy.payments.filter(at__lte=paper.issued_at).values_list("amount", flat=True)
    owed = sum(due.values_list("amount", flat=True), Decimal(0)) - sum(paid, Decimal(0))
    told = Action.objects.get(stream=tenancy.stream_id, verb="demand_rent", at=paper.issued_at).body
    most = _policy(paper, localtime(paper.issued_at).date()).whole("prh.arrears_max")
    return of_case(paper) | {
        "home": tenancy.home.address,
        "overdue_fen": fen(owed),
        "months": told["months"],
        "most_months": most,
        "may_cost_the_home": told["months"] >= most,
    }


def _policy(paper: IssuedDocument, on: date) -> PolicyOnDate:
    """The figures of a day as they stood in the newest edition; the demonstration publishes it after the days it plays."""
    assert paper.case is not None
    published = PublishedEdition.objects.filter(item=paper.case.item)
    return Edition.read(published.latest("ordinal").text, paper.case.item).on(on)


def renewal_notice(paper: IssuedDocument) -> Expected:
    tenancy = _tenancy(paper)
    lease_before = IssuedDocument.objects.get(case=tenancy.case, kind="lease").data["term"]["until"]
    return of_case(paper) | {
        "home": tenancy.home.address,
        "term.since": lambda found: found > lease_before,
        "term.until": filed(paper)["new_until"],
    }


def exit_notice(paper: IssuedDocument) -> Expected:
    tenancy = _tenancy(paper)
    assert paper.case is not None
    return of_case(paper) | {
        "home": tenancy.home.address,
        "left_on": told_by_seat(paper.case, "keys_on") or filed(paper)["leaving_on"],
        "said": lambda found: bool(found),
    }


def _tenancy(paper: IssuedDocument) -> Tenancy:
    assert paper.case is not None
    return Tenancy.objects.get(case=paper.case.parent)


SHEETS = "housing/public_rental/sheets"
COMPARED = {
    f"{SHEETS}/public_notice.html": public_notice,
    f"{SHEETS}/waiting_notice.html": waiting_notice,
    f"{SHEETS}/allocation_result.html": allocation_result,
    f"{SHEETS}/lease.html": lease,
    f"{SHEETS}/rent_demand.html": rent_demand,
    f"{SHEETS}/renewal_notice.html": renewal_notice,
    f"{SHEETS}/exit_notice.html": exit_notice,
}
# What a sheet is given and leaves out, and why.
LEFT_OUT = {
    f"{SHEETS}/public_notice.html": r"standards\..*|lines\.\d+\.fen|total_fen",  # a home is no sum
}
