"""How many officers a look on the spot takes."""

from __future__ import annotations

from datetime import date

from workflow_app.models import Case
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue


def officers_needed(case: Case, on: date) -> int:
    """Persons, by the edition of the case as in force on the day of the look; NotInForce where the policy says nothing."""
    parameter = catalogue.procedure(case.item, case.procedure).check_officers
    return edition_of(case).on(on).whole(parameter)
