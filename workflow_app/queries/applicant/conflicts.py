"""Conflicts with other cases that can be told from what is typed so far, and that the one who types may know of.

Of people other than the parties somebody acts for nothing is read here but those parties' own cases: a draft costs nothing,
so it must not be asked who draws what.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localtime

from forms.identity import mask_id
from forms.questionnaire import Section
from workflow_app.models import Claim
from workflow_app.models.edition import edition_of
from workflow_app.models.keyring import person_index
from workflow_app.policy.edition import Edition
from workflow_app.policy.exclusion import Exclusion, Past
from workflow_app.policy.facts import EarlierClaim
from workflow_app.policy.finding import Finding
from workflow_app.policy.sought import Sought
from workflow_app.queries.applicant.drafts import DraftPages
from workflow_app.queries.law.circumstances import comes_before
from workflow_app.queries.law.facts import as_earlier, certificate_index
from workflow_app.queries.law.published import newest_edition
from workflow_app.queries.other_cases import other_cases, to_account
from workflow_app.queries.scope import parties_of

NAMED = 5  # people named by the end of their number; more of them are counted


@dataclass(frozen=True, slots=True)
class Conflict:
    """One sentence, said once for everybody it concerns; `who` is '' where it is the one claim of the page."""

    who: str
    finding: Finding


def conflicts(pages: DraftPages, section: Section) -> tuple[Conflict, ...]:
    """Of what this page adds to the draft; nothing is asked where it adds nothing that could be compared."""
    sought = _added_by(pages, section)
    if not sought:
        return ()
    case = pages.draft.correcting
    filed_on = localtime(case.filed_at).date() if case else pages.on
    edition: Edition = edition_of(case) if case else newest_edition(pages.item.slug)
    rules = [each for each in edition.exclusions if each.holds_on(filed_on)]
    asked = [(rule, each) for rule in rules for each in sought if rule.asks_of(each) and rule.can_tell(each)]
    if not asked:
        return ()
    past = Past.of(list(_known(pages, asked)), filed_on)
    found = [(each, rule, hits) for rule, each in asked if (hits := rule.hits(each, past))]
    return _told(pages, [(each, rule.told_of(each, hits, filed_on)) for each, rule, hits in found])


def digest(told: Sequence[Conflict]) -> str:
    """What was read, in sixteen characters: so that a page stops once for each conflict and not at every click."""
    words = "\n".join(f"{each.who}{each.finding.title}{each.finding.words}" for each in told)
    return hashlib.sha256(words.encode()).hexdigest()[:16] if told else ""


def _added_by(pages: DraftPages, section: Section) -> list[Sought]:
    values, own = pages.reading.values, {field.name for field in section.fields}
    if not own & values.keys():
        return []
    without = set(pages.procedure.sought({name: value for name, value in values.items() if name not in own}))
    return [each for each in pages.procedure.sought(values) if each not in without]


def _known(pages: DraftPages, asked: Sequence[tuple[Exclusion, Sought]]) -> Iterator[EarlierClaim]:
    """One statement: claims of the parties the account acts for, as beneficiaries or in their own cases."""
    people = {person_index(each.beneficiary): each.beneficiary for _, each in asked}
    papers = {certificate_index(paper): paper for _, each in asked for paper in each.papers}
    mine = parties_of(pages.account, pages.on)
    may_know = Q(beneficiary_index__in=mine.values("number_index")) | Q(case__applicant__in=mine)
    kinds = {kind for rule, _ in asked for kind in rule.kinds}
    rows = Claim.objects.filter(may_know, comes_before(pages.draft.correcting), kind__in=kinds)
    for claim in rows.select_related("case").defer("beneficiary"):
        if claim.beneficiary_index in people or claim.certificate_index in papers:
            yield as_earlier(claim, {claim.beneficiary_index: "", **people}, papers)


def _told(pages: DraftPages, found: Sequence[tuple[Sought, Finding]]) -> tuple[Conflict, ...]:
    others = other_cases((finding for _, finding in found), to_account(pages.account, pages.on), pages.on)
    alike: dict[tuple[str, str], tuple[Finding, list[str]]] = {}
    for sought, finding in found:
        told = others.told(finding)
        whom = alike.setdefault((told.title, told.words), (told, []))[1]
        whom.append(mask_id(sought.beneficiary)[-4:])
    alone = len({sought.beneficiary for sought, _ in found}) == 1
    return tuple(Conflict("" if alone else _whose(whom), finding) for finding, whom in alike.values())


def _whose(tails: Sequence[str]) -> str:
    few = "、".join(dict.fromkeys(tails[:NAMED]))
    return f"证件尾号{few}" if len(tails) <= NAMED else f"证件尾号{few}等{len(tails)}项"
