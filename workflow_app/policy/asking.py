"""Ask a procedure's rules about facts: its own conditions, then what its edition says excludes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from workflow_app.policy.assessment import Assessment
from workflow_app.policy.edition import Edition
from workflow_app.policy.exclusion import with_exclusions
from workflow_app.policy.facts import Facts
from workflow_app.policy.item import Procedure


def ask_rules(procedure: Procedure, facts: Facts, edition: Edition, on: date) -> Assessment:
    """The word of the rules on these facts, under an edition and its figures of a day.

    Raises NotInForce for a figure the edition has no value for on that day.
    """
    return with_exclusions(procedure.assess(facts, edition.on(on)), edition.exclusions, facts, on)


def ask_before_payment(procedure: Procedure, facts: Facts, edition: Edition, on: date) -> Assessment:
    """The same, and of every line what its beneficiary is asked on the day of payment (`facts.on`).

    Raises NotInForce for a figure the edition has no value for on that day.
    """
    said = ask_rules(procedure, facts, edition, on)
    if procedure.at_payment is None:
        return said
    policy = edition.on(on)
    of = {person: procedure.at_payment(facts, person, policy) for person in {line.beneficiary for line in said.lines}}
    return replace(
        said, lines=tuple(replace(line, findings=(*line.findings, *of[line.beneficiary])) for line in said.lines)
    )
