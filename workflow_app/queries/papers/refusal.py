"""Data of the refusal (不予批准决定书): every condition that is not met, with its law, whom it concerns, what would meet it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from forms.identity import mask_id, mask_name
from workflow_app.models import Case, ClaimState, Ruling
from workflow_app.policy.assessment import OF_THE_WHOLE, Assessment, LineAssessment
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.standing import Standing
from workflow_app.queries.other_cases import on_paper_to, other_cases
from workflow_app.queries.papers.head import ORDINANCE, basis, of_case, remedies_of

INLINE = 10  # people named in the text; more of them stand in the annexed table
# 《安阳市政务服务条例》第十三条: what is not laid down may not be a condition.
UNOFFICIAL = {
    Standing.SAMPLE: "标有“示例”的条件或者标准没有机关颁布，不能作为实际不予批准的依据（《安阳市政务服务条例》第十三条）。",
    Standing.MODELLED: "标有“参照”的标准取自其他地区或者领域的规定，不是本市对本事项的规定。",
}
BY_AN_OFFICER = "经工作人员核查，认定不符合："
NEW_EVIDENCE = "有新的材料能够证明符合这一条件的，可以附上材料重新申请。"


@dataclass(frozen=True, slots=True)
class Point:
    """One finding about the case (`row` 0) or one of its lines, with the words it is told in; the person is masked."""

    row: int
    name: str
    tail: str
    finding: Finding
    words: str
    remedy: str


def refusal(case: Case, assessment: Assessment, words: str, at: datetime) -> dict[str, Any]:
    """The officer's reason; each condition not met, by the rules or by an officer's ruling; what was left open; what was
    struck off; how to meet the conditions; remedies. Lines struck off stand in nobody's way and are not examined."""
    ruled = {(row.line, row.condition): row for row in Ruling.objects.filter(case=case)}
    off = _struck_off(case)
    every = _as_the_applicant_may_know(case, list(_every(assessment, frozenset(off))), at)
    unmet = _by_condition(filter(None, (_unmet(point, ruled) for point in every)))
    undecided = _by_condition(point for point in every if _open(point, ruled))
    found, left = [_reason(points) for points in unmet], [_reason(points) for points in undecided]
    return of_case(case, at) | {
        "reason": words if words.endswith(("。", "！", "；")) else f"{words}。",
        "findings": found,
        "undecided": left,
        "struck_off": _named(off, assessment),
        "lines": [row for points in (*unmet, *undecided) if _annexed(points) for row in _rows(points)],
        "basis": [f"{ORDINANCE}第三十八条", *basis(case.item)],
        "remedies": remedies_of(case, localtime(at).date()),
        "marks": [
            UNOFFICIAL[each] for each in UNOFFICIAL if each in {Standing(told["standing"]) for told in (*found, *left)}
        ],
    }


def _as_the_applicant_may_know(case: Case, points: list[Point], at: datetime) -> list[Point]:
    """Other cases by their number where they are the applicant's, else by their office."""
    others = other_cases((point.finding for point in points), on_paper_to(case), localtime(at).date())
    told = [others.told(point.finding) for point in points]
    return [replace(point, finding=finding, words=finding.words) for point, finding in zip(points, told, strict=True)]


def _every(assessment: Assessment, off: frozenset[int]) -> Iterator[Point]:
    """Every finding of the whole, then line by line. Where there is but one line it is the applicant's own matter."""
    for finding in assessment.findings:
        yield Point(OF_THE_WHOLE, "", "", finding, finding.words, finding.remedy)
    alone = len(assessment.lines) == 1
    for ordinal, line in enumerate(assessment.lines, start=1):
        if ordinal not in off:
            for finding in line.findings:
                yield _point(ordinal, line, finding, alone)


def _point(ordinal: int, line: LineAssessment, finding: Finding, alone: bool) -> Point:
    name, tail = ("", "") if alone else (mask_name(line.name), mask_id(line.beneficiary)[-4:])
    return Point(ordinal, name, tail, finding, finding.words, finding.remedy)


def _unmet(point: Point, ruled: Mapping[tuple[int, str], Ruling]) -> Point | None:
    """The point as a reason to refuse: what the rules found, or what an officer found where they could not say."""
    if point.finding.verdict is Verdict.NOT_MET:
        return point
    ruling = ruled.get((point.row, point.finding.condition))
    if point.finding.verdict is Verdict.MET or ruling is None or ruling.met:
        return None
    return Point(point.row, point.name, point.tail, point.finding, f"{BY_AN_OFFICER}{ruling.words}", NEW_EVIDENCE)


def _open(point: Point, ruled: Mapping[tuple[int, str], Ruling]) -> bool:
    return point.finding.verdict is Verdict.UNDECIDED and (point.row, point.finding.condition) not in ruled


def _by_condition(points: Iterable[Point]) -> list[list[Point]]:
    """Together what is of one condition, in the order the law examines them."""
    found: dict[str, list[Point]] = {}
    for point in points:
        found.setdefault(point.finding.condition, []).append(point)
    return list(found.values())


def _reason(points: Sequence[Point]) -> dict[str, Any]:
    """One condition: said once where it is the same for all; otherwise each person with their own words."""
    people = [point for point in points if point.name]
    alike = len({point.words for point in points}) == 1
    standing = Standing.weakest(tuple(point.finding.standing for point in points))
    return {
        "title": points[0].finding.title,
        "words": points[0].words if alike else "",
        "citation": str(points[0].finding.citation),
        "standing": standing.value,
        "count": len(people),
        "annexed": _annexed(points),
        "who": [] if _annexed(points) else [_told(point, "" if alike else point.words) for point in people],
        "remedies": _remedies(points),
    }


def _remedies(points: Sequence[Point]) -> list[dict[str, str]]:
    """What would meet it, and from which day on; by person where that differs."""
    found: dict[tuple[str, str], list[Point]] = {}
    for point in points:
        earliest = point.finding.earliest.isoformat() if point.finding.earliest else ""
        found.setdefault((point.remedy, earliest), []).append(point)
    alike = len(found) == 1
    return [
        {"words": words, "earliest": earliest, "who": "" if alike else _called(some)}
        for (words, earliest), some in found.items()
    ]


def _called(points: Sequence[Point]) -> str:
    if len(points) > INLINE:
        return f"附件所列{len(points)}人"
    return "、".join(f"{point.name}（尾号{point.tail}）" for point in points)


def _told(point: Point, words: str) -> dict[str, Any]:
    return {"row": point.row, "name": point.name, "tail": point.tail, "words": words}


def _rows(points: Sequence[Point]) -> Iterator[dict[str, Any]]:
    return (_told(point, point.words) | {"title": point.finding.title} for point in points if point.name)


def _annexed(points: Sequence[Point]) -> bool:
    return sum(1 for point in points if point.name) > INLINE


def _struck_off(case: Case) -> dict[int, str]:
    gone = case.claims.filter(state=ClaimState.STRUCK_OFF).order_by("ordinal")
    return dict(gone.values_list("ordinal", "reason"))


def _named(off: Mapping[int, str], assessment: Assessment) -> list[dict[str, Any]]:
    """Lines struck off before, with the reason each was given; they follow one another in one sentence."""
    lines = dict(enumerate(assessment.lines, start=1))
    return [
        {
            "row": row,
            "name": mask_name(lines[row].name),
            "tail": mask_id(lines[row].beneficiary)[-4:],
            "words": reason.rstrip("。；"),
        }
        for row, reason in off.items()
        if row in lines
    ]
