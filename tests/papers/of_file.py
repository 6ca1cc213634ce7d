"""Papers of a case's file: the proof that another was served, every office's word, and the index of everything it leaves."""

from __future__ import annotations

from tests.papers.head import clock, day, fen, of_case
from tests.papers.leaves import Expected, says
from workflow_app.approval.stance import Stance
from workflow_app.models import Action, Filing, IssuedDocument, Opinion, Service, StoredFile

DIGITS = 16  # of a digest, as printed
OWN_SPACE = "办事空间"


def service_proof(paper: IssuedDocument) -> Expected:
    rows = list(Service.objects.filter(proof=paper).select_related("paper", "by", "with_whom").order_by("pk"))
    one, case = rows[0], paper.case
    assert case is not None
    told = of_case(paper) | {"papers": [{"title": r.paper.title, "number": r.paper.number} for r in rows]}
    if one.method == "electronic":
        received = {"name": case.applicant.name, "at": clock(one.at)}
        return told | {"place": says(OWN_SPACE), "method": says("电子送达"), "received": received, "servers": []}
    address = Filing.objects.filter(case=case).latest("ordinal").answers.get("service_address", "")
    assert one.served_on is not None
    by_hand = {
        "place": one.place or address,
        "method": one.get_method_display(),
        "servers": [who.name for who in (one.by, one.with_whom) if who],
        "witnesses": [one.witnesses] if one.witnesses else [],
        "remarks": says(*filter(None, (one.words, one.tracking))),
    }
    if one.refusal:
        return told | by_hand | {"refused": says(one.refusal)}
    if one.relation:
        proxy = {"name": one.receiver, "relation": one.relation}
        return told | by_hand | {"proxy": proxy, "received": {"name": "", "on": one.served_on.isoformat()}}
    return told | by_hand | {"received": {"name": one.receiver, "on": one.served_on.isoformat()}}


def approval_form(paper: IssuedDocument) -> Expected:
    case = paper.case
    assert case is not None
    words = Opinion.objects.filter(seat__round__case=case, seat__desk__isnull=False).order_by("pk")
    back = Action.objects.filter(stream=case.stream_id, verb="take_back").values_list("body", "at")
    taken = {body["seat"]: clock(at)[:16] for body, at in back}
    return of_case(paper) | {
        "outcome": case.state_word,
        "amount_fen": fen(case.amount),
        "opinions": [
            {
                "step": word.seat.round.title,
                "seat": word.seat.title,
                "by": word.by.name,
                "in_place_of": word.in_place_of.name if word.in_place_of else "",
                "stance": Stance(word.stance).label,
                "words": word.words,
                "at": clock(word.at)[:16],
                "taken_back": taken.get(word.seat_id, ""),
                "links": word.shown["links"],
                "head": word.shown["chain"][:DIGITS],
            }
            for word in words.filter(at__lte=paper.issued_at)
        ],
    }


def file_index(paper: IssuedDocument) -> Expected:
    """Every paper of the case and every file of its filings is in it, with day, pages and digest; nothing without a digest of ours."""
    case = paper.case
    assert case is not None
    own = case.papers.filter(issued_at__lte=paper.issued_at).exclude(pk=paper.pk)
    must = {(row.title, row.number, day(row.issued_at), row.pages, row.sha256[:DIGITS]) for row in own}
    must |= {(row.name, "", day(row.at), row.pages, row.sha256[:DIGITS]) for row in case.files.all()}
    known = {each[:DIGITS] for each in StoredFile.objects.values_list("sha256", flat=True)}
    return of_case(paper) | {
        "lines": lambda found: (
            must <= {(e["title"], e["number"], e["on"], e["pages"], e["sha256"]) for e in found}
            and {each["sha256"] for each in found} <= known
        ),
        "count": len(paper.data["lines"]),
        # every link before the one that shuts the file
        "links": Action.objects.get(stream=case.stream_id, verb="archive_case", body__paper=paper.number).ordinal - 1,
    }


OF_FILE = {
    "papers/service_proof.html": service_proof,
    "papers/approval_form.html": approval_form,
    "papers/file_index.html": file_index,
}
