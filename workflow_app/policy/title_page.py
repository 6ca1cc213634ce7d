"""The title page of an item: what it is called, by date, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow_app.policy.citation import Citation
from workflow_app.policy.refusals import NotInForce


@dataclass(frozen=True, slots=True)
class OfficialName:
    """A name and from which day on it is the official one."""

    name: str
    since: date
    citation: Citation


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The policy document: title, number, issuer, day of issue, in force since; `names` of the item, oldest first."""

    document: str
    number: str
    issuer: str
    issued_on: date
    since: date
    names: tuple[OfficialName, ...]
    basis: tuple[Citation, ...] = ()

    @property
    def cited(self) -> str:
        """The document as papers cite it; a law without a number is cited without one."""
        return str(Citation(self.document, self.number))

    def name_on(self, day: date) -> str:
        """The official name on that day; NotInForce before the first."""
        names = [each.name for each in self.names if each.since <= day]
        if not names:
            first = self.names[0]
            raise NotInForce(
                f"“{first.name}”自 {first.since:%Y-%m-%d} 起施行，{day:%Y-%m-%d} 还没有这个事项，请核对日期。"
            )
        return names[-1]
