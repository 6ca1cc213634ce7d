"""What items, procedures and steps are called, without asking the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflow_app.flow.released import newest
from workflow_app.policy import catalogue


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter: its value and its words."""

    value: str
    label: str


def title_of(item: str, procedure: str, on: date) -> tuple[str, str]:
    """(official name that day, title of the procedure)."""
    found = catalogue.item(item)
    return found.title_on(on), found.procedure(procedure).title


def title_of_notice(item: str, on: date) -> str:
    """The item's official name on the day a notice was opened."""
    return catalogue.item(item).title_on(on)


def procedures(on: date) -> Iterator[Choice]:
    """Every procedure of every item, as item/procedure."""
    for item in catalogue.items():
        for procedure in item.procedures:
            yield Choice(f"{item.slug}/{procedure.slug}", f"{item.title_on(on)} · {procedure.title}")


def steps() -> tuple[Choice, ...]:
    """Every step at which officers sit, once by name; steps of several procedures carry each of their titles."""
    titles: dict[str, dict[str, None]] = {}
    for item in catalogue.items():
        for procedure in item.procedures:
            for step in newest(item, procedure).steps.values():
                if step.quorum and not all(seat.applicant for _, seat in step.quorum.seats()):
                    titles.setdefault(step.name, {})[step.title] = None
    return tuple(Choice(name, " / ".join(found)) for name, found in titles.items())
