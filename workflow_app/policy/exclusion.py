"""What excludes what, as data: an item's policy says which other claims stand in a line's way, whoever filed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from workflow_app.clock.months import add_months
from workflow_app.clock.spoken import spoken
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.citation import Citation
from workflow_app.policy.facts import EarlierClaim, Facts
from workflow_app.policy.finding import OTHER_CASES, Finding, Verdict
from workflow_app.policy.sought import Sought

ASK_THE_OFFICE = "如果认为那一件有误，请持有效证件向办理机关申请核对。"
CONFLICTS = f"与{OTHER_CASES}冲突。"
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
    UNTIL_ENDED = (
        "until_ended"  # its office has not ended it yet, whichever day it was to end on: a loan until it is settled
    )


@dataclass(frozen=True, slots=True)
class Past:
    """The other claims that stand, by what they may share with what is claimed now, and the day of its filing."""

    shared: Mapping[By, Mapping[str, Sequence[EarlierClaim]]]
    filed_on: date

    @classmethod
    def of(cls, earlier: Sequence[EarlierClaim], filed_on: date) -> Past:
        return cls({by: _indexed(earlier, by) for by in By}, filed_on)

    def beside(self, sought: Sought, by: By) -> Sequence[EarlierClaim]:
        """Those that share it with what is claimed."""
        if by is By.BENEFICIARY:
            return self.shared[by].get(sought.beneficiary, ())
        return [claim for paper in sought.papers for claim in self.shared[by].get(paper, ())]


def _indexed(claims: Iterable[EarlierClaim], by: By) -> dict[str, list[EarlierClaim]]:
    found: dict[str, list[EarlierClaim]] = {}
    for claim in claims:
        if claim.stands and (what := claim.beneficiary if by is By.BENEFICIARY else claim.evidence):
            found.setdefault(what, []).append(claim)
    return found


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One row of `exclusions` in a policy.yaml. `kinds` are kinds of claims, of whatever item; `of` the kinds of this item's
    lines it is asked of, empty for every line; `found` says in words what was found, with OTHER_CASES in it; `verdict` not_met,
    or undecided where a person must look; `months` only with `within`; in force from `since` to `until`, both included."""

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
    of: tuple[str, ...] = ()
    found: str = CONFLICTS

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def in_short(self) -> str:
        """How often, how far apart: for a list of rules."""
        return {
            When.WITHIN: f"间隔满{self.months}个月",
            When.OVERLAPPING: "时间不重叠",
            When.UNTIL_ENDED: "办结以前只能一次",
        }.get(self.when, "只能一次")

    def asks_of(self, sought: Sought) -> bool:
        return not self.of or sought.kind in self.of

    def can_tell(self, sought: Sought) -> bool:
        """Whether enough is known of what is claimed: of a draft it often is not."""
        shared = sought.papers if self.by is By.EVIDENCE else sought.beneficiary
        wanted = {When.SAME_KEY: sought.key, When.OVERLAPPING: sought.since}.get(self.when, True)
        return bool(shared and wanted)

    def hits(self, sought: Sought, past: Past) -> tuple[EarlierClaim, ...]:
        """The other claims that stand in its way."""
        beside = past.beside(sought, self.by)
        return tuple(claim for claim in beside if claim.kind in self.kinds and self._is_near(sought, claim, past))

    def finding(self, sought: Sought, past: Past) -> Finding:
        """What this rule says of what is claimed."""
        hits = self.hits(sought, past)
        return self.told_of(sought, hits, past.filed_on) if hits else self._met()

    def told_of(self, sought: Sought, hits: Sequence[EarlierClaim], filed_on: date) -> Finding:
        """The finding that these stand in its way."""
        earliest = self._earliest(hits, filed_on) if self.verdict is Verdict.NOT_MET else None
        after = f"最早可以在{spoken(earliest)}申请。" if earliest else ""
        return Finding(
            condition=self.key,
            title=self.says,
            verdict=self.verdict,
            words=f"{_days(sought)}{self.found}",
            citation=self.citation,
            remedy=f"{self.remedy}{after}" or ASK_THE_OFFICE,
            earliest=earliest,
            others=tuple(dict.fromkeys(hit.case_number for hit in hits)),
        )

    def _met(self) -> Finding:
        return Finding(self.key, self.says, Verdict.MET, "没有相冲突的其他办件。", self.citation)

    def _is_near(self, sought: Sought, claim: EarlierClaim, past: Past) -> bool:
        match self.when:
            case When.SAME_KEY:
                return claim.key == sought.key
            case When.OVERLAPPING:
                return _overlap(sought, claim)
            case When.WITHIN:
                return past.filed_on < self._over(claim)
            case When.EVER | When.UNTIL_ENDED:
                return True

    def _earliest(self, hits: Sequence[EarlierClaim], filed_on: date) -> date | None:
        if self.when is When.WITHIN:
            return max(self._over(hit) for hit in hits)
        if self.when is When.OVERLAPPING and all(hit.until for hit in hits):
            return max(hit.until for hit in hits if hit.until) + ONE_DAY
        if self.when is When.UNTIL_ENDED and all(hit.until for hit in hits):
            return max(filed_on, *(hit.until for hit in hits if hit.until))
        return None

    def _over(self, claim: EarlierClaim) -> date:
        """The first day on which the waiting time after a claim has passed."""
        return add_months(claim.until or claim.decided_on or claim.counted_on or date.max, self.months)


def _days(sought: Sought) -> str:
    return f"{spoken(sought.since)}至{spoken(sought.until)}：" if sought.since and sought.until else ""


def _overlap(sought: Sought, claim: EarlierClaim) -> bool:
    return (sought.since or date.min) <= (claim.until or date.max) and (claim.since or date.min) <= (
        sought.until or date.max
    )


def with_exclusions(assessment: Assessment, exclusions: Sequence[Exclusion], facts: Facts, on: date) -> Assessment:
    """The assessment with what every exclusion in force on the day says of each of its lines."""
    held = [each for each in exclusions if each.holds_on(on)]
    if not held:
        return assessment
    past = Past.of(facts.earlier, facts.filed_on)
    return replace(assessment, lines=tuple(_asked(line, held, past) for line in assessment.lines))


def _asked(line: LineAssessment, held: Sequence[Exclusion], past: Past) -> LineAssessment:
    sought = line.sought
    found = (each.finding(sought, past) for each in held if each.asks_of(sought))
    return replace(line, findings=(*line.findings, *found))
