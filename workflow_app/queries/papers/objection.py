"""Data of the answer to an objection (异议处理答复): to whom, about which line, what the check has shown, what follows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from forms.identity import group_in_fours, mask_name
from workflow_app.models import IssuedDocument, Objection
from workflow_app.policy import catalogue
from workflow_app.queries.papers.head import of_organ

FOLLOWS = {
    Objection.State.UPHELD: "您提出的异议成立。该行已经核减，从公示名单撤下，不再核定补贴。",
    Objection.State.DISMISSED: "您提出的异议不成立。该行按程序继续办理。",
}


def objection_answer(objection: Objection, at: datetime) -> dict[str, Any]:
    """Of the line no more than the notice showed; who objected is masked, and their own words are not repeated."""
    notice, today = objection.line.notice, localtime(at).date()
    name, township, tail = objection.line.shown.split("|")
    paper = IssuedDocument.objects.filter(notice=notice, kind="public_notice").values_list("number", flat=True)
    return of_organ(notice.unit, today) | {
        "to": mask_name(objection.name),
        "code": group_in_fours(objection.code),
        "objected_on": localtime(objection.at).date().isoformat(),
        "notice": {"batch": str(notice), "number": paper.first() or ""},
        "item": catalogue.item(notice.item).title_on(today),
        "line": {"ordinal": objection.line.ordinal, "name": name, "township": township, "last_four": tail},
        "answer": [part.strip() for part in objection.answer.splitlines() if part.strip()],
        "follows": FOLLOWS[Objection.State(objection.state)],
        "marks": [],
    }
