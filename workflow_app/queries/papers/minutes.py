"""Data of the minutes of a joint decision: who sat, what was decided, about which case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.models import Case, Opinion, Round
from workflow_app.policy import catalogue
from workflow_app.policy.money import fen_of
from workflow_app.queries.names import name_on
from workflow_app.queries.papers.head import marks, of_organ

ORDER = ["bureau_head", "deputy_head", "other_deputy_head"]  # the head presides where present


def minutes(case: Case, decided: Round, at: datetime) -> dict[str, Any]:
    """局长办公会纪要 of one round, as far as the house knows: who signed, on what, with which result. It invents no session:
    the place is this system, and of a seat that did not sign nothing is said."""
    today = localtime(at).date()
    seats = list(decided.seats.select_related("opinion__by", "desk"))
    spoke = sorted((seat for seat in seats if hasattr(seat, "opinion")), key=lambda seat: ORDER.index(seat.desk.role))
    people = [{"name": seat.opinion.by.name, "post": seat.title} for seat in spoke]
    organ, item = name_on(case.unit, today).name, catalogue.item(case.item).title_on(today)
    whole = {"number": case.number, "applicant": case.applicant.name, "count": _kept(case), "fen": fen_of(case.amount)}
    return of_organ(case.unit, today) | {
        "head": f"{organ}{decided.title}纪要",
        "held_on": today.isoformat(),
        "place": "本系统",
        "chair": people[0],
        "recorder": _handled_by(case),
        "present": people,
        "matters": [
            {
                "title": f"{item}审批事项",
                "words": [
                    f"办件{case.number}的金额超过规定数额，按规定提交会议研究。参会人员在本系统中逐一签署了意见。"
                ],
                "cases": [whole],
                "resolution": "同意审核意见，按程序公示；公示没有异议的，办理核定。",
            }
        ],
        "printed_by": f"{organ}办公室",
        "marks": marks(case.claims.values_list("standing", flat=True)),
    }


def _handled_by(case: Case) -> str:
    """Who brought the case before the meeting keeps its minutes."""
    first = Opinion.objects.filter(seat__round__case=case, seat__desk__unit=case.unit).exclude(
        seat__round__step="receive"
    )
    return first.select_related("by").earliest("at", "pk").by.name


def _kept(case: Case) -> int:
    return case.claims.exclude(state="struck_off").count()
