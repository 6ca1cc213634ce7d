"""Whether somebody lives, as every family asks it: over the days that count, and of whoever is paid once more before money goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from processes.answered import day_said, silence
from processes.decree import UNENACTED
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Condition, Ruling, condition, findings, met, not_met
from workflow_app.policy.facts import Facts
from workflow_app.policy.finding import Finding
from workflow_app.policy.item import AtPayment
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register, RegisterQuery

ASKED_SINCE = date(2009, 3, 26)  # the day of the oldest rules that ask it


@dataclass(frozen=True, slots=True)
class Watched:
    """A person from `since` to `until`, both included: the day of filing for a recognition, a month for a subsidy."""

    facts: Facts
    person: str
    since: date
    until: date

    @classmethod
    def on(cls, facts: Facts, person: str, day: date) -> Watched:
        """A single day."""
        return cls(facts, person, day, day)


@condition("本人在世", UNENACTED, since=ASKED_SINCE)
def is_alive(watched: Watched, policy: PolicyOnDate) -> Ruling:
    answered, died = day_said(watched.facts, Register.DEATH, watched.person, "died_on")
    if not answered:
        return silence(watched.facts, Register.DEATH, watched.person)
    if died is None:
        return met("没有死亡登记。")
    if died > watched.until:
        return met(f"截至{spoken(watched.until)}没有死亡登记。")
    return not_met(f"{spoken(died)}已经死亡登记。", "登记有误的，请先向公安机关申请更正。")


def deaths_of(people: Iterable[str], authorised_by: str) -> tuple[RegisterQuery, ...]:
    """Ask of each of them, once, whether they died: `authorised_by` names the answer that allows it."""
    return tuple(RegisterQuery(Register.DEATH, person, authorised_by) for person in dict.fromkeys(people))


def still(*conditions: Condition[Watched]) -> AtPayment:
    """What is asked of a beneficiary once more before money goes: whether that holds on that day (`facts.on`)."""

    def on_the_day(facts: Facts, person: str, policy: PolicyOnDate) -> tuple[Finding, ...]:
        return findings(conditions, Watched.on(facts, person, facts.on), policy)

    return on_the_day
