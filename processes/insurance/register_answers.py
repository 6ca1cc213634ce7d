"""What the registers answered about a person's work and trade, read into values. None always means: no answer was had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from processes.answered import content, day_in
from workflow_app.policy.facts import Facts
from workflow_app.policy.register import Register


@dataclass(frozen=True, slots=True)
class Employment:
    """Who employs the person since when, and since when they are registered as unemployed."""

    employer: str
    employer_name: str
    since: date | None
    contract_until: date | None
    unemployed_since: date | None


@dataclass(frozen=True, slots=True)
class Licence:
    """A business licence of the person."""

    name: str
    registered_on: date
    closed_on: date | None


def employment(facts: Facts, person: str) -> Employment | None:
    said = content(facts, Register.EMPLOYMENT, person)
    if said is None:
        return None
    return Employment(
        employer=said.get("employer") or "",
        employer_name=said.get("employer_name") or "",
        since=day_in(said, "since"),
        contract_until=day_in(said, "contract_until"),
        unemployed_since=day_in(said, "unemployed_since"),
    )


def licences(facts: Facts, person: str) -> tuple[Licence, ...] | None:
    said = content(facts, Register.BUSINESS_LICENCE, person)
    if said is None:
        return None
    return tuple(
        Licence(each["name"], date.fromisoformat(each["registered_on"]), day_in(each, "closed_on"))
        for each in said.get("licences", ())
    )
