"""Made-up filings of this item: a household of two by default, its renewal and its exit. Every number is a specimen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from forms import specimen
from processes.housing.place import STREETS
from workflow_app.clock.months import add_months
from workflow_app.policy.register import Register
from workflow_app.policy.specimen import FILE, Casting, Sections

HUKOU_SINCE = date(2012, 6, 1)
SPOUSES = 20_000  # serial numbers of those who live with a specimen applicant begin here
INCOME, SPOUSE_INCOME = "3200.00", "1800.00"
MONTHS_MORE = 36


def application(casting: Casting) -> Sections:
    """A registered couple of small means; `size` 1 is a person alone."""
    return {
        "person": _oneself(casting),
        "place": {"street": _street(casting.region), "residence": "local", "hukou_since": HUKOU_SINCE.isoformat()},
        "household": {
            "members": _members(casting),
            "means_authorisation": [FILE + "家庭经济状况核对授权书.pdf"],
        },
        "support": {"relief": "low", "priority": "none", "support_proof": [FILE + "低收入家庭证明.pdf"]},
        **_closing(),
    }


def registers(casting: Casting) -> dict[tuple[str, Register], dict[str, Any]]:
    """The couple is registered as one."""
    if casting.size == 1:
        return {}
    married = {"state": "married", "spouse": specimen.person(SPOUSES + casting.serial).id_number, "since": "2012-05-01"}
    return {(casting.number, Register.MARRIAGE): married}


def renewal(casting: Casting) -> Sections:
    """Three years more."""
    until = add_months(casting.on, MONTHS_MORE)
    asked = {"application_number": casting.parent_number, "new_until": until.isoformat()}
    return {"person": _oneself(casting), "tenancy": asked | {"people": "2", "income_fen": "5000.00"}, **_closing()}


def exit(casting: Casting) -> Sections:
    """The keys come back in a fortnight."""
    leaving = casting.on + timedelta(days=14)
    asked = {"application_number": casting.parent_number, "leaving_on": leaving.isoformat()}
    return {"person": _oneself(casting), "tenancy": asked | {"leaving_why": "other_home"}, **_closing()}


def _oneself(casting: Casting) -> dict[str, Any]:
    return {
        "applicant_name": casting.name,
        "applicant_id": casting.number,
        "applicant_phone": specimen.phone_of(casting.number),
        "applicant_address": "示例路1号院2号楼301室",
    }


def _members(casting: Casting) -> list[dict[str, str]]:
    signed = (casting.on - timedelta(days=1)).isoformat()
    own = {"name": casting.name, "id_number": casting.number, "relation": "本人", "income_fen": INCOME}
    spouse = specimen.person(SPOUSES + casting.serial)
    other = {"name": spouse.name, "id_number": spouse.id_number, "relation": "配偶", "income_fen": SPOUSE_INCOME}
    return [each | {"authorised_on": signed} for each in ([own] if casting.size == 1 else [own, other])]


def _street(region: str) -> str:
    """A street of the county the applicant is at home in; the first there is where the county has none in the plan."""
    return next((each.value for each in STREETS if each.value[:6] == region), STREETS[0].value)


def _closing() -> Sections:
    return {
        "service": {"service_way": "electronic"},
        "declarations": {"declare_truth": "on", "declare_checks": "on"},
    }


def seat(page: str, case_id: int, on: date) -> dict[str, Any]:
    """What a played signer answers: everything as declared, nothing owned, no bad record, the keys today."""
    return {
        "means": {"checked_income_fen": "5000.00", "checked_relief": "low", "checked_priority": "none"},
        "property": {"homes_area": "0"},
        "record": {},
        "handover": {"keys_on": on.isoformat()},
    }[page]
