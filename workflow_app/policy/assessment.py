"""What the law says about a case on a day: findings of the whole, and a line for each beneficiary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow_app.policy.amount import AmountLine
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.sought import Sought

OF_THE_WHOLE = 0  # where lines are numbered from 1: the findings about the case itself


@dataclass(frozen=True, slots=True)
class LineAssessment:
    """One beneficiary and the one thing claimed for them.

    `key` is the thing (occupation and level, a month); `beneficiary` the identity number, `evidence` the number of
    the paper that may be used only once (a certificate): personal data, so as_json() belongs only in encrypted rows.
    `kind` is what the claim is stored under ('' for the item's own); `since` and `until` are the days it covers, both
    included: a month, a validity, a lease. `marks` are those of the same paper under which other kinds of claims stand.
    """

    key: str
    beneficiary: str
    name: str
    findings: tuple[Finding, ...]
    amount: AmountLine | None
    evidence: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    marks: tuple[str, ...] = ()

    @property
    def sought(self) -> Sought:
        """What is claimed, as other claims are compared with it."""
        return Sought(self.beneficiary, self.key, self.evidence, self.kind, self.since, self.until, self.marks)

    @property
    def verdict(self) -> Verdict:
        return Verdict.all_of(tuple(finding.verdict for finding in self.findings))

    @property
    def unmet(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.NOT_MET)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.UNDECIDED)

    @property
    def fen(self) -> int:
        """What the line is worth as it stands: nothing unless every condition is met."""
        return self.amount.fen if self.amount and self.verdict is Verdict.MET else 0

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "beneficiary": self.beneficiary,
            "name": self.name,
            "evidence": self.evidence,
            "kind": self.kind,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "marks": list(self.marks),
            "verdict": self.verdict.value,
            "findings": [finding.as_json() for finding in self.findings],
            "amount": self.amount.as_json() if self.amount else None,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LineAssessment:
        return cls(
            key=data["key"],
            beneficiary=data["beneficiary"],
            name=data["name"],
            findings=tuple(Finding.from_json(finding) for finding in data["findings"]),
            amount=AmountLine.from_json(data["amount"]) if data["amount"] else None,
            evidence=data["evidence"],
            kind=data.get("kind", ""),
            since=_day(data.get("since")),
            until=_day(data.get("until")),
            marks=tuple(data.get("marks", ())),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Findings of the whole case and its lines. A line that fails is struck off; the others go on."""

    findings: tuple[Finding, ...]
    lines: tuple[LineAssessment, ...]
    governing_on: date
    edition_sha256: str

    @property
    def verdict(self) -> Verdict:
        """Not met when a finding of the whole is, or when every line is; undecided when anything still is."""
        whole = Verdict.all_of(tuple(finding.verdict for finding in self.findings))
        of_lines = tuple(line.verdict for line in self.lines)
        if whole is Verdict.NOT_MET or (of_lines and all(verdict is Verdict.NOT_MET for verdict in of_lines)):
            return Verdict.NOT_MET
        return Verdict.UNDECIDED if Verdict.UNDECIDED in (whole, *of_lines) else Verdict.MET

    @property
    def total_fen(self) -> int:
        """Fen of the lines that are met."""
        return sum(line.fen for line in self.lines)

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """Every finding not met: of the whole first, then line by line."""
        return self._with(Verdict.NOT_MET)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return self._with(Verdict.UNDECIDED)

    def as_json(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict.value,
            "governing_on": self.governing_on.isoformat(),
            "edition_sha256": self.edition_sha256,
            "total_fen": self.total_fen,
            "findings": [finding.as_json() for finding in self.findings],
            "lines": [line.as_json() for line in self.lines],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Assessment:
        return cls(
            findings=tuple(Finding.from_json(finding) for finding in data["findings"]),
            lines=tuple(LineAssessment.from_json(line) for line in data["lines"]),
            governing_on=date.fromisoformat(data["governing_on"]),
            edition_sha256=data["edition_sha256"],
        )

    def _with(self, verdict: Verdict) -> tuple[Finding, ...]:
        of_lines = (finding for line in self.lines for finding in line.findings)
        return tuple(finding for finding in (*self.findings, *of_lines) if finding.verdict is verdict)
