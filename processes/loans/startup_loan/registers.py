"""Which registers are asked for an application and for a quarter's subsidy, and on whose word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.alive import deaths_of
from workflow_app.policy.register import Register, RegisterQuery

AUTHORISED_BY = "authorise_registers"
OWN_WORD, BORROWERS_CONSENT = "declare_checks", "borrower_consent"


def of_application(answers: Mapping[str, Any]) -> tuple[RegisterQuery, ...]:
    """Identity, marriage and employment of the applicant, the licence of the business. A credit report is the bank's own."""
    person, business = answers["applicant_id"], answers["credit_code"]
    of_person = (Register.IDENTITY, Register.MARRIAGE, Register.EMPLOYMENT)
    return (
        *(RegisterQuery(register, person, AUTHORISED_BY) for register in of_person),
        RegisterQuery(Register.BUSINESS_LICENCE, business, AUTHORISED_BY),
    )


def of_subsidy(answers: Mapping[str, Any]) -> tuple[RegisterQuery, ...]:
    """A borrower who files, on their own word; of a bank's borrower nothing without their consent."""
    if answers["filed_as"] == "person":
        return deaths_of((answers["applicant_id"],), OWN_WORD)
    return deaths_of((answers["borrower_id"],), BORROWERS_CONSENT)
