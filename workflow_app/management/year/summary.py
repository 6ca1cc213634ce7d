"""What a played year came to: how its cases ended, how long they took, which cards were earned and answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.timezone import localtime

from workflow_app.models import Action, Case, Deadline, IssuedDocument, Supervision
from workflow_app.models.calendar_in_force import calendar_in_force

ACTS = (
    *("suspend", "resume", "decide_extension", "urge", "supervise", "supply_correction", "recompute", "leave_notice"),
    *("propose_revocation", "decide_revocation"),
)


def summary() -> dict[str, Any]:
    """Counts and working days over every case there is, as plain data."""
    cases = list(Case.objects.order_by("pk"))
    took = sorted(days for case in cases if (days := _days(case)) is not None)
    accepted = [case for case in cases if case.accepted_at]
    verbs = Counter(Action.objects.filter(verb__in=ACTS).values_list("verb", flat=True))
    lapsed = Action.objects.filter(verb="expire", body__kind=Deadline.Kind.RECEIPT).count()
    late = set(Deadline.objects.filter(kind=Deadline.Kind.PROMISED, state="expired").values_list("case", flat=True))
    cards = Supervision.objects.values_list("ground", "answered_at")
    return {
        "filed": len(cases),
        "accepted": len(accepted),
        "accepted_by_silence": lapsed,
        "states": dict(sorted(Counter(case.state for case in cases).items())),
        "open": sum(case.is_open for case in cases),
        "decided": len(took),
        "working_days": {"median": _at(took, 0.5), "p90": _at(took, 0.9)},
        "on_time": round(1 - len(late) / len(accepted), 4) if accepted else None,
        "cards": dict(sorted(Counter(ground for ground, _ in cards).items())),
        "answered": dict(sorted(Counter(ground for ground, at in cards if at).items())),
        "acts": {verb: verbs[verb] for verb in ACTS},
        "actions": Action.objects.count(),
        "papers": IssuedDocument.objects.count(),
        "papers_made": IssuedDocument.objects.exclude(sha256="").count(),
    }


LABELS = {
    "filed": "申报",
    "accepted": "受理",
    "accepted_by_silence": "其中逾期视为受理",
    "open": "年末在办",
    "decided": "作出决定",
    "on_time": "承诺期限内的比例",
    "actions": "办理记录",
    "papers": "文书",
    "papers_made": "其中制作",
}


def table(told: Mapping[str, Any]) -> list[str]:
    """The same as lines to read."""
    lines = [f"{label:<12}{told[key]}" for key, label in LABELS.items()]
    days = told["working_days"]
    lines += [f"从受理到决定的工作日：中位数 {days['median']}，九成在 {days['p90']} 以内（含公示等停止计时的日子）"]
    lines += [f"{Case._meta.get_field('state').verbose_name} {_pairs(told['states'])}"]
    lines += [f"督办和红黄牌 {_pairs(told['cards'])}；已答复 {_pairs(told['answered'])}"]
    return [*lines, f"其他办理 {_pairs(told['acts'])}"]


def _pairs(counted: Mapping[str, int]) -> str:
    return "，".join(f"{name} {many}" for name, many in counted.items())


def _days(case: Case) -> int | None:
    if case.accepted_at is None or case.decided_at is None:
        return None
    return calendar_in_force().between(localtime(case.accepted_at).date(), localtime(case.decided_at).date())


def _at(ordered: Sequence[int], share: float) -> int | None:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else None
