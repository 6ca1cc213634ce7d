"""Other cases that findings speak of, as far as whoever reads them may know them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from workflow_app.models import Account, Case, Desk
from workflow_app.policy import catalogue
from workflow_app.policy.finding import OTHER_CASES, Finding
from workflow_app.queries.names import name_on
from workflow_app.queries.scope import cases_of_desks, visible_cases

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose eyes: `may_see` are the cases they know by number. An official is told office and item of the others, so as to
    call there; anybody else the office alone."""

    may_see: QuerySet[Case]
    official: bool = False


@dataclass(frozen=True, slots=True)
class OtherCases:
    """{number: what the reader is told of it}; `open` are those whose number, and page, they may see."""

    called: Mapping[str, str] = field(default_factory=dict)
    open: frozenset[str] = frozenset()

    def told(self, finding: Finding) -> Finding:
        """The finding in words for this reader."""
        return finding.told(self._named)

    def to_open(self, finding: Finding) -> tuple[str, ...]:
        """The numbers among its other cases whose page the reader may open."""
        return tuple(number for number in finding.others if number in self.open)

    def _named(self, numbers: tuple[str, ...]) -> str:
        return "、".join(dict.fromkeys(self.called.get(number, OTHER_CASES) for number in numbers))


def to_account(account: Account, on: date) -> Reader:
    """Who is signed in: an applicant knows the cases of the parties they act for."""
    return Reader(visible_cases(account, on), account.is_officer)


def at_desks(desks: Sequence[Desk]) -> Reader:
    """An officer with these desks, their units in hand."""
    return Reader(cases_of_desks(desks), official=True)


def on_paper_to(case: Case) -> Reader:
    """The applicant of a case, who reads a paper of it: no office knows who acts for them when it is opened."""
    return Reader(Case.objects.filter(applicant=case.applicant_id))


def other_cases(found: Iterable[Finding], reader: Reader, on: date) -> OtherCases:
    """What the reader is told of every case these findings speak of. Nothing is asked where they speak of none."""
    numbers = list(dict.fromkeys(number for finding in found for number in finding.others))
    called: dict[str, str] = {}
    seen: set[str] = set()
    for part in (numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK)):
        visible = set(reader.may_see.filter(number__in=part).values_list("number", flat=True))
        called |= {number: f"{number}号办件" for number in visible}
        called |= dict(_masked(set(part) - visible, reader, on))
        seen |= visible
    return OtherCases(called, frozenset(seen))


def _masked(numbers: set[str], reader: Reader, on: date) -> Iterator[tuple[str, str]]:
    """The office, with its telephone; to an official also what the case is about. Never a number, never a person."""
    if not numbers:
        return
    for case in Case.objects.filter(number__in=numbers).select_related("unit").prefetch_related("unit__names"):
        phone = f"（电话{case.unit.phone}）" if case.unit.phone else ""
        what = f"一件“{catalogue.item(case.item).title_on(on)}”" if reader.official else "另一办件"
        yield case.number, f"{name_on(case.unit, on).name}{phone}受理的{what}"
