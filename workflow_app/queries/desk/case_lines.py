"""The findings of a case with what officers have settled since: of the whole, and line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Min, Sum

from forms.identity import mask_id, mask_name
from workflow_app.models import AssessmentRecord, Case, Claim, ClaimState, Ruling
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.money import yuan_text
from workflow_app.policy.standing import Standing
from workflow_app.queries.desk.case_settled import Settled
from workflow_app.queries.other_cases import OtherCases, Reader, other_cases

LINES = 50  # on a page
POINTS = 20  # shown beside the opinion; the others stand at their lines

Place = tuple[int, str]  # (line, condition); line 0 is the case as a whole


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with its ruling, if somebody settled it. `tone` is met, not_met or undecided; `others` are the cases it
    speaks of whose pages the reader may open."""

    line: int
    finding: Finding
    ruling: Ruling | None
    open: bool
    others: tuple[str, ...] = ()

    @property
    def tone(self) -> str:
        if self.ruling is not None and self.finding.verdict is Verdict.UNDECIDED:
            return (Verdict.MET if self.ruling.met else Verdict.NOT_MET).value
        return self.finding.verdict.value

    @property
    def may_be_ruled(self) -> bool:
        """Undecided, and nobody has spoken yet."""
        return self.finding.verdict is Verdict.UNDECIDED and self.ruling is None

    @property
    def unofficial(self) -> tuple[Standing, ...]:
        """The marks it carries: the standings below enacted of its rule and of the values it rests on."""
        return self.finding.unofficial


@dataclass(frozen=True, slots=True)
class Line:
    """One beneficiary: who (masked), what, how much, what the rules found, what became of it."""

    ordinal: int
    name: str
    number: str
    findings: tuple[Judged, ...]
    caption: str
    formula: str
    amount: str
    standing: str
    state: str
    reason: str
    off: bool

    @property
    def open(self) -> tuple[Judged, ...]:
        """What keeps the line from being agreed to."""
        return tuple(each for each in self.findings if each.open)

    @property
    def tone(self) -> str:
        if self.off:
            return "off"
        tones = {each.tone for each in self.findings}
        return next((tone for tone in ("not_met", "undecided") if tone in tones), "met")


@dataclass(frozen=True, slots=True)
class Subtotal:
    """So many lines of one kind and their arithmetic."""

    count: int
    caption: str
    formula: str
    total: Decimal
    standing: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules said of a case, its open points, one page of its lines."""

    at: datetime
    whole: tuple[Judged, ...]
    points: tuple[Line, ...]
    more_points: int
    lines: tuple[Line, ...]
    count: int
    struck_off: int

    @property
    def to_look_at(self) -> tuple[Judged, ...]:
        """Of the whole case: what is not plainly met, or was settled by a person."""
        return tuple(each for each in self.whole if each.tone != "met" or each.ruling)

    @property
    def met(self) -> tuple[Judged, ...]:
        """Of the whole case: what the rules found met by themselves."""
        return tuple(each for each in self.whole if each.tone == "met" and not each.ruling)

    @property
    def standings_of_met(self) -> tuple[Standing, ...]:
        """The marks that the folded list must still show."""
        return tuple(dict.fromkeys(standing for each in self.met for standing in each.unofficial))


def findings(case: Case, done: Settled, reader: Reader, on: date, start: int = 1) -> Findings | None:
    """The last assessment with rulings and claims laid over it; lines from `start` on. None when nothing was assessed."""
    record = AssessmentRecord.objects.filter(case=case).order_by("-id").first()
    if record is None:
        return None
    said = Assessment.from_json(record.content)
    ruled, off = done.rulings, done.off
    open_lines = [n for n, line in enumerate(said.lines, start=1) if n not in off and _is_open(n, line, ruled)]
    shown = range(start, min(start + LINES, len(said.lines) + 1))
    claims = {row.ordinal: row for row in Claim.objects.filter(case=case, ordinal__in=[*shown, *open_lines[:POINTS]])}
    looked_at = {n: said.lines[n - 1] for n in {*shown, *open_lines[:POINTS]}}
    found = (*said.findings, *(each for line in looked_at.values() for each in line.findings))
    settling = _Settling(ruled, off, other_cases(found, reader, on))
    made = {n: settling.line(n, line, claims.get(n)) for n, line in looked_at.items()}
    return Findings(
        at=record.at,
        whole=tuple(settling.judged(0, finding) for finding in said.findings),
        points=tuple(made[n] for n in open_lines[:POINTS]),
        more_points=max(len(open_lines) - POINTS, 0),
        lines=tuple(made[n] for n in shown),
        count=len(said.lines),
        struck_off=len(off),
    )


def sums(case: Case) -> list[Subtotal]:
    """The amount of a case as arithmetic, in the order of its lines: those of one kind together, those struck off left out.
    Nothing where nothing is worth money."""
    kept = Claim.objects.filter(case=case).exclude(state__in=(ClaimState.STRUCK_OFF, ClaimState.DROPPED))
    rows = kept.values("caption", "formula", "standing").annotate(
        count=Count("id"), total=Sum("amount"), first=Min("ordinal")
    )
    found = [
        Subtotal(row["count"], row["caption"], row["formula"], row["total"], row["standing"])
        for row in rows.order_by("first")
    ]
    return found if any(row.total for row in found) else []


def _is_open(number: int, line: LineAssessment, ruled: Mapping[Place, Ruling]) -> bool:
    return any(_open(number, finding, ruled) for finding in line.findings)


def _open(number: int, finding: Finding, ruled: Mapping[Place, Ruling]) -> bool:
    ruling = ruled.get((number, finding.condition))
    settled = finding.verdict is Verdict.UNDECIDED and ruling is not None and ruling.met
    return finding.verdict is not Verdict.MET and not settled


@dataclass(frozen=True, slots=True)
class _Settling:
    """What is laid over the findings: rulings, lines struck off, and what the reader may know of other cases."""

    ruled: Mapping[Place, Ruling]
    off: Mapping[int, str]
    others: OtherCases

    def judged(self, number: int, finding: Finding) -> Judged:
        open_ = number not in self.off and _open(number, finding, self.ruled)
        ruling = self.ruled.get((number, finding.condition))
        return Judged(number, self.others.told(finding), ruling, open_, self.others.to_open(finding))

    def line(self, number: int, line: LineAssessment, claim: Claim | None) -> Line:
        amount = line.amount
        return Line(
            ordinal=number,
            name=mask_name(line.name),
            number=mask_id(line.beneficiary)[-8:],
            findings=tuple(self.judged(number, finding) for finding in line.findings),
            caption=claim.caption if claim else "",
            formula=amount.formula if amount else "",
            amount=yuan_text(amount.fen) if amount else "",
            standing=amount.standing.value if amount else "",
            state=claim.get_state_display() if claim else "",
            reason=self.off.get(number, ""),
            off=number in self.off,
        )
