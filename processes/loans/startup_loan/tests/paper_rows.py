"""What the papers of the loan say, by the rows: what the board and the bank answered, the loan as it runs, the quarter's claim."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.timezone import localtime

from forms.identity import mask_id
from processes.loans.models import Loan, Recovery
from processes.loans.startup_loan.asking import COUNTER_NAMES
from tests.papers.head import chosen, day, fen, filed, name_of, of_case, told_by_seat
from tests.papers.leaves import Expected
from tests.papers.of_granting import public_notice
from workflow_app.models import Case, Claim, IssuedDocument, Opinion
from workflow_app.policy.formula import recompute

ROUNDED = 12  # fen: half of one for each day of settlement of a loan


def letter(paper: IssuedDocument) -> Expected:
    assert paper.case is not None
    case = paper.case
    return of_case(paper) | {
        "borrower.name": case.applicant.name,
        "borrower.identity": case.applicant.number,
        "bank": told_by_seat(case, "lender_name"),
        **_granted(paper),
        "guarantee.months.text": _parameter(paper, "loan.guarantee.months"),
        "guarantee.months.standing": _standing(paper, "loan.guarantee.months"),
        "guarantee.share.text": _parameter(paper, "loan.claim.fund_share"),
        "guarantee.share.standing": _standing(paper, "loan.claim.fund_share"),
        "counter.kind": COUNTER_NAMES[told_by_seat(case, "granted_counter_guarantee")],
        "counter.contract": told_by_seat(case, "contract_number"),
        "counter.registration": told_by_seat(case, "registration_number") or "",
    }


def loan_decision(paper: IssuedDocument) -> Expected:
    assert paper.case is not None
    loan = Loan.objects.get(case=paper.case)
    answers = filed(paper)
    return of_case(paper) | {
        "group": lambda found: bool(found) and told_by_seat(paper.case, "certified_group") is not None,  # type: ignore[arg-type]
        "business": answers["business_name"],
        "purpose": answers["purpose"],
        **_granted(paper),
        "subsidised": loan.subsidised,
        "loan.bank": loan.lender,
        "loan.fen": fen(loan.principal),
        "loan.rate": f"{loan.rate:.2%}",
        "loan.lpr": f"{loan.lpr:.2%}",
        "loan.disbursed_on": loan.disbursed_on.isoformat(),
        "loan.due_on": loan.due_on.isoformat(),
        "loan.receipt": loan.receipt_number,
    }


def subsidy_sheet(paper: IssuedDocument) -> Expected:
    assert paper.case is not None
    loan = _loan(paper)
    claim = next(c for c in paper.case.claims.all() if c.formula == paper.data["formula"])
    return (
        of_case(paper)
        | _borrower(loan)
        | {
            "bank": loan.lender,
            "loan.number": loan.case.number,
            "loan.fen": fen(loan.principal),
            "loan.rate": f"{loan.rate:.2%}",
            "loan.lpr": f"{loan.lpr:.2%}",
            "loan.disbursed_on": loan.disbursed_on.isoformat(),
            "quarter.title": claim.caption,
            "quarter.settled_on": lambda found: found[5:] in ("03-20", "06-20", "09-20", "12-20"),
            "regime": next(
                each["text"] for each in _amount(paper, claim)["used"] if each["key"] == "loan.subsidy.regime"
            ),
            "days": lambda found: claim.formula.split(" ÷ ")[0].endswith(f" × {found}"),
            "interest_fen": lambda found: found == _interest(claim.formula),
            "tiers": _tiers(claim),
            "hands": _hands(paper),
            "formula": claim.formula,
            "fen": lambda found: found == fen(claim.amount) == recompute(claim.formula),
            "standing": claim.standing,
            "payee": filed(paper)["payee_name"],
        }
    )


def _amount(paper: IssuedDocument, claim: Claim) -> dict[str, Any]:
    assert paper.case is not None
    record = paper.case.assessments.filter(at__lte=paper.issued_at).latest("pk")
    return dict(record.content["lines"][claim.ordinal - 1]["amount"])


def _interest(formula: str) -> int:
    """Of a whole quarter without repayments: principal, rate and days as the arithmetic has them, whatever part follows."""
    principal, rate, days = formula.split(" ÷ ")[0].split(" × ")
    return fen(
        (Decimal(principal) * Decimal(rate[:-1]) / 100 * int(days) / 360).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    )


def _tiers(claim: Claim) -> list[dict[str, Any]]:
    rows = claim.postings.filter(target="reserved").select_related("appropriation").order_by("pk")
    told = [(row.appropriation, fen(row.amount)) for row in rows]
    return [{"tier": fund.tier, "indicator": fund.indicator, "fen": part} for fund, part in told]


def _hands(paper: IssuedDocument) -> list[dict[str, str]]:
    """The offices the route sends a claim of the subsidy through, each with its own people."""
    found = []
    for step, role in (
        ("reckon", "loan_office"),
        ("reckon", "check"),
        ("finance", "subsidy_check"),
        ("confirm", "deputy_head"),
    ):
        words = Opinion.objects.filter(seat__round__case=paper.case, seat__round__step=step, seat__desk__role=role)
        word = words.filter(at__lte=paper.issued_at).latest("pk")
        assert word.seat.desk is not None
        office = name_of(word.seat.desk.unit, localtime(paper.issued_at).date())
        found.append((word.pk, {"office": office, "seat": word.seat.title, "name": word.by.name, "on": day(word.at)}))
    return [told for _, told in sorted(found, key=lambda each: each[0])]


def fund_decision(paper: IssuedDocument) -> Expected:
    assert paper.case is not None
    loan, claim, owed = _loan(paper), paper.case.claims.get(), paper.data["owed"]
    return (
        of_case(paper)
        | _borrower(loan)
        | {
            "loan.number": loan.case.number,
            "loan.behind_since": loan.behind_since and loan.behind_since.isoformat(),
            "owed.principal": fen(
                loan.principal - sum(loan.repayments.values_list("principal", flat=True), Decimal(0))
            ),
            "owed.interest": owed["fen"] - owed["principal"],
            "owed.fen": lambda found: abs(found - _owed(loan, localtime(paper.case.filed_at).date())) <= ROUNDED,
            "formula": claim.formula,
            "fen": fen(Decimal(told_by_seat(paper.case, "compensated_fen"))),
            "standing": claim.standing,
            "paid_on": told_by_seat(paper.case, "compensated_on"),
            "voucher": told_by_seat(paper.case, "voucher_number"),
        }
    )


def recourse(paper: IssuedDocument) -> Expected:
    """In the file of the application; the claim on the fund is the case that rests on it."""
    assert paper.case is not None
    loan = Loan.objects.get(case=paper.case)
    claim = Case.objects.get(parent=paper.case, procedure="fund_claim", state="approved")
    return of_case(paper) | {
        "loan.bank": loan.lender,
        "loan.receipt": loan.receipt_number,
        "loan.fen": fen(loan.principal),
        "loan.disbursed_on": loan.disbursed_on.isoformat(),
        "owed_fen": lambda found: abs(found - _owed(loan, date.fromisoformat(paper.data["paid_on"]))) <= ROUNDED,
        "paid_fen": fen(Decimal(told_by_seat(claim, "compensated_fen"))),
        "rest_fen": paper.data["owed_fen"] - fen(loan.compensated),
        "standing": claim.claims.get().standing,
        "paid_on": told_by_seat(claim, "compensated_on"),
        "voucher": told_by_seat(claim, "voucher_number"),
        "counter_contract": told_by_seat(paper.case, "contract_number"),
    }


def write_off(paper: IssuedDocument) -> Expected:
    loan = _loan(paper)
    back = sum(
        Recovery.objects.filter(loan=loan, at__lte=paper.issued_at).values_list("to_fund", flat=True), Decimal(0)
    )
    paid = loan.compensated or Decimal(0)
    return (
        of_case(paper)
        | _borrower(loan)
        | {
            "loan.number": loan.case.number,
            "paid_fen": fen(paid),
            "back_fen": fen(back),
            "lost_fen": fen(paid - back),
            "ground": chosen(paper, "ground"),
        }
    )


def _owed(loan: Loan, until: date) -> Fraction:
    """Fen of principal and interest, a day's interest at a time, without the rounding of the days of settlement."""
    paid = list(loan.repayments.filter(on__lte=until))
    days = (loan.disbursed_on + timedelta(days=n) for n in range((until - loan.disbursed_on).days))
    standing = (fen(loan.principal) - sum(fen(each.principal) for each in paid if each.on <= day) for day in days)
    interest = sum((each * Fraction(loan.rate) / 360 for each in standing), Fraction(0))
    return interest + fen(loan.principal) - sum(fen(each.principal + each.interest) for each in paid)


def _loan(paper: IssuedDocument) -> Loan:
    assert paper.case is not None
    return Loan.objects.get(case=paper.case.parent)


def _borrower(loan: Loan) -> dict[str, Any]:
    party = loan.case.applicant
    return {"borrower.name": party.name, "borrower.identity": mask_id(party.number)}


def _granted(paper: IssuedDocument) -> dict[str, Any]:
    assert paper.case is not None
    months, yuan = (told_by_seat(paper.case, name) for name in ("granted_months", "granted_fen"))
    return {"granted.fen": fen(Decimal(yuan)), "granted.months": months}


def _used(paper: IssuedDocument, key: str) -> dict[str, Any]:
    """The figure as the newest assessment before the paper read it."""
    assert paper.case is not None
    record = paper.case.assessments.filter(at__lte=paper.issued_at).latest("pk")
    findings = [*record.content["findings"], *(f for line in record.content["lines"] for f in line["findings"])]
    return next(value for finding in findings for value in finding["used"] if value["key"] == key)


def _parameter(paper: IssuedDocument, key: str) -> str:
    return str(_used(paper, key)["text"])


def _standing(paper: IssuedDocument, key: str) -> str:
    return str(_used(paper, key)["standing"])


SHEETS = "loans/startup_loan/sheets"
COMPARED = {
    f"{SHEETS}/letter.html": letter,
    f"{SHEETS}/loan_decision.html": loan_decision,
    f"{SHEETS}/loan_notice.html": public_notice,
    f"{SHEETS}/subsidy_notice.html": public_notice,
    f"{SHEETS}/subsidy_sheet.html": subsidy_sheet,
    f"{SHEETS}/fund_decision.html": fund_decision,
    f"{SHEETS}/recourse.html": recourse,
    f"{SHEETS}/write_off.html": write_off,
}
# What a sheet is given and leaves out, and why.
LEFT_OUT = {
    f"{SHEETS}/loan_notice.html": r"standards\..*|lines\.\d+\.fen|total_fen",  # nor is a loan
    f"{SHEETS}/subsidy_notice.html": r"standards\..*",  # every loan its own sum
}
