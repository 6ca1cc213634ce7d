"""Gather, once, everything the rules may know of a case, and freeze it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localtime

from forms.answers import Answers
from workflow_app.models import Case, Claim, ClaimState, SiteCheck
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.keyring import keyring, person_index
from workflow_app.policy import catalogue
from workflow_app.policy.facts import CheckFact, EarlierClaim, Facts, ParentFacts
from workflow_app.policy.gist import Gist, Subject
from workflow_app.policy.item import Procedure
from workflow_app.policy.money import fen_of
from workflow_app.queries.law.circumstances import (
    CHECK,
    CLAIM,
    PARENT,
    REGISTER,
    TOLD,
    Seen,
    comes_before,
    digest_of,
    life_of,
    life_seen,
)
from workflow_app.queries.law.told import answers_told, register_answers, register_records, told_in, told_of

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of a filing, and the digest of the circumstances they were gathered in."""

    facts: Facts
    circumstances: str


def certificate_index(number: str) -> str:
    """Blind index of a paper that may be used once."""
    return keyring().index(number.upper(), "evidence")


def answers_of(case: Case) -> Answers:
    """The answers as last filed."""
    filing = case.filings.order_by("-ordinal").first()
    assert filing is not None  # a case begins with its first filing
    return Answers.from_json(catalogue.procedure(case.item, case.procedure).questions, filing.answers)


def facts_of(case: Case, on: date) -> Gathered:
    """The facts of a filed case, as they stand on a day."""
    answers = answers_of(case)
    gist = catalogue.procedure(case.item, case.procedure).gist(answers)
    return facts_for(answers, gist, filed_on=localtime(case.filed_at).date(), on=on, parent=case.parent, own=case)


def facts_for(
    answers: Answers, gist: Gist, *, filed_on: date, on: date, parent: Case | None, own: Case | None = None
) -> Gathered:
    """The facts of a filing, before or after it became a case (`own`, whose claims are no earlier ones)."""
    seen: list[Seen] = [(PARENT, parent.pk, parent.state)] if parent else []
    said, records = (told_in(own), register_records(own)) if own else ([], [])
    seen += [(TOLD, opinion.pk, "") for opinion in said] + [(REGISTER, row.pk, "") for row in records]
    facts = Facts(
        on=on,
        filed_on=filed_on,
        answers=answers,
        parent=_parent(parent),
        earlier=tuple(_earlier(gist.subjects, own, seen)),
        checks=tuple(_checks(parent or own, seen)),
        told=answers_told(own, said) if own else {},
        life=life_of(parent),
        registers=tuple(register_answers(records)),
        calendar=calendar_in_force(),
    )
    return Gathered(facts, digest_of([*seen, *life_seen(parent)]))


def parent_of(gist: Gist, item: str, procedure: Procedure) -> Case | None:
    """The case a filing names as the one it rests on: its applicant's own, or one the family says they are a party to.

    Numbers run on and stand on public lists: of a stranger's case nothing is read, as if there were none.
    """
    if not procedure.parent or not gist.parent_number:
        return None
    parents = Case.objects.filter(item=item, procedure=procedure.parent, number=gist.parent_number)
    case = parents.select_related("unit", "applicant").first()
    if case is None or case.applicant.number_index == person_index(gist.number):
        return case
    return case if procedure.party_to(case.pk, gist.number) else None


def _parent(case: Case | None) -> ParentFacts | None:
    if case is None:
        return None
    decided = localtime(case.decided_at).date() if case.decided_at else None
    return ParentFacts(case.number, case.state, answers_of(case), decided, told_of(case))


def _checks(case: Case | None, seen: list[Seen]) -> Iterator[CheckFact]:
    if case is None:
        return
    for check in SiteCheck.objects.filter(case=case).prefetch_related("officers").order_by("on", "id"):
        names = tuple(officer.name for officer in check.officers.all())
        seen.append((CHECK, check.pk, ""))
        yield CheckFact(check.kind, check.on, names, check.present, check.words)


def _earlier(subjects: Sequence[Subject], own: Case | None, seen: list[Seen]) -> Iterator[EarlierClaim]:
    """Other claims of the same persons, or on the same papers, that come before, whatever the case and the county."""
    for part in (subjects[start : start + CHUNK] for start in range(0, len(subjects), CHUNK)):
        people = {person_index(subject.number): subject.number for subject in part}
        papers = {certificate_index(subject.evidence): subject.evidence for subject in part if subject.evidence}
        rows = Claim.objects.filter(Q(beneficiary_index__in=people) | Q(certificate_index__in=papers))
        for claim in rows.filter(comes_before(own)).select_related("case"):
            seen.append((CLAIM, claim.pk, claim.state))
            yield as_earlier(claim, people, papers)


def as_earlier(claim: Claim, people: Mapping[str, str], papers: Mapping[str, str]) -> EarlierClaim:
    """A claim with its case in hand. `people` and `papers` are the numbers that are known already, by their index."""
    case, who = claim.case, claim.beneficiary_index
    return EarlierClaim(
        kind=claim.kind,
        key=claim.key,
        beneficiary=people[who] if who in people else claim.beneficiary["number"],
        fen=fen_of(claim.amount),
        case_number=case.number,
        state=case.state if claim.state == ClaimState.DROPPED else claim.state,
        decided_on=localtime(case.decided_at).date() if case.decided_at else None,
        filed_on=localtime(case.filed_at).date(),
        evidence=papers.get(claim.certificate_index, ""),
        since=claim.since,
        until=claim.until,
    )
