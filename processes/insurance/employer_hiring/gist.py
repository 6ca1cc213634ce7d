"""What the house must know of a filing of this item: which employer, where, for whom, and the account that is paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.gist import Gist, Payee, Subject


def of_claim(answers: Mapping[str, Any]) -> Gist:
    """An employer for the people on its roster, each named once."""
    people = {row.id_number: row for row in answers["roster"]}
    return Gist(
        applicant_kind="organisation",
        name=answers["organisation_name"],
        number=answers["credit_code"],
        region=answers["county"],
        summary=f"吸纳就业困难人员{len(people)}人",
        payee=Payee(answers["payee_name"], answers["payee_account"], answers["payee_bank"]),
        electronic_service=answers["service_way"] == "electronic",
        subjects=tuple(Subject(number, township=row.township or "") for number, row in people.items()),
    )
