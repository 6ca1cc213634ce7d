"""The papers of the waiver: one decision on the project, and one certificate for each fee with the basis it rests on."""

from __future__ import annotations

from typing import Any

from processes.housing.project_fee_waiver.fees import AIR_DEFENCE, fees_of
from processes.papers import OF_EVERY_FILING
from workflow_app.policy.effect import Telling
from workflow_app.policy.finding import Verdict
from workflow_app.policy.paper import PaperKind

OWN_SHEETS = "housing/project_fee_waiver/sheets"


def decision_facts(telling: Telling) -> dict[str, Any]:
    """The project, and of each fee whether it is waived."""
    answers = telling.facts.answers
    rows = zip(fees_of(telling.facts), telling.assessment.lines, strict=True)
    return {
        "project": {
            "name": answers.project_name,
            "approval_number": answers.approval_number,
            "units": answers.units,
            "largest_unit": answers.largest_unit,
            "rental_floor": answers.rental_floor,
            "total_floor": answers.total_floor,
        },
        "fees": [
            {"name": fee.name, "bill": fee.row.bill, "fen": line.amount.fen if line.amount else 0}
            | {"waived": line.verdict is not Verdict.NOT_MET}
            for fee, line in rows
        ],
    }


def certificate_facts(telling: Telling) -> dict[str, Any]:
    """One fee: how much, on what arithmetic, and every law it rests on or collides with, with what was found."""
    line = telling.line
    assert line is not None, "a certificate is of a line"
    assert line.amount is not None, "every fee is reckoned"
    fee = fees_of(telling.facts)[telling.ordinal - 1]
    answers = telling.facts.answers
    return {
        "project": {"name": answers.project_name, "approval_number": answers.approval_number},
        "fee": {"name": fee.name, "bill": fee.row.bill, "formula": line.amount.formula, "fen": line.amount.fen},
        "grounds": [{"citation": str(each.citation), "words": each.words} for each in line.findings[:2]],
        "conflict": fee.row.fee == AIR_DEFENCE,
        "marks": [line.amount.standing.notice] if line.amount.standing.notice else [],
    }


DECISION = PaperKind(
    "waiver_decision", "项目认定书", "case_paper", "认", f"{OWN_SHEETS}/waiver_decision.html", tell=decision_facts
)
CERTIFICATE = PaperKind(
    "waiver_certificate",
    "免收通知单",
    "case_paper",
    "免",
    f"{OWN_SHEETS}/waiver_certificate.html",
    tell=certificate_facts,
)
OF_WAIVER = (*OF_EVERY_FILING, DECISION, CERTIFICATE)
