"""What of a case was served on whom, what waits to be served, and until when it can be challenged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from workflow_app.approval.duties import EXAMINERS, SERVERS
from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.remedies import challengeable
from workflow_app.models import Case, Holding, IssuedDocument, PaperState, Seat, Service, ServiceMethod, ServiceState
from workflow_app.models.serving import LIVE
from workflow_app.models.unit import in_force
from workflow_app.policy import catalogue
from workflow_app.policy.paper import REMEDIED
from workflow_app.queries.law.facts import answers_of
from workflow_app.queries.law.service_days import consents
from workflow_app.queries.law.waited_for import DECIDERS, headed_by
from workflow_app.queries.workplace import Workplace

MOST = 200  # rows of the list


@dataclass(frozen=True, slots=True)
class Told:
    """A paper with every attempt to serve it. `until` are the last days to ask for reconsideration and to sue, of a served
    decision; `waits` whether an officer has to serve it."""

    paper: IssuedDocument
    services: Sequence[Service]
    until: tuple[date, date] | None
    waits: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter on its way, with the papers in it."""

    tracking: str
    sent_on: date
    papers: tuple[IssuedDocument, ...]


def told_papers(case: Case, calendar: WorkingCalendar) -> list[Told]:
    """Every paper of the case that goes to its party, oldest first."""
    services = Prefetch(
        "services", Service.objects.select_related("by", "with_whom", "settled_by", "proof").order_by("pk")
    )
    papers = case.papers.filter(internal=False).defer("data").prefetch_related(services).order_by("pk")
    return [_told(paper, calendar) for paper in papers]


def _told(paper: IssuedDocument, calendar: WorkingCalendar) -> Told:
    services = list(paper.services.all())
    served = next((each.served_on for each in services if each.state == ServiceState.SERVED), None)
    holds = paper.state == PaperState.STORED
    until = challengeable(served, calendar) if served and holds and paper.kind in REMEDIED else None
    return Told(paper, services, until, holds and not any(each.state in LIVE for each in services))


def letters(told: Sequence[Told]) -> list[Letter]:
    """The letters of a case that neither arrived nor came back."""
    sent: dict[str, list[Service]] = {}
    for each in told:
        for row in each.services:
            if row.state == ServiceState.SENT:
                sent.setdefault(row.tracking, []).append(row)
    return [
        Letter(tracking, rows[0].sent_on, tuple(row.paper for row in rows))
        for tracking, rows in sent.items()
        if rows[0].sent_on
    ]


def wish(case: Case) -> tuple[str, str]:
    """How the applicant wants to be served, and the address of their letters ('' for none)."""
    answers = answers_of(case)
    if consents(case):
        return str(ServiceMethod.ELECTRONIC.label), ""
    asked = {each.name: each for each in catalogue.procedure(case.item, case.procedure).questions.asked(answers)}
    way = asked.get("service_way")
    return way.show(answers["service_way"]) if way else "", str(answers.get("service_address") or "")


def waiting_for_the_second(place: Workplace) -> QuerySet[Service]:
    """What two officers did, of which this person is one, and the second has not confirmed; of the papers they head also that of which the
    second has left the office. One row an act would do, but papers are few."""
    there = Holding.objects.filter(
        in_force(place.on), account=OuterRef("with_whom"), desk__unit=OuterRef("paper__unit")
    )
    left = headed_by(place.units(*DECIDERS), "paper") & ~Exists(there)
    rows = Service.objects.filter(Q(with_whom=place.account) | Q(by=place.account) | left, state=ServiceState.TOLD)
    return rows.select_related("paper__case__applicant", "by", "with_whom").defer("paper__data").order_by("at", "pk")


def to_serve(place: Workplace) -> QuerySet[IssuedDocument]:
    """Papers one may serve, that nobody served and no letter carries, the oldest first."""
    live = Service.objects.filter(paper=OuterRef("pk"), state__in=LIVE)
    mine = IssuedDocument.objects.filter(_ours(place), case__isnull=False)
    waiting = mine.filter(~Exists(live), internal=False, state=PaperState.STORED)
    return waiting.defer("data").select_related("case__applicant").order_by("issued_at", "pk")


def _ours(place: Workplace) -> Q:
    """Of papers: those of one's own units whose matter one's desks carry, as `law/serving_desks.py` says it of one case."""
    windows = {desk.unit_id for desk in place.desks if desk.role in SERVERS}
    seated = Seat.objects.filter(round__case=OuterRef("case"), desk__unit=OuterRef("unit"))
    examines = seated.filter(desk__in=[desk.pk for desk in place.desks if desk.role in EXAMINERS])
    elsewhere = Q(Exists(seated.filter(desk__in=place.ids))) & ~Q(unit=F("case__unit"))
    return Q(unit__in=windows) | Q(Exists(examines)) | elsewhere


def on_their_way(place: Workplace) -> QuerySet[Service]:
    """Letters with such papers whose receipt has not come back, the oldest first."""
    mine = IssuedDocument.objects.filter(_ours(place), case__isnull=False)
    sent = Service.objects.filter(state=ServiceState.SENT, paper__in=mine)
    return sent.select_related("paper__case__applicant").defer("paper__data").order_by("sent_on", "pk")
