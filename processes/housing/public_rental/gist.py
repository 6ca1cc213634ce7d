"""What the house must know of a filing of this item: who applies, where, for whom. Nobody is paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from processes.housing.public_rental.questions import LEAVING_WHY
from workflow_app.clock.spoken import spoken
from workflow_app.policy.gist import Gist, Subject

HOUSING = "housing"
WHY = {option.value: option.label for option in LEAVING_WHY}


def of_application(answers: Mapping[str, Any]) -> Gist:
    """The street of the household receives it, its county's housing bureau decides."""
    subjects = tuple(Subject(row.id_number) for row in answers["members"])
    return _person(answers, f"{len(subjects)}人家庭申请保障", region=answers["street"], subjects=subjects)


def of_renewal(answers: Mapping[str, Any]) -> Gist:
    subjects = (Subject(answers["applicant_id"]),)
    return _under(answers, f"续租到{spoken(answers['new_until'])}", subjects)


def of_exit(answers: Mapping[str, Any]) -> Gist:
    return _under(answers, WHY[answers["leaving_why"]], ())


def _under(answers: Mapping[str, Any], summary: str, subjects: tuple[Subject, ...]) -> Gist:
    return _person(answers, summary, parent_number=answers["application_number"], subjects=subjects)


def _person(
    answers: Mapping[str, Any],
    summary: str,
    *,
    region: str = "",
    parent_number: str = "",
    subjects: tuple[Subject, ...] = (),
) -> Gist:
    return Gist(
        applicant_kind="person",
        name=answers["applicant_name"],
        number=answers["applicant_id"],
        region=region,
        summary=summary,
        authority=HOUSING,
        parent_number=parent_number,
        electronic_service=answers["service_way"] == "electronic",
        subjects=subjects,
    )
