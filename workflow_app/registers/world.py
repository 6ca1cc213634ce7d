"""What the played registers know: by itself nothing remarkable of anybody, and what a file says of some."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from workflow_app.clock.months import add_months
from workflow_app.policy.register import Register

MONTHS_BACK = 24
# What a person pays for themself in a month, in yuan: round figures of the demonstration.
OWN_PARTS = {"pension": "900.00", "medical": "360.00"}
KNOWN, MOODS = "known", "moods"
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class World:
    """`known` is {subject: {register: content}}; `moods` {register: down, slow or contradicting}."""

    known: Mapping[str, Mapping[str, Content]] = field(default_factory=dict)
    moods: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> World:
        """The world in a file; where there is none, nothing remarkable."""
        if not file.exists():
            return cls()
        said = json.loads(file.read_text(encoding="utf-8"))
        return cls(said.get(KNOWN, {}), said.get(MOODS, {}))

    def answer(self, register: Register, subject: str, on: date) -> Content:
        """What the register says of somebody on a day."""
        own = self.known.get(subject, {}).get(register.value)
        return own if own is not None else unremarkable(register, subject, on)


def tell(file: Path, subject: str, register: Register, content: Content) -> None:
    """From now on the played register says this of somebody."""
    _replace(file, KNOWN, subject, {register.value: dict(content)})


def put_into(file: Path, register: Register, mood: str) -> None:
    """Make a register down, slow or contradicting; '' makes it well again."""
    _replace(file, MOODS, register.value, mood)


def unremarkable(register: Register, subject: str, on: date) -> Content:
    """Alive, single, without home, firm or pension, known to the police, paying for themself each month."""
    match register:
        case Register.IDENTITY:
            return {"name": None, "valid": True, "region": subject[:6]}
        case Register.BUSINESS_LICENCE:
            return {"licences": []}
        case Register.CONTRIBUTIONS:
            return {"months": [paid for back in range(MONTHS_BACK, 0, -1) for paid in _month(subject, on, back)]}
        case Register.EMPLOYMENT:
            since = add_months(on, -MONTHS_BACK).isoformat()
            return dict.fromkeys(("employer", "employer_name", "since", "contract_until")) | {"unemployed_since": since}
        case Register.PROPERTY:
            return {"homes": []}
        case Register.MARRIAGE:
            return {"state": "single", "spouse": None, "since": None}
        case Register.DEATH:
            return {"died_on": None}
        case Register.PENSION:
            return {"retired_on": None}


def _month(subject: str, on: date, back: int) -> list[dict[str, str]]:
    first = add_months(on.replace(day=1), -back)
    paid = {"month": f"{first:%Y-%m}", "part": "own", "payer": subject, "paid_on": first.replace(day=20).isoformat()}
    return [paid | {"insurance": insurance, "yuan": yuan} for insurance, yuan in OWN_PARTS.items()]


def _replace(file: Path, part: str, name: str, said: Any) -> None:
    """The file is replaced whole, so that nobody reads half of it."""
    world = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {KNOWN: {}, MOODS: {}}
    before = world[part].get(name)
    world[part][name] = {**before, **said} if isinstance(before, dict) else said
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(world, ensure_ascii=False), encoding="utf-8")
    fresh.replace(file)
