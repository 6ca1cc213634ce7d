"""The months one person is claimed for, in their order: each a line with its findings and its sum."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from processes.insurance.month_claimed import MonthClaimed, at_place
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.assessment import LineAssessment
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.on_date import PolicyOnDate

Found = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class MonthRules:
    """What an item asks of a month once it is counted, and what it pays for it."""

    of_ceiling: Callable[[MonthClaimed, PolicyOnDate], Found]
    subsidy: Callable[[MonthClaimed, PolicyOnDate], AmountLine]


def month_lines(
    months: Iterable[tuple[MonthClaimed, Found]], had: Collection[str], rules: MonthRules, policy: PolicyOnDate
) -> Iterator[LineAssessment]:
    """Of months with what was found of each. `had` are the months of the person's life claimed before; one of those counts
    once, and one that fails otherwise takes nothing from the ceiling."""
    stood = len(had)
    for each, found in months:
        counted = at_place(each, stood + 1)
        stood += each.month not in had and all(finding.verdict is not Verdict.NOT_MET for finding in found)
        yield LineAssessment(
            key=counted.month,
            beneficiary=counted.person,
            name=counted.name,
            findings=(*found, *rules.of_ceiling(counted, policy)),
            amount=rules.subsidy(counted, policy),
            since=counted.watched.since,
            until=counted.watched.until,
        )
