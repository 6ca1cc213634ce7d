"""What was given up after too many tries, and why: jobs of the outbox, papers the press could not make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow_app.models import IssuedDocument, OutboxEntry, PaperState

JOB, PAPER = "job", "paper"


@dataclass(frozen=True, slots=True)
class Parked:
    """`key` names it to `requeue`: job:12, paper:7."""

    key: str
    what: str
    why: str
    since: datetime


def parked() -> list[Parked]:
    """Everything that waits for a person, oldest first."""
    jobs = OutboxEntry.objects.filter(state=OutboxEntry.State.PARKED)
    papers = IssuedDocument.objects.filter(state=PaperState.PARKED).defer("data")
    found = [Parked(f"{JOB}:{row.pk}", f"{row.job} {row.argument}", row.failure, row.created_at) for row in jobs]
    found += [Parked(f"{PAPER}:{row.pk}", f"《{row.title}》{row.number}", row.failure, row.issued_at) for row in papers]
    return sorted(found, key=lambda each: (each.since, each.key))
