"""What an approval sets going in the rooms of housing, and what these say of it later."""

from __future__ import annotations

from processes.housing.commands.end_tenancy import end_tenancy
from processes.housing.commands.enter_waiting_list import enter_waiting_list
from processes.housing.commands.renew import renew
from processes.housing.public_rental.household import Household
from processes.housing.public_rental.leaving import left_on
from processes.housing.public_rental.renewing import Tenant
from processes.housing.queries.life import life_after
from workflow_app.policy.effect import Effect
from workflow_app.policy.finding import Verdict

__all__ = ["a_further_term", "life_after", "onto_the_list", "the_keys_are_back"]


def onto_the_list(effect: Effect) -> None:
    """The household waits from now on, without whoever was struck off."""
    household = Household(effect.facts)
    people = sum(1 for line in effect.assessment.lines if line.verdict is not Verdict.NOT_MET)
    enter_waiting_list(effect.case_id, household.tier, people, household.relief, at=effect.at)


def a_further_term(effect: Effect) -> None:
    """The tenancy goes on to the day that was asked for."""
    renew(effect.case_id, effect.facts.answers.new_until, by_id=effect.by_id, at=effect.at)


def the_keys_are_back(effect: Effect) -> None:
    """The tenancy ended on the day the rent desk recorded."""
    end_tenancy(effect.case_id, left_on(Tenant(effect.facts)), by_id=effect.by_id, at=effect.at)
