"""Papers of a case before its decision: received, accepted, sent back, supplemented, ended without a decision, refused."""

from __future__ import annotations

from typing import Any

from tests.papers.head import clock, day, days_of, of_case, remedies_of, word_of
from tests.papers.leaves import Expected, among, one_of, says, sentence
from workflow_app.models import Action, AssessmentRecord, Case, Filing, IssuedDocument
from workflow_app.policy import catalogue


def receipt(paper: IssuedDocument) -> Expected:
    case = _case(paper)
    return of_case(paper) | {
        "received_at": clock(case.filed_at),
        "papers_received": _handed_in(paper),
        "answer_by": one_of(*days_of(case, "receipt")),
        "agent": case.filed_by.name,
    }


def acceptance(paper: IssuedDocument) -> Expected:
    case = _case(paper)
    silent = Action.objects.filter(stream=case.stream_id, verb="expire", at=paper.issued_at).exists()
    return of_case(paper) | {
        "papers_received": _handed_in(paper),
        "deemed": silent,
        "pauses": "公示",
        "case.due_on": one_of(*days_of(case, "promised")),
    }


def correction(paper: IssuedDocument) -> Expected:
    case = _case(paper)
    return of_case(paper) | {"defects": _named_defects(paper), "due_on": one_of(*days_of(case, "correction"))}


def supplement(paper: IssuedDocument) -> Expected:
    case = _case(paper)
    assert case.accepted_at is not None
    return correction(paper) | {"accepted_on": day(case.accepted_at)}


def deemed_withdrawn(paper: IssuedDocument) -> Expected:
    case = _case(paper)
    asked = case.papers.filter(kind="correction", issued_at__lt=paper.issued_at).latest("issued_at")
    assert case.ended_at is not None
    return of_case(paper) | {
        "correction.number": asked.number,
        "correction.issued_on": day(asked.issued_at),
        "due_on": asked.data["due_on"],
        "ended_on": day(case.ended_at),
    }


def not_accepted(paper: IssuedDocument) -> Expected:
    return of_case(paper) | remedies_of(paper) | {"reason": sentence(word_of(paper, "refuse").words)}


def refusal(paper: IssuedDocument) -> Expected:
    """Each condition the rules found not met, or an officer ruled so, once; those left open; the lines struck off."""
    case = _case(paper)
    record = AssessmentRecord.objects.filter(case=case, at__lte=paper.issued_at).latest("pk")
    off = case.claims.filter(state="struck_off").order_by("ordinal")
    rulings = {(row.line, row.condition): row.met for row in case.rulings.all()}
    told = list(_findings(record.content, {claim.ordinal for claim in off}))
    unmet = [title for key, title, verdict in told if verdict == "not_met" or rulings.get(key) is False]
    open_still = [title for key, title, verdict in told if verdict == "undecided" and key not in rulings]
    return (
        of_case(paper)
        | remedies_of(paper)
        | {
            "reason": sentence(word_of(paper, "refuse").words),
            "findings": lambda found: [each["title"] for each in found] == list(dict.fromkeys(unmet)),
            "undecided": lambda found: [each["title"] for each in found] == list(dict.fromkeys(open_still)),
            "struck_off": lambda found: (
                [(each["row"], each["words"]) for each in found]
                == [(claim.ordinal, claim.reason.rstrip("。；")) for claim in off]
            ),
            "lines": lambda found: (
                len(found)
                == sum(each["count"] for each in (*paper.data["findings"], *paper.data["undecided"]) if each["annexed"])
            ),
        }
    )


def _findings(content: dict[str, Any], off: set[int]) -> Any:
    """((line, condition), title, verdict) of an assessment, the case itself as line 0."""
    for finding in content["findings"]:
        yield (0, finding["condition"]), finding["title"], finding["verdict"]
    for ordinal, line in enumerate(content["lines"], start=1):
        for finding in line["findings"] if ordinal not in off else ():
            yield (ordinal, finding["condition"]), finding["title"], finding["verdict"]


def _case(paper: IssuedDocument) -> Case:
    assert paper.case is not None
    return paper.case


def _handed_in(paper: IssuedDocument) -> Any:
    """Every file of the filing then in force, by its name."""
    filing = Filing.objects.filter(case=paper.case, at__lte=paper.issued_at).latest("ordinal")
    return says(*_file_names(filing.answers))


def _file_names(value: Any) -> Any:
    if isinstance(value, dict):
        if "sha256" in value:
            yield value["name"]
        for below in value.values():
            yield from _file_names(below)
    elif isinstance(value, list):
        for below in value:
            yield from _file_names(below)


def _named_defects(paper: IssuedDocument) -> Any:
    case = _case(paper)
    sections = {each.slug: each.title for each in catalogue.procedure(case.item, case.procedure).questions.sections}
    return among([{"where": sections.get(row.section, ""), "words": row.words} for row in case.defects.all()])


OF_FILING = {
    "papers/receipt.html": receipt,
    "papers/acceptance.html": acceptance,
    "papers/correction.html": correction,
    "papers/supplement.html": supplement,
    "papers/deemed_withdrawn.html": deemed_withdrawn,
    "papers/not_accepted.html": not_accepted,
    "papers/refusal.html": refusal,
}
