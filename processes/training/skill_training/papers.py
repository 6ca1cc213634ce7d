"""The papers of the two procedures. Most wordings are the house's own templates; those of the class stand in sheets/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.identity import mask_id, mask_name, mask_phone
from processes.papers import OF_EVERY_FILING, OF_NOTICED_PAYMENT
from processes.training.skill_training import OPINION, TRAINING_REGULATION
from processes.training.skill_training.questions import LEVEL_NAMES
from workflow_app.policy.paper import PaperKind

OWN_SHEETS = "training/skill_training/sheets"


def course_facts(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The course as recorded, and how many people are on its roster."""
    return {
        "course": {
            "name": answers["course_name"],
            "occupation": answers["occupation"],
            "level": LEVEL_NAMES[answers["level"]],
            "starts_on": answers["starts_on"].isoformat(),
            "ends_on": answers["ends_on"].isoformat(),
            "hours": answers["training_hours"],
            "place": answers["training_place"],
        },
        "count": len(answers["roster"]),
    }


def class_facts(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the paper that records the class says of it: the course, everyone on the roster masked."""
    return course_facts(answers) | {
        "basis": [str(OPINION), str(TRAINING_REGULATION)],
        "teachers": [{"name": row.name, "subject": row.subject} for row in answers["teachers"]],
        "lines": [
            {"name": mask_name(row.name), "identity": mask_id(row.id_number), "phone": mask_phone(row.phone)}
            for row in answers["roster"]
        ],
    }


MINUTES = PaperKind("minutes", "局长办公会纪要", "gongwen", "纪", "papers/minutes.html", internal=True)
CLASS_RECORDED = PaperKind(
    "class_recorded", "开班备案通知书", "case_paper", "备", f"{OWN_SHEETS}/class_recorded.html", gather=class_facts
)
CHECK_RECORD = PaperKind(
    "check_record",
    "培训过程检查记录",
    "case_paper",
    "检",
    f"{OWN_SHEETS}/check_record.html",
    internal=True,
    gather=course_facts,
)

OF_CLASS_RECORD = (*OF_EVERY_FILING, CLASS_RECORDED, CHECK_RECORD)
OF_CLAIM = (*OF_NOTICED_PAYMENT, MINUTES)
