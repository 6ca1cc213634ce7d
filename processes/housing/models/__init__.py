"""Rows of what follows a housing decision: waiting, plan, draw, choice, tenancy, rent. Never a decision: those are commands."""

from processes.housing.models.choice import Choice
from processes.housing.models.draw import Draw, DrawValue
from processes.housing.models.home import Home, HomeState
from processes.housing.models.plan import AllocationPlan, Interest, PlanState, Recheck
from processes.housing.models.rent import RentBill, RentPayment
from processes.housing.models.tenancy import Tenancy, TenancyState
from processes.housing.models.waiting import EntryState, WaitingEntry

__all__ = [
    "AllocationPlan",
    "Choice",
    "Draw",
    "DrawValue",
    "EntryState",
    "Home",
    "HomeState",
    "Interest",
    "PlanState",
    "Recheck",
    "RentBill",
    "RentPayment",
    "Tenancy",
    "TenancyState",
    "WaitingEntry",
]
