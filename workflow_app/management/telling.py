"""What a walk left behind, as plain data: a case with its acts, words, claims, payments and papers."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localtime

from workflow_app.models import Action, Case, IssuedDocument, PaymentLine, Seat
from workflow_app.policy import catalogue
from workflow_app.queries.papers.index import papers_of


def told(case: Case) -> dict[str, Any]:
    """One case as journey.json tells it."""
    return {
        "item": case.item,
        "procedure": case.procedure,
        "title": catalogue.item(case.item).title_on(localtime(case.filed_at).date()),
        "number": case.number,
        "state": case.state,
        "steps": [_step(seat) for seat in _spoken(case)],
        "claims": [
            {"key": c.key, "beneficiary": c.masked, "amount": str(c.amount), "standing": c.standing, "state": c.state}
            for c in case.claims.order_by("ordinal")
        ],
        "payments": [
            {"batch": line.batch.number, "amount": str(line.amount), "state": line.state}
            for line in PaymentLine.objects.filter(claim__case=case).select_related("batch").order_by("pk")
        ],
        "acts": [row.verb for row in Action.objects.filter(stream=case.stream_id).order_by("ordinal")],
        "papers": [_paper(row) for row in papers_of(case).order_by("pk")],
    }


def _paper(row: IssuedDocument) -> dict[str, Any]:
    """One paper: kind, family, number and the file it is written to, '' while it has no bytes."""
    return {
        "kind": row.kind,
        "family": row.family,
        "number": row.number,
        "state": row.state,
        "file": f"{row.number}.pdf" if row.sha256 else "",
    }


def _spoken(case: Case) -> list[Seat]:
    seats = Seat.objects.filter(round__case=case, opinion__isnull=False)
    return list(seats.select_related("round", "opinion__by").order_by("opinion__at", "opinion__pk"))


def _step(seat: Seat) -> dict[str, str]:
    return {
        "step": seat.round.step,
        "desk": seat.title,
        "by": seat.opinion.by.name,
        "at": localtime(seat.opinion.at).isoformat(),
        "outcome": seat.opinion.stance,
    }
