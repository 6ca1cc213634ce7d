"""Ask a procedure's rules about facts: its own conditions, then what its edition says excludes it."""

from __future__ import annotations

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
