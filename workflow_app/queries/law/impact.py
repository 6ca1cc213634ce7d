"""What a policy not yet published would change for the cases there are: who gains, who loses, what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.timezone import localtime

from forms.identity import mask_name
from workflow_app.models import Case, CaseState, Claim
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.asking import ask_rules
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.edition import Edition
from workflow_app.policy.finding import Verdict
from workflow_app.policy.money import yuan_text
from workflow_app.policy.refusals import NotInForce, NotUnderstood
from workflow_app.queries.law.facts import facts_of

# A case that its applicant took back is nobody's gain or loss.
LEFT_OUT = (CaseState.WITHDRAWN, CaseState.DEEMED_WITHDRAWN, CaseState.NOT_ACCEPTED)


@dataclass(frozen=True, slots=True)
class Change:
    """One case under the draft: fen before and after, verdicts, and the lines that differ, each in a sentence.

    `unreadable` is why the draft could not be asked at all ('' when it could); `pays` whether its sum is public money.
    """

    number: str
    before: Assessment | None
    after: Assessment | None
    lines: tuple[str, ...] = ()
    unreadable: str = ""
    pays: bool = True

    @property
    def fen(self) -> int:
        """What it costs more (less below zero)."""
        return self.after.total_fen - self.before.total_fen if self.before and self.after else 0

    def fen_of(self, side: Literal["before", "after"]) -> int:
        """The whole sum before or after."""
        found = self.before if side == "before" else self.after
        return found.total_fen if found else 0

    @property
    def verdicts(self) -> tuple[Verdict, Verdict] | None:
        return (self.before.verdict, self.after.verdict) if self.before and self.after else None

    @property
    def gains(self) -> bool:
        return self.fen > 0 or (self.fen == 0 and self._turned(to=Verdict.MET))

    @property
    def loses(self) -> bool:
        return self.fen < 0 or (self.fen == 0 and self._turned(to=Verdict.NOT_MET))

    def _turned(self, to: Verdict) -> bool:
        return self.verdicts is not None and self.verdicts[0] is not self.verdicts[1] and self.verdicts[1] is to


def kinds_claimed() -> frozenset[str]:
    """Every kind of claims there is: what the items grant, what their policies name, what stands in cases."""
    items, claimed = catalogue.items(), Claim.objects.values_list("kind", flat=True).distinct()
    rows = [row for item in items for row in item.edition_in_folder().exclusions]
    named = {kind for row in rows for kind in (*row.kinds, *row.of)}
    return frozenset(named | {item.claim_kind for item in items} | set(claimed))


def cases_under(item: str) -> list[int]:
    """The cases of the item a draft is tried on, oldest first."""
    return list(Case.objects.filter(item=item).exclude(state__in=LEFT_OUT).order_by("pk").values_list("pk", flat=True))


def impact_on(case_id: int, draft: Edition, on: date) -> Change:
    """The case as it stands, asked under its own edition and under the draft, both at its own governing date."""
    case = Case.objects.select_related("edition", "unit", "applicant", "parent").get(pk=case_id)
    facts, filed_on = facts_of(case, on).facts, localtime(case.filed_at).date()
    procedure = catalogue.procedure(case.item, case.procedure)
    before = ask_rules(procedure, facts, edition_of(case), filed_on)
    try:
        after = ask_rules(procedure, facts, draft, filed_on)
    except (NotInForce, NotUnderstood) as refused:
        return Change(case.number, before, None, unreadable=refused.sentence)
    return Change(case.number, before, after, tuple(_differing(before, after)), pays=procedure.pays)


def _differing(before: Assessment, after: Assessment) -> Iterator[str]:
    if len(before.lines) != len(after.lines):
        yield f"明细从{len(before.lines)}行变为{len(after.lines)}行"
    for place, (was, will) in enumerate(zip(before.lines, after.lines, strict=False), start=1):
        if (was.fen, was.verdict) != (will.fen, will.verdict):
            yield f"第{place}行 {mask_name(was.name)}：{_said(was)} → {_said(will)}{_why(was, will)}"


def _said(line: LineAssessment) -> str:
    return f"{yuan_text(line.fen)}元" if line.verdict is Verdict.MET else line.verdict.label


def _why(was: LineAssessment, will: LineAssessment) -> str:
    held = {finding.condition: finding.verdict for finding in was.findings}
    moved = [each.title for each in will.findings if held.get(each.condition) is not each.verdict]
    return f"（{'、'.join(moved)}）" if moved else ""
