"""Until when a case waits, for whom, and why its clock stood still: in the words its applicant reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.models import Case, Deadline, Pause
from workflow_app.models.edition import edition_of
from workflow_app.policy.standing import Standing

WAITED_FOR = {
    Deadline.Kind.CORRECTION: "请您在这一天前%s",
    Deadline.Kind.RECEIPT: "这一天前告诉您是否受理",
    Deadline.Kind.PROMISED: "承诺这一天前办完",
    Deadline.Kind.STATUTORY: "法定最晚这一天办完",
}
WHY_IT_STANDS_STILL = {
    "notice": "名单正在公示，公示的天数不算办理时间。",
    "review": "正在组织评审，评审的天数不算办理时间。",
    "site_check": "工作人员要到现场核查，核查的天数不算办理时间。",
    "objection": "有人对公示名单提出异议，正在核查，核查的天数不算办理时间。",
    "assistance": "正在请其他部门协助核实，等回复的天数不算办理时间。",
    "suspension": "办理已经中止，原因见中止办理通知书；中止的天数不算办理时间，恢复时书面告诉您新的期限。",
}


@dataclass(frozen=True)
class Until:
    """By when what must have happened; `left` is working days, negative when it is over. `standing` is that of the limit."""

    kind: str
    words: str
    due_on: date
    left: int
    standing: Standing


def until(case: Case, armed: Iterable[Deadline], on: date, calendar: WorkingCalendar) -> Until | None:
    """What the applicant waits for, or must do, and by when: the nearest of the four clocks that runs."""
    rows = {row.kind: row for row in reversed(list(armed))}
    for kind, said in WAITED_FOR.items():
        if row := rows.get(kind):
            left = calendar.between(on, row.due_on)
            standing = standing_of(case, row.parameter, row.starts_on)
            words = said % case.correction_word if kind == Deadline.Kind.CORRECTION else said
            return Until(kind, words, row.due_on, left, standing)
    return None


def besides(
    case: Case, armed: Iterable[Deadline], shown: Until | None, on: date, calendar: WorkingCalendar
) -> Until | None:
    """The statutory limit beside the promised one, so that both stand on the page; None where it is the one shown."""
    row = next((row for row in armed if row.kind == Deadline.Kind.STATUTORY), None)
    if row is None or shown is None or shown.kind != Deadline.Kind.PROMISED:
        return None
    standing = standing_of(case, row.parameter, row.starts_on)
    said = WAITED_FOR[Deadline.Kind.STATUTORY]
    return Until(row.kind, said, row.due_on, calendar.between(on, row.due_on), standing)


def standing_of(case: Case, parameter: str, on: date) -> Standing:
    """How much authority a limit of the case's edition has."""
    return Standing(edition_of(case).on(on).limit(parameter).standing)


def stood_still(pauses: Iterable[Pause], on: date, calendar: WorkingCalendar) -> list[dict[str, object]]:
    """When and why the clock stood still, the latest first."""
    return [
        {
            "reason": pause.reason,
            "title": pause.get_reason_display(),
            "since": pause.since,
            "until": pause.until,
            "running": pause.until is None,
            "days": calendar.between(pause.since, pause.until or on),
            "why": WHY_IT_STANDS_STILL.get(pause.reason, ""),
            "words": pause.words,
        }
        for pause in pauses
    ]
