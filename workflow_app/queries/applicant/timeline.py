"""A case as its applicant sees it go by: five or six stages, each behind, here or ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.flow.arrival import NOTICE
from workflow_app.flow.released import route
from workflow_app.models import Case, CaseState
from workflow_app.policy import catalogue

S = CaseState
FUNDS = "request_funds"
STAGE_OF_STEP = {"receive": "accepted", "correct": "accepted", NOTICE: "notice", "confirm": "decided", FUNDS: "paid"}
ENDED_WITHOUT = {S.NOT_ACCEPTED, S.REFUSED, S.WITHDRAWN, S.DEEMED_WITHDRAWN, S.TERMINATED, S.REVOKED}


@dataclass(frozen=True)
class Stage:
    """`mark`: done, here, ahead, or stopped (it ended here without what was asked for)."""

    slug: str
    title: str
    mark: str
    at: datetime | date | None = None
    words: str = ""


def stages(case: Case, *, noticed_on: date | None = None, paid_on: datetime | None = None) -> tuple[Stage, ...]:
    """The stages of this case's own route, in order."""
    steps = route(case.item, case.procedure, case.route_version).steps
    titles = {"submitted": "已提交", "accepted": "受理", "review": "审核"}
    titles |= {"notice": "公示"} if NOTICE in steps else {}
    titles |= {"decided": "核定" if FUNDS in steps else "决定"}
    titles |= {"paid": "拨付"} if FUNDS in steps else {}
    times = {"submitted": case.filed_at, "accepted": case.accepted_at, "notice": noticed_on}
    times |= {"decided": case.decided_at if case.state in (S.APPROVED, S.CLOSED, S.REVOKED) else None, "paid": paid_on}
    here = list(titles).index(_here(case, titles))
    marks = [_mark(case, place, here) for place in range(len(titles))]
    if case.state in ENDED_WITHOUT:
        return _stopped(case, titles, times, here)
    return tuple(
        Stage(slug, title, mark, times.get(slug) if mark != "ahead" else None)
        for (slug, title), mark in zip(titles.items(), marks, strict=True)
    )


def _here(case: Case, titles: dict[str, str]) -> str:
    """The stage the case stands in."""
    if case.state in (S.SUBMITTED, S.AWAITING_CORRECTION, S.NOT_ACCEPTED, S.DEEMED_WITHDRAWN):
        return "accepted"
    if case.state in (S.APPROVED, S.CLOSED, S.REVOKED):
        return list(titles)[-1]
    if case.state == S.REFUSED:
        return "decided"
    if case.state in (S.WITHDRAWN, S.TERMINATED):
        return "review" if case.accepted_at else "accepted"
    stage = STAGE_OF_STEP.get(case.step, "review")
    return stage if stage in titles else "review"


def _mark(case: Case, place: int, here: int) -> str:
    if place < here:
        return "done"
    if place > here:
        return "ahead"
    pays = catalogue.procedure(case.item, case.procedure).pays and case.amount
    finished = case.state == S.CLOSED or (case.state == S.APPROVED and not case.step and not pays)
    return "done" if finished else "here"


def _stopped(
    case: Case, titles: dict[str, str], times: dict[str, datetime | date | None], here: int
) -> tuple[Stage, ...]:
    slugs = list(titles)[:here]
    passed = (Stage(slug, titles[slug], "done", times.get(slug)) for slug in slugs)
    return (*passed, Stage("ended", case.state_word, "stopped", case.ended_at))
