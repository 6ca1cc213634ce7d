"""Who besides the borrower a loan concerns: for what they may file on its number."""

from __future__ import annotations

from processes.loans.models import Loan
from workflow_app.models import Party, UnitName
from workflow_app.models.keyring import person_index


def is_party(case_id: int, number: str) -> bool:
    """Whether the credit code is that of the bank that lent, or of an organisation called as the guaranteeing unit is."""
    loan = Loan.objects.filter(case=case_id).first()
    if loan is None:
        return False
    called = UnitName.objects.filter(unit=loan.guarantor_id).values("name")
    return (
        number == loan.lender_code or Party.objects.filter(number_index=person_index(number), name__in=called).exists()
    )
