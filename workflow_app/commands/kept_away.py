"""Whose own matter a case is, or who stepped aside from it, does nothing about it, beside its route either."""

from __future__ import annotations

from workflow_app.approval.duties import Duty, excluded
from workflow_app.models import Account, Case
from workflow_app.policy.refusals import SeparationOfDuties
from workflow_app.queries.law.duties import duties_held

AWAY = (Duty.OWN, Duty.RECUSED)


def is_kept_away(case: Case, by: Account) -> None:
    """Raises SeparationOfDuties. Asked by acts that take no duty; `commit_to` asks the same of those that do."""
    held = duties_held([case.pk], by).get(case.pk, frozenset())
    if other := next((each for each in AWAY if each in held), None):
        raise SeparationOfDuties(excluded("本件", other, Duty.HANDLE))
