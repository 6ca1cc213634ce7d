"""A service that may have been recorded by mistake, as the desk sees it: what was recorded, why it is to be taken back, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from workflow_app.models import Case, IssuedDocument, Service, ServiceState, TakingBack, TakingBackState
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.law.changed_since import changed_since
from workflow_app.queries.law.recorded_services import recorded_together
from workflow_app.queries.law.resting_on_service import why_it_stays
from workflow_app.queries.law.service_days import served_without
from workflow_app.queries.law.serving_desks import may_serve
from workflow_app.queries.law.waited_for import DECIDERS, headed_by, heads_papers
from workflow_app.queries.scope import cases_of_officer
from workflow_app.queries.workplace import Workplace


@dataclass
class Recorded:
    """Everything one act recorded, and each time somebody asked that it be taken back."""

    case: Case
    services: Sequence[Service]
    place: Workplace

    @property
    def one(self) -> Service:
        return self.services[0]

    @cached_property
    def takings(self) -> list[TakingBack]:
        rows = TakingBack.objects.filter(service=self.one).select_related("asked_by", "decided_by")
        return list(rows.order_by("pk"))

    @property
    def asked(self) -> TakingBack | None:
        return next((row for row in self.takings if row.state == TakingBackState.ASKED), None)

    @cached_property
    def why_not(self) -> str:
        """Why it cannot be taken back."""
        return why_it_stays(self.case, self.services)

    @cached_property
    def stay_served(self) -> list[IssuedDocument]:
        """Of its papers, those that are served by another service."""
        return served_without(self.services)

    @cached_property
    def changed(self) -> str:
        """Why what is asked for cannot be approved any more."""
        return changed_since(self.case, self.asked, self.one) if self.asked else ""

    @property
    def some_wait(self) -> bool:
        """Whether a paper waits to be served once these services are taken back."""
        return len(self.stay_served) < len(self.services)

    @property
    def may_ask(self) -> bool:
        mine = may_serve(self.case, self.one.paper.unit_id, self.place.account, self.place.on)
        return self.asked is None and not self.why_not and mine

    @cached_property
    def heads(self) -> bool:
        """Whether this person heads the papers."""
        unit = heads_papers(self.case, self.one.paper.unit_id)
        return any(desk.role in DECIDERS and desk.unit_id == unit for desk in self.place.desks)

    @property
    def is_the_second(self) -> bool:
        """Whether this person is named as the second of two servers."""
        return self.one.with_whom_id == self.place.account.pk

    @property
    def may_answer(self) -> bool:
        """Whether it waits for the second server and this person may confirm it or take it down."""
        mine = self.place.account.pk in (self.one.by_id, self.one.with_whom_id)
        return self.one.state == ServiceState.TOLD and (mine or self.heads)

    @property
    def may_decide(self) -> bool:
        me = self.place.account.pk
        recorded = {self.one.by_id, self.one.with_whom_id, self.one.settled_by_id}
        return self.heads and self.asked is not None and me != self.asked.asked_by_id and me not in recorded


def recorded(number: str, service_id: int, place: Workplace) -> Recorded:
    """What the act recorded by which this service was; NotFound for whoever may not see its case."""
    case = (
        cases_of_officer(place.account, place.desks).select_related("applicant", "unit").filter(number=number).first()
    )
    row = Service.objects.select_related("paper").filter(pk=service_id, paper__case=case).first() if case else None
    if case is None or row is None:
        raise NotFound("没有找到这次送达的登记，或者您无权查看。请回到办件的送达页面。")
    return Recorded(case, recorded_together(row), place)


def asked_to_take_back(place: Workplace) -> QuerySet[TakingBack]:
    """What is asked of the heads of one's own units, the oldest first."""
    units = {desk.unit_id for desk in place.desks}
    rows = TakingBack.objects.filter(headed_by(units, "service__paper"), state=TakingBackState.ASKED)
    papers = Prefetch("service__paper", IssuedDocument.objects.defer("data").select_related("case"))
    return rows.select_related("asked_by", "service").prefetch_related(papers).order_by("asked_at", "pk")
