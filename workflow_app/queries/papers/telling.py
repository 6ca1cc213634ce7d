"""What a paper that only its item can word is worded from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.models import Case, Unit
from workflow_app.policy import catalogue
from workflow_app.policy.effect import Telling
from workflow_app.policy.paper import PaperKind
from workflow_app.queries.law.facts import answers_of, facts_of
from workflow_app.queries.law.predicates import last_assessment
from workflow_app.queries.papers.head import basis, of_case, of_organ
from workflow_app.queries.papers.line_course import hands_of_case, tiers_of_lines


def own_paper(case: Case, kind: str, at: datetime, unit: Unit | None = None) -> dict[str, Any]:
    """The data of a paper of the item's own: the head every paper has (`unit` where another office than the deciding one
    issues it), and what the item adds."""
    paper = catalogue.procedure(case.item, case.procedure).paper(kind)
    organ = of_organ(unit, localtime(at).date()) if unit else {}
    said = of_case(case, at) | organ | {"basis": basis(case.item)}
    if paper.gather:
        said |= paper.gather(answers_of(case))
    return said | (paper.tell(telling(case, at)) if paper.tell else {})


def line_papers(case: Case, paper: PaperKind, ordinals: list[int], at: datetime) -> list[dict[str, Any]]:
    """The same for each granted line, by its number; of one that is paid also who examined it and whose money was set aside."""
    whole, head = telling(case, at), of_case(case, at) | {"basis": basis(case.item)}
    assert paper.tell is not None, "a paper of a line is told of the line"
    told = {ordinal: head | paper.tell(_of_line(whole, ordinal)) for ordinal in ordinals}
    if not catalogue.procedure(case.item, case.procedure).pays:
        return list(told.values())
    hands, tiers = hands_of_case(case, at), tiers_of_lines(case, ordinals)
    return [data | {"hands": hands, "tiers": tiers[ordinal]} for ordinal, data in told.items()]


def telling(case: Case, at: datetime) -> Telling:
    """The facts as they stand and the findings as they were last made."""
    return Telling(case.number, facts_of(case, localtime(at).date()).facts, last_assessment(case), at)


def _of_line(whole: Telling, ordinal: int) -> Telling:
    line = whole.assessment.lines[ordinal - 1]
    return Telling(whole.case_number, whole.facts, whole.assessment, whole.at, line, ordinal)
