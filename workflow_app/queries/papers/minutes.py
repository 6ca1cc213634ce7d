"""Data of the minutes of a meeting: when and where it sat, who was there, what was decided about which case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.approval.stance import Stance
from workflow_app.models import Account, Case, Meeting, Round, RoundState, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.money import fen_of
from workflow_app.queries.law.meetings import meeting_of, members_of
from workflow_app.queries.names import name_on
from workflow_app.queries.papers.head import marks, of_organ
from workflow_app.queries.papers.telling import telling

RESOLVED = {
    RoundState.APPROVED: "同意审核意见，按程序公示；公示没有异议的，办理核定。",
    RoundState.REFUSED: "不同意审核意见，由分管领导按程序作出不予批准的决定或者退回重新审核。",
    RoundState.RETURNED: "退回重新审核，补充说明后再提交会议研究。",
}


def minutes(case: Case, decided: Round, at: datetime) -> dict[str, Any]:
    """纪要 of one round: the session as it was recorded, each signature, the resolution they came to.

    An item may word for itself what was heard and resolved (PaperKind.tell: `heard` paragraphs, `resolution` of an
    approval, `shows_sum` whether the case's sum is listed).
    """
    today = localtime(at).date()
    meeting = meeting_of(decided)
    assert meeting is not None  # nobody signs at a meeting before it is recorded
    posts = {account.pk: (seat, account) for seat, account in members_of(decided, meeting.held_on)}
    there = {each.pk for each in meeting.present.all()}
    organ = name_on(case.unit, today).name
    return of_organ(case.unit, today) | {
        "head": f"{organ}{decided.title}纪要",
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "chair": {"name": meeting.chair.name, "post": posts[meeting.chair_id][0].title},
        "recorder": meeting.by.name,
        "present": _people(pair for pk, pair in posts.items() if pk in there),
        "absent": _people(pair for pk, pair in posts.items() if pk not in there),
        "matters": [_matter(case, meeting, decided, at)],
        "printed_by": f"{organ}办公室",
        "marks": marks(case.claims.values_list("standing", flat=True)),
    }


def _matter(case: Case, meeting: Meeting, decided: Round, at: datetime) -> dict[str, Any]:
    paper = catalogue.procedure(case.item, case.procedure).paper("minutes")
    own = paper.tell(telling(case, at)) if paper.tell else {}
    heard = own.get("heard", [f"办件{case.number}的金额超过规定数额，按规定提交会议研究。"])
    whole = {"number": case.number, "applicant": case.applicant.name, "count": _kept(case), "fen": fen_of(case.amount)}
    state = RoundState(decided.state)
    return {
        "title": f"{catalogue.item(case.item).title_on(localtime(at).date())}审批事项",
        "words": [*heard, _closed(meeting.words), *_votes(decided), _count(decided)],
        "cases": [whole] if own.get("shows_sum", True) else [],
        "resolution": own.get("resolution", RESOLVED[state]) if state == RoundState.APPROVED else RESOLVED[state],
    }


def _people(pairs: Iterable[tuple[Seat, Account]]) -> list[dict[str, str]]:
    return [{"name": account.name, "post": seat.title} for seat, account in pairs]


def _votes(decided: Round) -> list[str]:
    """Who signed what; a reason is told where somebody gave one."""
    seats = (
        decided.seats.filter(opinion__isnull=False, removed_at__isnull=True)
        .select_related("opinion__by")
        .order_by("place")
    )
    return [
        f"{seat.title}{seat.opinion.by.name}：{Stance(seat.opinion.stance).label}。{_closed(seat.opinion.words)}"
        for seat in seats
    ]


def _count(decided: Round) -> str:
    """How it came out, in numbers: who was there without signing said nothing."""
    said = [
        Stance(each)
        for each in decided.seats.filter(opinion__isnull=False, removed_at__isnull=True).values_list(
            "opinion__stance", flat=True
        )
    ]
    told = "、".join(f"{stance.label}{said.count(stance)}票" for stance in dict.fromkeys(said))
    return (
        f"表决结果：{told}。其余参会人员没有签署意见。"
        if len(said) < decided.meeting.present.count()
        else f"表决结果：{told}。"
    )


def _closed(words: str) -> str:
    """A sentence that ends, or nothing."""
    said = words.strip()
    return said if not said or said.endswith(("。", "！", "；")) else f"{said}。"


def _kept(case: Case) -> int:
    return case.claims.exclude(state="struck_off").count()
