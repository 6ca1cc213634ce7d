"""What excludes what, as data: an item's policy says which other claims stand in a line's way, whoever filed them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from workflow_app.clock.months import add_months
from workflow_app.clock.spoken import spoken
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.citation import Citation
from workflow_app.policy.facts import EarlierClaim, Facts
from workflow_app.policy.finding import OTHER_CASES, Finding, Verdict

ASK_THE_OFFICE = "如果认为那一件有误，请持有效证件向办理机关申请核对。"
ONE_DAY = timedelta(days=1)


class By(StrEnum):
    """What two claims must share to be compared."""

    BENEFICIARY = "beneficiary"
    EVIDENCE = "evidence"


class When(StrEnum):
    """How near another claim must be to stand in the way."""

    SAME_KEY = "same_key"  # the same month, the same occupation and level
    OVERLAPPING = "overlapping"  # its days and these have one in common
    WITHIN = "within"  # so many months have not passed since it
    EVER = "ever"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One row of `exclusions` in a policy.yaml. `kinds` are kinds of claims, of whatever item; `verdict` not_met, or undecided
    where a person must look; `months` only with `within`; in force from `since` to `until`, both included."""

    key: str
    says: str
    kinds: tuple[str, ...]
    by: By
    when: When
    verdict: Verdict
    citation: Citation
    since: date
    until: date | None = None
    months: int = 0
    remedy: str = ""

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def finding(self, line: LineAssessment, facts: Facts) -> Finding:
        """What this rule says of a line."""
        hits = [claim for claim in facts.earlier if claim.stands and self._hit(line, claim, facts)]
        if not hits:
            return Finding(self.key, self.says, Verdict.MET, "没有相冲突的其他办件。", self.citation)
        earliest = self._earliest(hits) if self.verdict is Verdict.NOT_MET else None
        after = f"最早可以在{spoken(earliest)}申请。" if earliest else ""
        others = tuple(dict.fromkeys(hit.case_number for hit in hits))
        remedy = f"{self.remedy}{after}" or ASK_THE_OFFICE
        return Finding(
            self.key, self.says, self.verdict, f"与{OTHER_CASES}冲突。", self.citation, (), remedy, earliest, others
        )

    def _hit(self, line: LineAssessment, claim: EarlierClaim, facts: Facts) -> bool:
        if claim.kind not in self.kinds or not self._shared(line, claim):
            return False
        match self.when:
            case When.SAME_KEY:
                return claim.key == line.key
            case When.OVERLAPPING:
                return _overlap(line, claim)
            case When.WITHIN:
                return facts.filed_on < self._over(claim)
            case When.EVER:
                return True

    def _shared(self, line: LineAssessment, claim: EarlierClaim) -> bool:
        if self.by is By.EVIDENCE:
            return bool(line.evidence) and claim.evidence == line.evidence
        return claim.beneficiary == line.beneficiary

    def _earliest(self, hits: Sequence[EarlierClaim]) -> date | None:
        if self.when is When.WITHIN:
            return max(self._over(hit) for hit in hits)
        if self.when is When.OVERLAPPING and all(hit.until for hit in hits):
            return max(hit.until for hit in hits if hit.until) + ONE_DAY
        return None

    def _over(self, claim: EarlierClaim) -> date:
        """The first day on which the waiting time after a claim has passed."""
        return add_months(claim.until or claim.decided_on or claim.counted_on or date.max, self.months)


def _overlap(line: LineAssessment, claim: EarlierClaim) -> bool:
    return (line.since or date.min) <= (claim.until or date.max) and (claim.since or date.min) <= (
        line.until or date.max
    )


def with_exclusions(assessment: Assessment, exclusions: Sequence[Exclusion], facts: Facts, on: date) -> Assessment:
    """The assessment with what every exclusion in force on the day says of each of its lines."""
    held = [each for each in exclusions if each.holds_on(on)]
    if not held:
        return assessment
    lines = tuple(
        replace(line, findings=(*line.findings, *(each.finding(line, facts) for each in held)))
        for line in assessment.lines
    )
    return replace(assessment, lines=lines)
