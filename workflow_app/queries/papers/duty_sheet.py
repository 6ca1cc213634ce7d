"""Data of the sheet that shows what one person did on a case and what lay before them each time (尽职留痕).

Read from appended rows alone, up to the link of the chain the signer saw: whatever happened since, the sheet is the same. Names
are those kept at the act; only words of before names were kept tell today's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from forms.fields import Files
from workflow_app.approval.stance import Stance
from workflow_app.models import (
    Account,
    Action,
    AssessmentRecord,
    BulkLine,
    Case,
    Filing,
    Opinion,
    RegisterRecord,
    Ruling,
)
from workflow_app.policy import catalogue
from workflow_app.policy.assessment import OF_THE_WHOLE, Assessment
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.desk.case_beside import register_said
from workflow_app.queries.names import name_on
from workflow_app.queries.papers.head import marks

VERDICTS = {Verdict.MET: "符合", Verdict.NOT_MET: "不符合", Verdict.UNDECIDED: "待认定"}
FILED = ("submit", "supply_correction", "correct_fact")
HEAD = 16  # digits of a digest that are printed


def duty_sheet(number: str, username: str) -> dict[str, Any]:
    """Every opinion of a person on a case, each with what its signer was shown. NotFound for no such case, person or opinion."""
    case = Case.objects.filter(number=number).select_related("applicant", "unit", "stream").first()
    person = Account.objects.filter(username=username).first()
    if case is None or person is None:
        raise NotFound(f"没有编号为“{number}”的办件，或者没有用户“{username}”，请核对。")
    said = Opinion.objects.filter(seat__round__case=case, by=person).order_by("pk")
    words = [_signed(case, word) for word in said.select_related("seat__round", "by", "in_place_of")]
    first = said.first()
    if first is None:
        raise NotFound(f"{person.name}在办件 {number} 上没有签署过意见。")
    on, called = localtime(first.at).date(), _called(first, "by")
    return {
        "organ": {"name": name_on(case.unit, on).name},
        "number": f"{number} {called}",
        "issued_on": on.isoformat(),
        "case": {
            "number": number,
            "applicant": _called(first, "applicant"),
            "item": catalogue.item(case.item).title_on(on),
        },
        "person": called,
        "signed": words,
        "marks": marks(standing for word in words for standing in word["standings"]),
    }


def _called(word: Opinion, whom: str) -> str:
    """What the signer, the colleague in whose place they signed ('' for nobody) or the applicant was called at the word."""
    if names := word.shown.get("names"):
        return str(names[whom])
    today = {"by": word.by, "in_place_of": word.in_place_of, "applicant": word.seat.round.case.applicant}[whom]
    return today.name if today else ""


def _signed(case: Case, word: Opinion) -> dict[str, Any]:
    links = word.shown["links"]
    before = Action.objects.filter(stream=case.stream_id, ordinal__lte=links)
    taken = Action.objects.filter(stream=case.stream_id, verb="take_back", body__seat=word.seat_id).first()
    return {
        "seat": word.seat.title,
        "step": word.seat.round.title,
        "at": f"{localtime(word.at):%Y-%m-%d %H:%M}",
        "stance": Stance(word.stance).label,
        "words": word.words,
        "by": _called(word, "by"),
        "in_place_of": _called(word, "in_place_of"),
        "taken_back": f"{localtime(taken.at):%Y-%m-%d %H:%M}" if taken else "",
        "links": links,
        "head": word.shown["chain"][:HEAD],
        "agrees": before.order_by("-ordinal").values_list("digest", flat=True).first() == word.shown["chain"],
        "amount": word.shown["amount"],
        "in_bulk": BulkLine.objects.filter(seat=word.seat_id, outcome=BulkLine.Outcome.DONE).exists(),
        "unseen": list(_unseen(word, before)),
        **_filing(case, before),
        "standings": _standings(case, word, before),
        "findings": list(_findings(case, word, before)),
        "registers": list(_registers(case, word)),
        "papers": list(_papers(case, word)),
        "said_before": list(_said_before(case, word)),
    }


def _unseen(word: Opinion, before: QuerySet[Action]) -> Iterator[dict[str, Any]]:
    """The links that were added between the page the signer had open and the signature."""
    for row in before.filter(ordinal__gt=word.shown.get("seen", word.shown["links"])).order_by("ordinal"):
        yield {
            "link": row.ordinal,
            "at": f"{localtime(row.at):%Y-%m-%d %H:%M}",
            "by": (row.by_name or row.by.name) if row.by else "系统",
        }


def _filing(case: Case, before: QuerySet[Action]) -> dict[str, Any]:
    """The filing that was the last one at that link, with the digests of the files it names."""
    ordinal = before.filter(verb__in=FILED).count()
    filing = Filing.objects.get(case=case, ordinal=ordinal)
    asked = catalogue.procedure(case.item, case.procedure).questions.asked(filing.answers)
    named = [file for each in asked if isinstance(each, Files) for file in filing.answers.get(each.name) or ()]
    files = [{"name": file["name"], "sha256": file["sha256"][:HEAD]} for file in named]
    return {"filing": ordinal, "filing_digest": filing.digest[:HEAD], "files": files}


def _findings(case: Case, word: Opinion, before: QuerySet[Action]) -> Iterator[dict[str, str]]:
    """Of the whole case every finding; of its lines those that were not simply met, and how many were."""
    record = _assessment_then(case, word, before)
    if record is None:
        return
    assessment = Assessment.from_json(record.content)
    ruled = {(row.line, row.condition): row for row in Ruling.objects.filter(case=case, at__lte=word.at)}
    yield from (_told("整件", finding, ruled.get((OF_THE_WHOLE, finding.condition))) for finding in assessment.findings)
    plain = 0
    for ordinal, line in enumerate(assessment.lines, start=1):
        for finding in line.findings:
            if finding.verdict is Verdict.MET:
                plain += 1
                continue
            yield _told(f"第{ordinal}行", finding, ruled.get((ordinal, finding.condition)))
    if plain:
        yield {"where": "各行", "words": f"其余{plain}项条件", "verdict": VERDICTS[Verdict.MET], "ruled": ""}


def _standings(case: Case, word: Opinion, before: QuerySet[Action]) -> list[str]:
    """How official the figures were that made up the sum the signer saw."""
    record = _assessment_then(case, word, before)
    lines = Assessment.from_json(record.content).lines if record else ()
    return sorted({line.amount.standing.value for line in lines if line.amount})


def _told(where: str, finding: Finding, ruling: Ruling | None) -> dict[str, str]:
    ruled = f"人工认定{'符合' if ruling.met else '不符合'}：{ruling.words}" if ruling else ""
    words = finding.told(lambda numbers: "另一办件")
    return {"where": where, "words": words.words, "verdict": VERDICTS[finding.verdict], "ruled": ruled}


def _assessment_then(case: Case, word: Opinion, before: QuerySet[Action]) -> AssessmentRecord | None:
    """The last asking before the word. What the word's own answers brought about was asked in the same moment, after it."""
    asked = AssessmentRecord.objects.filter(case=case)
    moved = before.order_by("-ordinal").values_list("verb", "at").first() == ("assess", word.at)
    if word.answers and moved:
        return asked.filter(at=word.at).order_by("pk").first()
    return (asked.filter(at__lt=word.at) if word.answers else asked.filter(at__lte=word.at)).order_by("pk").last()


def _registers(case: Case, word: Opinion) -> Iterator[dict[str, str]]:
    answered = Q(answered_at__lte=word.at) | Q(answered_at=None, asked_at__lte=word.at)
    last = {
        (row.register, row.subject_index): row
        for row in RegisterRecord.objects.filter(answered, case=case).order_by("pk")
    }
    for row in last.values():
        said = register_said(row)
        told = said.failure or "；".join(said.words)
        yield {
            "register": said.label,
            "whose": said.whose,
            "at": f"{localtime(row.answered_at or row.asked_at):%Y-%m-%d %H:%M}",
            "words": told,
            "source": said.source,
        }


def _papers(case: Case, word: Opinion) -> Iterator[dict[str, str]]:
    for row in case.papers.filter(issued_at__lt=word.at).defer("data").order_by("pk"):
        yield {"title": row.title, "number": row.number, "digest": row.data_digest[:HEAD]}


def _said_before(case: Case, word: Opinion) -> Iterator[dict[str, str]]:
    earlier = Opinion.objects.filter(seat__round__case=case, pk__lt=word.pk).select_related("seat__round", "by")
    for row in earlier.order_by("pk"):
        yield {
            "who": f"{row.seat.title} {_called(row, 'by')}",
            "stance": Stance(row.stance).label,
            "words": row.words,
            "at": f"{localtime(row.at):%Y-%m-%d %H:%M}",
        }
