"""Data of the papers of one case: receipt, acceptance, correction, refusals, determination, service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.utils.timezone import localtime

from workflow_app.models import (
    Account,
    Case,
    Claim,
    ClaimState,
    Deadline,
    Defect,
    Instalment,
    IssuedDocument,
    Notice,
    NoticeLine,
    PaperState,
    SiteCheck,
)
from workflow_app.models.claim import GRANTED
from workflow_app.policy import catalogue
from workflow_app.policy.money import fen_of
from workflow_app.queries.law.facts import answers_of
from workflow_app.queries.papers.head import (
    ORDINANCE,
    basis,
    claim_line,
    clock_marks,
    clocks_of,
    counted,
    limit_marks,
    marks,
    of_case,
    papers_received,
    remedies_of,
    weakest,
    with_estimates,
)

PAUSES = "公示"


def receipt(case: Case, at: datetime) -> dict[str, Any]:
    """收件回执: until when the answer comes."""
    due = case.deadlines.filter(kind=Deadline.Kind.RECEIPT, state=Deadline.State.ARMED).first()
    said = of_case(case, at) | {
        "received_at": localtime(at).replace(tzinfo=None).isoformat(timespec="seconds"),
        "papers_received": papers_received(case),
        "answer_by": due.due_on.isoformat() if due else localtime(at).date().isoformat(),
        "agent": case.filed_by.name,
        "marks": limit_marks(case, {"受理期限": clocks_of(case).receipt}, localtime(at).date()),
        "basis": [f"{ORDINANCE}第三十六条", "第四十二条"],
    }
    return with_estimates(said, said["answer_by"])


def acceptance(case: Case, at: datetime, deemed: bool) -> dict[str, Any]:
    """受理通知书; `deemed` when silence accepted."""
    said = of_case(case, at) | {
        "papers_received": papers_received(case),
        "pauses": PAUSES,
        "marks": clock_marks(case),
        "deemed": deemed,
        "basis": [f"{ORDINANCE}第三十六条"],
    }
    return with_estimates(said, said["case"]["due_on"])


def correction(case: Case, defects: Sequence[Defect], due_on: date, at: datetime) -> dict[str, Any]:
    """一次性补正告知书: every defect, the last day, what follows from silence."""
    sections = {s.slug: s.title for s in catalogue.procedure(case.item, case.procedure).questions.sections}
    points = [{"where": sections.get(defect.section, ""), "words": defect.words} for defect in defects]
    said = of_case(case, at) | {
        "defects": points,
        "due_on": due_on.isoformat(),
        "marks": limit_marks(case, {"补正期限": clocks_of(case).correction}, localtime(at).date()),
        "basis": [f"{ORDINANCE}第三十六条"],
    }
    return with_estimates(said, said["due_on"])


def supplement(case: Case, points: Sequence[Defect], due_on: date, at: datetime) -> dict[str, Any]:
    """补充材料通知书: what is asked of an applicant whose case is under review. Silence withdraws nothing."""
    return correction(case, points, due_on, at) | {"basis": [], "accepted_on": _accepted_on(case)}


def _accepted_on(case: Case) -> str:
    assert case.accepted_at is not None  # only an accepted case is under review
    return localtime(case.accepted_at).date().isoformat()


def deemed_withdrawn(case: Case, at: datetime) -> dict[str, Any]:
    """视为撤回申请告知书: which notice asked for what and until when, that nothing came, what that means. The system's own."""
    asked = case.papers.filter(kind="correction").latest("pk")
    due = case.deadlines.filter(kind=Deadline.Kind.CORRECTION).latest("pk")
    return of_case(case, at) | {
        "correction": {"number": asked.number, "issued_on": localtime(asked.issued_at).date().isoformat()},
        "due_on": due.due_on.isoformat(),
        "ended_on": localtime(at).date().isoformat(),
        "marks": limit_marks(case, {"补正期限": due.parameter}, due.starts_on),
        "basis": [f"{ORDINANCE}第三十六条"],
    }


def not_accepted(case: Case, words: str, at: datetime) -> dict[str, Any]:
    """不予受理决定书."""
    on = localtime(at).date()
    said = {"reason": _closed(words), "basis": [f"{ORDINANCE}第三十六条"], "remedies": remedies_of(case, on)}
    return of_case(case, at) | said


def determination(
    case: Case, lodged: Sequence[Claim], claims: Sequence[Claim], payee: dict[str, str], at: datetime
) -> dict[str, Any]:
    """核定通知书: of all that was lodged, for whom, how much on which arithmetic, what was struck off and why.

    `lodged` as it stood before; a later one of the same case also tells what was determined earlier.
    """
    off = [claim for claim in lodged if claim.state == ClaimState.STRUCK_OFF]
    lines = [claim_line(claim) for claim in claims]
    open_still = sum(claim.state == ClaimState.CLAIMED for claim in lodged) - len(claims)
    return of_case(case, at) | {
        "applied": len(lodged),
        **counted(lodged),
        "lines": lines,
        "count": len(lines),
        "total_fen": sum(line["fen"] for line in lines),
        "standing": weakest(line["standing"] for line in lines),
        "marks": marks(line["standing"] for line in lines),
        "struck_off": [{"name": claim_line(claim)["name"], "reason": claim.reason} for claim in off],
        "payee": payee,
        "notice": noticed(claims),
        "open_still": open_still,
        "basis": basis(case.item),
        "remedies": remedies_of(case, localtime(at).date()),
        **_determined_before(case, lodged, claims),
    }


def in_parts(instalments: Sequence[Instalment]) -> dict[str, Any]:
    """How much of what is determined is paid from which day on; nothing where all is paid at once."""
    days: dict[date, int] = defaultdict(int)
    for each in instalments:
        days[each.due_on] += fen_of(each.amount)
    return {"schedule": [{"due_on": day.isoformat(), "fen": fen} for day, fen in sorted(days.items())]} if days else {}


def _determined_before(case: Case, lodged: Sequence[Claim], claims: Sequence[Claim]) -> dict[str, Any]:
    """Of a later determination (an objection was dismissed): the earlier papers, people and sum, and all together."""
    before = [claim for claim in lodged if claim.state in GRANTED]
    if not before:
        return {}
    decisions = case.papers.filter(kind=catalogue.procedure(case.item, case.procedure).decision)
    papers = decisions.exclude(state=PaperState.VOID).order_by("pk")
    fen, all_fen = (sum(fen_of(claim.amount) for claim in some) for some in (before, [*before, *claims]))
    return {
        "earlier": {"numbers": list(papers.values_list("number", flat=True)), "count": len(before), "fen": fen},
        "altogether": {
            "count": len(before) + len(claims),
            "fen": all_fen,
            "standing": weakest(claim.standing for claim in [*before, *claims]),
        },
    }


def noticed(claims: Sequence[Claim]) -> dict[str, str]:
    """The notice these claims stood on, and what came of it."""
    stood = Notice.objects.filter(lines__claim=claims[0], lines__state=NoticeLine.State.CLEARED)
    paper = IssuedDocument.objects.filter(notice=OuterRef("pk"), kind="public_notice").values("number")[:1]
    opposed = NoticeLine.objects.filter(notice=OuterRef("pk"), objections__isnull=False).order_by().values("notice")
    counted = opposed.annotate(lines=Count("pk", distinct=True)).values("lines")
    notice = stood.annotate(number=Subquery(paper), opposed=Subquery(counted)).get()
    words = f"对{notice.opposed}人的异议已另行核查，其余没有收到异议" if notice.opposed else "公示期间没有收到异议"
    return {
        "number": notice.number or str(notice),
        "since": notice.opened_on.isoformat(),
        "until": notice.ends_on.isoformat(),
        "result": words,
    }


def check_record(case: Case, check: SiteCheck, officers: Sequence[Account], at: datetime) -> dict[str, Any]:
    """What two officers or more found on the spot, as they wrote it down; the item adds what was recorded of the matter."""
    procedure = catalogue.procedure(case.item, case.procedure)
    gathered = procedure.paper(procedure.check_paper).gather
    said = {
        "check": procedure.site_checks[check.kind],
        "checked_on": check.on.isoformat(),
        "officers": [officer.name for officer in officers],
        "present": check.present,
        "findings": [line.strip() for line in check.words.splitlines() if line.strip()],
    }
    return of_case(case, at) | said | (gathered(answers_of(case)) if gathered else {})


def _closed(words: str) -> str:
    """A sentence that ends."""
    return words if words.endswith(("。", "！", "；")) else f"{words}。"
