"""The papers of the procedures. Most wordings are the house's own templates; those of the decision stand in sheets/."""

from __future__ import annotations

from typing import Any

from processes.papers import OF_EVERY_FILING
from workflow_app.policy.effect import Telling
from workflow_app.policy.paper import PaperKind

OWN_SHEETS = "insurance/hardship_recognition/sheets"


def recognition_facts(telling: Telling) -> dict[str, Any]:
    """From when to when it is valid. The category is told to nobody but the person, on their own paper."""
    line = telling.assessment.lines[0]
    assert line.since, "a recognition has a validity"
    assert line.until, "a recognition has a validity"
    answers, standing = telling.facts.answers, line.amount.standing.value if line.amount else ""
    return {
        "person": {"name": answers.applicant_name, "identity": answers.applicant_id},
        "category": answers.questionnaire.section("situation").fields[0].show(answers.category),
        "valid": {"since": line.since.isoformat(), "until": line.until.isoformat(), "standing": standing},
    }


def removal_facts(telling: Telling) -> dict[str, Any]:
    """Which recognition ends, and from which day."""
    answers = telling.facts.answers
    return {
        "recognition": answers.recognition_number,
        "ends_on": answers.changed_on.isoformat(),
        "reason": answers.questionnaire.section("leaving").fields[1].show(answers.reason),
    }


RECOGNISED = PaperKind(
    "recognised", "就业困难人员认定书", "case_paper", "困", f"{OWN_SHEETS}/recognised.html", tell=recognition_facts
)
REMOVED = PaperKind(
    "removed", "退出就业困难人员认定通知书", "case_paper", "困退", f"{OWN_SHEETS}/removed.html", tell=removal_facts
)

OF_RECOGNITION = (*OF_EVERY_FILING, RECOGNISED)
OF_REMOVAL = (*OF_EVERY_FILING, REMOVED)
