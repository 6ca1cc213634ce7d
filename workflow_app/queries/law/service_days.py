"""On which day a paper was served, from which the law counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workflow_app.models import Case, IssuedDocument, PaperState, Service, ServiceState
from workflow_app.policy import catalogue
from workflow_app.queries.law.facts import answers_of


def consents(case: Case) -> bool:
    """Whether the applicant agreed to be served in their own space."""
    return catalogue.procedure(case.item, case.procedure).gist(answers_of(case)).electronic_service


def is_reached(case: Case, kind: str) -> bool:
    """Whether the newest paper of that kind was served, or arrives by itself: its party agreed to its own space, and it is being made."""
    paper = case.papers.filter(kind=kind).exclude(state=PaperState.VOID).order_by("-pk").first()
    if paper is None:
        return False
    served = Service.objects.filter(paper=paper, state=ServiceState.SERVED).exists()
    return served or (paper.state == PaperState.NUMBERED and consents(case))


def served_without(services: Sequence[Service]) -> list[IssuedDocument]:
    """Of the papers of these services, those that are served by another: their days run from that one, whatever becomes of these."""
    mine = [row.pk for row in services]
    others = Service.objects.filter(state=ServiceState.SERVED).exclude(pk__in=mine).values("paper")
    return list(IssuedDocument.objects.filter(pk__in=others, services__in=mine).defer("data").order_by("pk").distinct())


def served_on(case: Case, kind: str) -> date | None:
    """The day the newest paper of that kind was served; None as long as no service is recorded."""
    paper = case.papers.filter(kind=kind).exclude(state=PaperState.VOID).order_by("-pk").first()
    served = Service.objects.filter(paper=paper, state=ServiceState.SERVED) if paper else Service.objects.none()
    return served.values_list("served_on", flat=True).first()
