"""Which registers are asked for an application, and on whose word: the page of authorisations comes first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.register import Register, RegisterQuery

AUTHORISED_BY = "authorise_registers"


def queries(answers: Mapping[str, Any]) -> tuple[RegisterQuery, ...]:
    """Identity, marriage and employment of the applicant, the licence of the business. A credit report is the bank's own."""
    person, business = answers["applicant_id"], answers["credit_code"]
    of_person = (Register.IDENTITY, Register.MARRIAGE, Register.EMPLOYMENT)
    return (
        *(RegisterQuery(register, person, AUTHORISED_BY) for register in of_person),
        RegisterQuery(Register.BUSINESS_LICENCE, business, AUTHORISED_BY),
    )
