"""What the papers of the recognition say, by the rows: the person in full, the category as it was chosen, the days of the claim."""

from __future__ import annotations

from tests.papers.head import chosen, filed, of_case
from tests.papers.leaves import Expected
from workflow_app.models import IssuedDocument


def recognised(paper: IssuedDocument) -> Expected:
    assert paper.case is not None
    claim, answers = paper.case.claims.get(), filed(paper)
    assert claim.since is not None
    assert claim.until is not None
    return of_case(paper) | {
        "person.name": answers["applicant_name"],
        "person.identity": paper.case.applicant.number,
        "category": chosen(paper, "category"),
        "valid.since": claim.since.isoformat(),
        "valid.until": claim.until.isoformat(),
        "valid.standing": claim.standing,
    }


def removed(paper: IssuedDocument) -> Expected:
    assert paper.case is not None
    assert paper.case.parent is not None
    told = {"recognition": paper.case.parent.number, "ends_on": filed(paper)["changed_on"]}
    return of_case(paper) | told | {"reason": chosen(paper, "reason")}


COMPARED = {
    "insurance/hardship_recognition/sheets/recognised.html": recognised,
    "insurance/hardship_recognition/sheets/removed.html": removed,
}
