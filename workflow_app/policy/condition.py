"""A condition of the law as a function: what it looks at goes in, a finding with its reasons comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from workflow_app.policy.citation import Citation
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.on_date import PolicyOnDate

About = TypeVar("About")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a condition's function answers; the condition adds its name, its law and the values it read.

    `others` are the numbers of the cases that OTHER_CASES in the words stands for.
    """

    verdict: Verdict
    words: str
    remedy: str = ""
    earliest: date | None = None
    others: tuple[str, ...] = ()


def met(words: str, others: Iterable[str] = ()) -> Ruling:
    return Ruling(Verdict.MET, words, others=_once(others))


def not_met(words: str, remedy: str = "", earliest: date | None = None, others: Iterable[str] = ()) -> Ruling:
    """`remedy` is left empty where no lawful act can meet the condition any more."""
    return Ruling(Verdict.NOT_MET, words, remedy, earliest, _once(others))


def undecided(words: str, remedy: str = "", others: Iterable[str] = ()) -> Ruling:
    """`remedy` is what settles the question."""
    return Ruling(Verdict.UNDECIDED, words, remedy, others=_once(others))


def _once(numbers: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(numbers))


@dataclass(frozen=True, slots=True)
class Condition(Generic[About]):
    """A released condition is never edited: it ends (`until`), and another begins (`since`); both days included."""

    key: str
    title: str
    citation: Citation
    since: date
    until: date | None
    rule: Callable[[About, PolicyOnDate], Ruling]

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def __call__(self, about: About, policy: PolicyOnDate) -> Finding:
        reading = policy.afresh()
        ruling = self.rule(about, reading)
        return Finding(
            condition=self.key,
            title=self.title,
            verdict=ruling.verdict,
            words=ruling.words,
            citation=self.citation,
            used=reading.used,
            remedy=ruling.remedy,
            earliest=ruling.earliest,
            others=ruling.others,
        )


def condition(
    title: str, citation: Citation, since: date, until: date | None = None
) -> Callable[[Callable[[About, PolicyOnDate], Ruling]], Condition[About]]:
    """Declare the function below as a condition; its name is the condition's key."""

    def declare(rule: Callable[[About, PolicyOnDate], Ruling]) -> Condition[About]:
        return Condition(rule.__name__, title, citation, since, until, rule)

    return declare


def findings(conditions: Iterable[Condition[About]], about: About, policy: PolicyOnDate) -> tuple[Finding, ...]:
    """The findings of all conditions in force on the policy's day, in their order."""
    return tuple(each(about, policy) for each in conditions if each.holds_on(policy.day))
