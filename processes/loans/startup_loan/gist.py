"""What the house must know of a filing of this item: who applies, where, for whom, and who is paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.fields import yuan_text
from workflow_app.policy.gist import Gist, Payee, Subject

Answers = Mapping[str, Any]


def of_application(answers: Answers) -> Gist:
    """A person's application, decided where the business is."""
    return Gist(
        applicant_kind="person",
        name=answers["applicant_name"],
        number=answers["applicant_id"],
        region=answers["county"],
        summary=f"{answers['business_name']} 申请{yuan_text(answers['wished_fen'])}元 {answers['wished_months']}个月",
        electronic_service=_electronic(answers),
        subjects=(Subject(answers["applicant_id"], phone=answers["applicant_phone"]),),
    )


def of_subsidy(answers: Answers) -> Gist:
    """A quarter's subsidy, filed by the borrower or by the bank; the claim is the borrower's either way."""
    return _later(
        answers,
        f"贷款 {answers['loan_number']} {answers['quarter']} 贴息",
        key=f"{answers['loan_number']}/{answers['quarter']}",
        subject=answers["borrower_id"],
        payee=Payee(answers["payee_name"], answers["payee_account"], answers["payee_bank"]),
    )


def of_fund_claim(answers: Answers) -> Gist:
    """The bank's claim on the guarantee fund, which pays it from an account of its own."""
    return _later(
        answers, f"贷款 {answers['loan_number']} 代偿", f"{answers['loan_number']}/claim", answers["credit_code"]
    )


def of_write_off(answers: Answers) -> Gist:
    """A loss of the fund."""
    return _later(
        answers, f"贷款 {answers['loan_number']} 核销", f"{answers['loan_number']}/loss", answers["credit_code"]
    )


def _later(answers: Answers, summary: str, key: str, subject: str, payee: Payee | None = None) -> Gist:
    """A case that rests on a loan, decided where the loan was."""
    by_person = "filed_as" in answers and answers["filed_as"] == "person"
    return Gist(
        applicant_kind="person" if by_person else "organisation",
        name=answers["applicant_name"] if by_person else answers["organisation_name"],
        number=answers["applicant_id"] if by_person else answers["credit_code"],
        region="",
        summary=summary,
        parent_number=answers["loan_number"],
        payee=payee,
        electronic_service=_electronic(answers),
        subjects=(Subject(subject, key),),
    )


def _electronic(answers: Answers) -> bool:
    return bool(answers["service_way"] == "electronic")
