"""What was filed, masked, with what a correction changed; and the files that came with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.answers import Answers
from forms.fields import Files, Roster
from forms.questionnaire import Questionnaire
from forms.review import review, roster_table
from workflow_app.models import Case, Filing, StoredFile
from workflow_app.policy import catalogue


@dataclass(frozen=True, slots=True)
class FiledLine:
    """One question and its answer; `before` is what the filing before said, when it said something else."""

    label: str
    words: str
    changed: bool
    before: str


@dataclass(frozen=True, slots=True)
class FiledSection:
    slug: str
    title: str
    lines: tuple[FiledLine, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file of the case and the question it answers ('' for one that a correction replaced)."""

    pk: int
    name: str
    label: str
    kind: str
    size: int
    pages: int
    new: bool

    @property
    def previews(self) -> bool:
        """Whether a browser can show it."""
        return self.kind in ("pdf", "jpeg")


@dataclass(frozen=True, slots=True)
class RosterPage:
    """Some rows of the list of people, masked, each with its number; `count` is how many there are in all."""

    label: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    count: int


def filed(case: Case, filings: Sequence[Filing]) -> list[FiledSection]:
    """The newest filing, section by section. `filings` newest first, one or two of them."""
    questions = catalogue.procedure(case.item, case.procedure).questions
    now = Answers.from_json(questions, filings[0].answers)
    before = Answers.from_json(questions, filings[1].answers) if len(filings) > 1 else None
    old = _words(questions, before) if before else {}
    return [
        _section(section, old, filings[0].answers, filings[1].answers if before else None)
        for section in review(questions, now)
    ]


def attached(case: Case, filings: Sequence[Filing]) -> list[AttachedFile]:
    """Every file a filing of the case names: those of the newest first, in the order of asking."""
    questions = catalogue.procedure(case.item, case.procedure).questions
    labels = _labels(questions, filings[0].answers)
    earlier = _labels(questions, filings[1].answers) if len(filings) > 1 else None
    found = {row.sha256: row for row in StoredFile.objects.filter(case=case).order_by("pk")}
    order = [*(sha for sha in labels if sha in found), *(sha for sha in found if sha not in labels)]
    return [_file(found[sha], labels.get(sha) or _beside(found[sha]), earlier) for sha in order]


def _beside(row: StoredFile) -> str:
    """A file no answer names was replaced by a correction, or lies beside a signer's opinion."""
    return "签署意见所附" if row.opinion_id else ""


def _words(questions: Questionnaire, answers: Answers) -> dict[str, str]:
    return {line.name: line.words for section in review(questions, answers) for line in section.lines}


def _section(section: Any, old: Mapping[str, str], now: dict[str, Any], before: dict[str, Any] | None) -> FiledSection:
    lines = []
    for line in section.lines:
        changed = before is not None and now.get(line.name) != before.get(line.name)
        lines.append(FiledLine(line.label, "" if line.unanswered else line.words, changed, old.get(line.name, "")))
    return FiledSection(section.slug, section.title, tuple(lines), any(line.changed for line in lines))


def _labels(questions: Questionnaire, answers: dict[str, Any]) -> dict[str, str]:
    """{digest: question} of every file an answer refers to."""
    asked = [each for each in questions.asked(answers) if isinstance(each, Files)]
    return {file["sha256"]: each.label for each in asked for file in answers.get(each.name) or ()}


def _file(row: StoredFile, label: str, earlier: Mapping[str, str] | None) -> AttachedFile:
    kept = row.name or row.kind
    new = earlier is not None and bool(label) and row.sha256 not in earlier
    return AttachedFile(row.pk, kept, label, row.kind, row.size, row.pages, new)


def roster_of(case: Case, filings: Sequence[Filing], start: int, count: int) -> RosterPage | None:
    """A page of the roster of the newest filing, from a row on; None where no list of people was asked for."""
    questions = catalogue.procedure(case.item, case.procedure).questions
    given = filings[0].answers
    asked = next((each for each in questions.asked(given) if isinstance(each, Roster) and not each.typed), None)
    if asked is None or not given.get(asked.name):
        return None
    rows = asked.from_json(given[asked.name][start - 1 : start - 1 + count])
    headings, *body = roster_table(asked, rows)
    numbered = tuple(enumerate(body, start=start))
    return RosterPage(asked.label, headings, numbered, len(given[asked.name]))
