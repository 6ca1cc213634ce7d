"""What the rules say of decided claims now that they did not say before: a death, a hiring, another claim in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.timezone import localtime

from workflow_app.models import Case, Claim, ClaimState, PaymentDoubt, RegisterRecord
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.asking import ask_before_payment
from workflow_app.policy.facts import EarlierClaim, Facts
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.queries.law.facts import facts_of
from workflow_app.queries.law.told import content_of, register_answers, register_records

Said = Mapping[int, tuple[Finding, ...]]  # line → what is not met or undecided, of the line and of the whole
Key = tuple[str, Verdict, str, tuple[str, ...]]
Last = Mapping[tuple[str, str], RegisterRecord]  # (register, whose) → the last word


@dataclass(frozen=True, slots=True)
class FoundSince:
    """What is new about a claim, and the register's answer it rests on (None: something else moved)."""

    findings: tuple[Finding, ...]
    record: RegisterRecord | None


def found_since(case: Case, claims: Sequence[Claim], on: date) -> dict[int, FoundSince]:
    """{key of the claim: what is new}, of those about which anything is, on the facts of a day.

    The rules are asked twice about the same day: with what is known now, and with what was known when the claim was decided
    or a doubt about it last raised. What a person ruled on then is said both times and is nothing new.
    """
    asking = _Asking(case, on)
    moments = _moments(case)
    return {
        claim.pk: found for claim in claims if (found := asking.since(moments.get(claim.pk, _decided(case)), claim))
    }


class _Asking:
    """The facts of a case gathered once, and the rules' words on them as they were known at moments."""

    def __init__(self, case: Case, on: date) -> None:
        self.case, self.facts = case, facts_of(case, on).facts
        self.records = list(_counted(register_records(case), _decided(case)))
        self.known = last_words(self.records)
        self.now = self._say(self.known.values(), self.facts.earlier)
        self._then: dict[datetime, Said] = {}
        self._knew: dict[datetime, Last] = {}
        self._without: dict[tuple[datetime, str], Said] = {}

    def since(self, moment: datetime, claim: Claim) -> FoundSince | None:
        then = _told(self.then(moment), claim)
        new = tuple(each for each in self.now.get(claim.ordinal, ()) if _key(each) not in then)
        return FoundSince(new, self._rests_on(moment, claim, new)) if new else None

    def then(self, moment: datetime) -> Said:
        if moment not in self._then:
            self._then[moment] = self._say(self._known_at(moment).values(), _earlier_at(self.case, self.facts, moment))
        return self._then[moment]

    def _rests_on(self, moment: datetime, claim: Claim, new: tuple[Finding, ...]) -> RegisterRecord | None:
        """The changed answer about the person without which something of this would not be said."""
        before = self._known_at(moment)
        for (register, whose), row in self.known.items():
            if whose == claim.beneficiary_index and row is not before.get((register, whose)):
                without = _told(self._say_without(moment, register), claim)
                if any(_key(each) not in without for each in new):
                    return row
        return None

    def _say_without(self, moment: datetime, register: str) -> Said:
        """What would be said had this one register answered nothing new of anybody."""
        if (moment, register) not in self._without:
            before = self._known_at(moment)
            rest = {which: row for which, row in self.known.items() if which[0] != register}
            rest |= {which: row for which, row in before.items() if which[0] == register}
            self._without[moment, register] = self._say(rest.values(), self.facts.earlier)
        return self._without[moment, register]

    def _known_at(self, moment: datetime) -> Last:
        if moment not in self._knew:
            self._knew[moment] = last_words(row for row in self.records if row.asked_at <= moment)
        return self._knew[moment]

    def _say(self, known: Iterable[RegisterRecord], earlier: tuple[EarlierClaim, ...]) -> Said:
        facts = replace(self.facts, registers=tuple(register_answers(list(known))), earlier=earlier)
        procedure = catalogue.procedure(self.case.item, self.case.procedure)
        said = ask_before_payment(procedure, facts, edition_of(self.case), localtime(self.case.filed_at).date())
        whole = tuple(_not_met(said.findings))
        return {n: (*whole, *_not_met(line.findings)) for n, line in enumerate(said.lines, start=1)}


def _counted(records: Iterable[RegisterRecord], decided: datetime) -> Iterator[RegisterRecord]:
    """What was asked in vain since the determination is as if nobody had asked: a register that is down raises no doubt."""
    return (row for row in records if row.asked_at <= decided or content_of(row) is not None)


def last_words(records: Iterable[RegisterRecord]) -> dict[tuple[str, str], RegisterRecord]:
    """The last answer of each register on each person; one that was asked in vain leaves what it answered before."""
    last: dict[tuple[str, str], RegisterRecord] = {}
    for row in records:
        which = (row.register, row.subject_index)
        if content_of(row) is not None or which not in last:
            last[which] = row
    return last


def _earlier_at(case: Case, facts: Facts, moment: datetime) -> tuple[EarlierClaim, ...]:
    """The other claims as they stood at a moment: what was filed later and granted since was not in the way yet."""
    decided = Case.objects.filter(number__in={each.case_number for each in facts.earlier}, decided_at__gt=moment)
    since = dict(decided.values_list("number", "pk"))
    before = (each for each in facts.earlier if since.get(each.case_number, 0) < case.pk)
    return tuple(
        replace(each, state=ClaimState.CLAIMED.value, decided_on=None) if each.case_number in since else each
        for each in before
    )


def _moments(case: Case) -> dict[int, datetime]:
    """When what is known of a claim was looked at last: as a doubt about it was raised that a person settled."""
    settled = PaymentDoubt.objects.filter(claim__case=case, settled_at__isnull=False).order_by("raised_at")
    return dict(settled.values_list("claim", "raised_at"))


def _decided(case: Case) -> datetime:
    assert case.decided_at is not None  # a determined claim stands in a decided case
    return case.decided_at


def _not_met(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (each for each in dict.fromkeys(findings) if each.verdict is not Verdict.MET)


def _key(finding: Finding) -> Key:
    return finding.condition, finding.verdict, finding.words, finding.others


def _told(said: Said, claim: Claim) -> set[Key]:
    return {_key(each) for each in said.get(claim.ordinal, ())}
