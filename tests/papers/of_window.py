"""What the forms signed by hand at the window are filled in with, by the rows of their case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.papers.head import of_case
from tests.papers.leaves import Expected
from workflow_app.jobs.hand_forms import FORMS
from workflow_app.models import AssessmentRecord, Case, Deadline, Defect, Filing, IssuedDocument
from workflow_app.policy import catalogue

FOUND = {"met": "符合", "not_met": "不符合", "undecided": "待核实"}
WEAKEST = ("not_met", "undecided", "met")


def form(which: str, case: Case, at: datetime) -> IssuedDocument:
    """The form as a paper nobody keeps, so that it is compared like one."""
    data = FORMS[which].data(case, at)
    number = f"办件{case.number}号"
    return IssuedDocument(case=case, unit=case.unit, number=number, issued_at=at, sheet=FORMS[which].sheet, data=data)


def service_address(paper: IssuedDocument) -> Expected:
    answers = _filed(paper)
    ways = {"post": "邮寄送达", "electronic": "电子送达"}
    way = ways[answers["service_way"]]
    return _head(paper) | {"way": lambda found: way in found, "address": answers["service_address"]}


def authority(paper: IssuedDocument) -> Expected:
    answers = _filed(paper)
    kind = _case(paper).applicant.kind == "organisation"
    return _head(paper) | {
        "organisation": kind,
        "legal_rep": answers["legal_rep_name"],
        "agent": answers["agent_name"],
    }


def tolerance(paper: IssuedDocument) -> Expected:
    """Every defect the notice named and its last day; of a case nobody asked anything of, the papers left out and no day."""
    case = _case(paper)
    procedure = catalogue.procedure(case.item, case.procedure)
    titles = {each.slug: each.title for each in procedure.questions.sections}
    waits = case.state == "awaiting_correction"
    clock = Deadline.objects.filter(case=case, kind="correction", state="armed").first() if waits else None
    rows = Defect.objects.filter(case=case).order_by("pk") if waits else []
    asked = [{"where": titles[row.section], "words": row.words} for row in rows]
    return _head(paper) | {"missing": asked, "due_on": clock.due_on.isoformat() if clock else ""}


def commitment(paper: IssuedDocument) -> Expected:
    record = AssessmentRecord.objects.filter(case=paper.case).latest("pk").content
    every = [*record["findings"], *(each for line in record["lines"] for each in line["findings"])]
    found = {each["condition"]: [one for one in every if one["condition"] == each["condition"]] for each in every}
    return _head(paper) | {
        "conditions": [_condition(alike) for alike in found.values()],
        "credit_basis": "《安阳市政务服务条例》第五十七条",
    }


def _condition(alike: list[dict[str, Any]]) -> dict[str, str]:
    verdict = next(each for each in WEAKEST if each in {one["verdict"] for one in alike})
    law = alike[0]["citation"]
    number = f"（{law['number']}）" if law["number"] else ""
    cited = f"《{law['document']}》{number}{law['article']}"
    return {"title": alike[0]["title"], "citation": cited, "found": FOUND[verdict]}


def _head(paper: IssuedDocument) -> dict[str, Any]:
    """Without the code of a kept paper."""
    return {path: wanted for path, wanted in of_case(paper).items() if path != "qr_url"}


def _filed(paper: IssuedDocument) -> dict[str, Any]:
    return dict(Filing.objects.filter(case=paper.case).latest("ordinal").answers)


def _case(paper: IssuedDocument) -> Case:
    assert paper.case is not None
    return paper.case


OF_WINDOW: dict[str, Callable[[IssuedDocument], Expected]] = {
    "service-address": service_address,
    "authority": authority,
    "tolerance": tolerance,
    "commitment": commitment,
}
