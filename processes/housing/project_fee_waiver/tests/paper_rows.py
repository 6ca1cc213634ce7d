"""What the papers of the waiver say, by the rows: the project and its fees as filed, each certificate the claim it is of."""

from __future__ import annotations

from typing import Any

from tests.papers.head import fen, filed, of_case
from tests.papers.leaves import Expected
from workflow_app.models import Claim, IssuedDocument


def waiver_decision(paper: IssuedDocument) -> Expected:
    assert paper.case is not None
    answers = filed(paper)
    granted = {claim.ordinal: claim for claim in paper.case.claims.exclude(state="struck_off")}
    return (
        of_case(paper)
        | _project(answers)
        | {f"project.{name}": answers[name] for name in ("units", "largest_unit", "rental_floor", "total_floor")}
        | {
            "fees": lambda found: (
                [(each["bill"], each["waived"], each["fen"] > 0) for each in found]
                == [(row["bill"], n in granted, n in granted) for n, row in enumerate(answers["fees"], start=1)]
            )
        }
    )


def waiver_certificate(paper: IssuedDocument) -> Expected:
    claim, answers = _claim(paper), filed(paper)
    row = answers["fees"][claim.ordinal - 1]
    return (
        of_case(paper)
        | _project(answers)
        | {
            "fee.name": lambda found: bool(found) and found in claim.caption,
            "fee.bill": row["bill"],
            "fee.formula": claim.formula,
            "fee.fen": fen(claim.amount),
            "grounds": lambda found: bool(found) and all(each["citation"] and each["words"] for each in found),
            "conflict": row["fee"] == "air_defence",
        }
    )


def _claim(paper: IssuedDocument) -> Claim:
    """The one the certificate is of: they are issued in the order of the lines."""
    assert paper.case is not None
    same = paper.case.papers.filter(kind=paper.kind, issued_at=paper.issued_at).order_by("pk")
    place = list(same.values_list("pk", flat=True)).index(paper.pk)
    return list(paper.case.claims.exclude(state="struck_off").order_by("ordinal"))[place]


def _project(answers: dict[str, Any]) -> dict[str, Any]:
    return {"project.name": answers["project_name"], "project.approval_number": answers["approval_number"]}


SHEETS = "housing/project_fee_waiver/sheets"
COMPARED = {f"{SHEETS}/waiver_decision.html": waiver_decision, f"{SHEETS}/waiver_certificate.html": waiver_certificate}
# What a sheet is given and leaves out, and why.
LEFT_OUT = {
    f"{SHEETS}/waiver_certificate.html": r"basis\.\d+",  # its grounds are cited one by one
}
