"""What the house must know of a filing of this item: who applies and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow_app.policy.gist import Gist, Subject


def of_recognition(answers: Mapping[str, Any]) -> Gist:
    """A person at their street; the county decides. The category stays out of what lists show."""
    return _of_person(answers, answers["street"], "就业困难人员认定")


def of_removal(answers: Mapping[str, Any]) -> Gist:
    """The same person, where the recognition was granted."""
    number = answers["recognition_number"]
    return _of_person(answers, "", f"退出认定 {number}", parent_number=number)


def _of_person(answers: Mapping[str, Any], region: str, summary: str, parent_number: str = "") -> Gist:
    return Gist(
        applicant_kind="person",
        name=answers["applicant_name"],
        number=answers["applicant_id"],
        region=region,
        summary=summary,
        parent_number=parent_number,
        electronic_service=answers["service_way"] == "electronic",
        subjects=(Subject(answers["applicant_id"], phone=answers["applicant_phone"]),),
    )
