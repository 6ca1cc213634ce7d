"""What the papers of the class say, by the rows: the course as filed, its teachers and roster, the look on the spot."""

from __future__ import annotations

from typing import Any

from forms.identity import mask_id, mask_name, mask_phone
from tests.papers.head import chosen, filed, of_case
from tests.papers.leaves import Expected
from workflow_app.models import IssuedDocument, SiteCheck


def class_recorded(paper: IssuedDocument) -> Expected:
    answers = filed(paper)
    people = [
        {"name": mask_name(row["name"]), "identity": mask_id(row["id_number"]), "phone": mask_phone(row["phone"])}
        for row in answers["roster"]
    ]
    teachers = [{"name": row["name"], "subject": row["subject"]} for row in answers["teachers"]]
    return of_case(paper) | _course(paper) | {"lines": people, "teachers": teachers}


def check_record(paper: IssuedDocument) -> Expected:
    check = SiteCheck.objects.get(case=paper.case, recorded_at=paper.issued_at)
    return (
        of_case(paper)
        | _course(paper)
        | {
            "check": "培训过程检查",
            "checked_on": check.on.isoformat(),
            "officers": lambda found: sorted(found) == sorted(each.name for each in check.officers.all()),
            "present": check.present,
            "findings": lambda found: "".join(found) == "".join(check.words.split("\n")),
        }
    )


def _course(paper: IssuedDocument) -> dict[str, Any]:
    answers = filed(paper)
    return {
        "course.name": answers["course_name"],
        "course.occupation": answers["occupation"],
        "course.level": chosen(paper, "level"),
        "course.starts_on": answers["starts_on"],
        "course.ends_on": answers["ends_on"],
        "course.hours": answers["training_hours"],
        "course.place": answers["training_place"],
        "count": len(answers["roster"]),
    }


COMPARED = {
    "training/skill_training/sheets/class_recorded.html": class_recorded,
    "training/skill_training/sheets/check_record.html": check_record,
}
