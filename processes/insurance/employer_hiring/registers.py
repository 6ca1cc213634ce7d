"""Which registers are asked about whom, and which answer allows it: nobody's without their written consent on file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.register import Register, RegisterQuery

AUTHORISED_BY = "employee_consents"
ASKED = (Register.EMPLOYMENT, Register.CONTRIBUTIONS, Register.PENSION, Register.DEATH)


def of_employees(answers: Mapping[str, Any]) -> tuple[RegisterQuery, ...]:
    """Every employee on the roster, each register once."""
    people = dict.fromkeys(row.id_number for row in answers["roster"])
    return tuple(RegisterQuery(register, person, AUTHORISED_BY) for person in people for register in ASKED)
