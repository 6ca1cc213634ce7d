"""Rows of a loan after the decision: what was lent, repaid, missed, paid by the fund and recovered. Never an application."""

from processes.loans.models.loan import Loan, LoanState
from processes.loans.models.passing import Delay, Recovery, Repayment

__all__ = ["Delay", "Loan", "LoanState", "Recovery", "Repayment"]
