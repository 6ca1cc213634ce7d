"""Data of the papers on what happens beside a case's route: it stands still, goes on, gets longer, ends without a decision."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.flow.limits import holds_back
from workflow_app.models import Case, Deadline, Extension, Pause
from workflow_app.queries.papers.head import ORDINANCE, clocks_of, limit_marks, of_case, remedies_of, with_estimates

DAYS: dict[str, str] = {
    Deadline.Kind.PROMISED: "promised",
    Deadline.Kind.STATUTORY: "statutory",
    Deadline.Kind.CORRECTION: "supplement",
}
LICENSING = "《中华人民共和国行政许可法》"
NO_RULE = "没有找到适用于本事项的中止、终止规定，本文书按系统的示例规则出具，不能作为实际办理的依据。"
MODELLED = "特别程序所需时间不计入办理期限，参照行政许可的规定，不是本市对本事项的规定。"


def suspension(case: Case, pause: Pause, at: datetime) -> dict[str, Any]:
    """中止办理通知书: from when, why, what follows."""
    said = {"reason": _closed(pause.words), "since": pause.since.isoformat(), "marks": [NO_RULE]}
    return of_case(case, at) | said | {"basis": ["示例规则（未颁布）"]}


def special_procedure(case: Case, pause: Pause, days: int, at: datetime) -> dict[str, Any]:
    """特别程序告知书: which procedure, why, how long about (行政许可法第四十五条)."""
    return of_case(case, at) | {
        "procedure": pause.get_reason_display(),
        "reason": _closed(pause.words),
        "since": pause.since.isoformat(),
        "days": days,
        "basis": [f"{ORDINANCE}第三十七条", f"{LICENSING}第四十五条"],
        "marks": [MODELLED],
    }


def resumption(case: Case, pause: Pause, words: str, at: datetime) -> dict[str, Any]:
    """恢复办理通知书: what stood still since when goes on; until when it will be done now."""
    today = localtime(at).date()
    days = _days(case, today)
    said = of_case(case, at) | {
        "stood": pause.get_reason_display(),
        "since": pause.since.isoformat(),
        "until": today.isoformat(),
        "reason": _closed(words) if words else "",
        **days,
        "still": case.pauses.filter(until=None).exists(),
        "marks": limit_marks(case, _limits(case), today),
    }
    return with_estimates(said, *days.values())


def extension(case: Case, row: Extension, at: datetime) -> dict[str, Any]:
    """延长办理期限告知书: by how much, why, until when now."""
    today = localtime(at).date()
    days = _days(case, today)
    said = of_case(case, at) | {
        "days": row.days,
        "reason": _closed(row.words),
        **days,
        "still": case.pauses.filter(until=None).exists(),
        "basis": [f"{LICENSING}第四十二条"],
        "marks": limit_marks(case, _limits(case) | {"延长期限": clocks_of(case).extension}, today),
    }
    return with_estimates(said, *days.values())


def termination(case: Case, ground: str, words: str, at: datetime) -> dict[str, Any]:
    """终止办理决定书: the facts, the ground of the closed list, remedies."""
    return of_case(case, at) | {
        "ground": ground,
        "reason": _closed(words),
        "basis": ["示例规则（未颁布）"],
        "remedies": remedies_of(case, localtime(at).date()),
        "marks": [NO_RULE],
    }


def _limits(case: Case) -> dict[str, str]:
    return {"法定办理时限": clocks_of(case).statutory, "承诺办理时限": clocks_of(case).promised}


def _days(case: Case, on: date) -> dict[str, str]:
    """The last days of the clocks that run and are not over; '' for one that does not, or that stands still."""
    armed = case.deadlines.filter(kind__in=DAYS, state=Deadline.State.ARMED, due_on__gte=on).order_by("-pk")
    still = list(case.pauses.filter(until=None).values_list("reason", flat=True))
    run = (row for row in armed if not any(holds_back(reason, row.kind) for reason in still))
    return dict.fromkeys(DAYS.values(), "") | {DAYS[row.kind]: row.due_on.isoformat() for row in run}


def _closed(words: str) -> str:
    return words if words.endswith(("。", "！", "；")) else f"{words}。"
