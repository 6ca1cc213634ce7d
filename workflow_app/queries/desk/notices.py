"""Notices from inside: what waits for one, what stands on one, who objects, what may be asked of finance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum

from workflow_app.flow.arrival import NOTICE
from workflow_app.models import (
    Appropriation,
    Case,
    Claim,
    ClaimState,
    FundsRequest,
    IssuedDocument,
    Notice,
    NoticeLine,
    Objection,
)
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotFound, NotPossibleNow
from workflow_app.queries.finance.doubts import kept_back
from workflow_app.queries.finance.set_aside import indicators_of
from workflow_app.queries.paper_file import issued_by
from workflow_app.queries.workplace import Workplace

Line = NoticeLine.State
MOST_WAITING = 200
LINES = 50


def waiting_for_notice(place: Workplace) -> QuerySet[Case]:
    """Cases at the notice step that stand on no notice yet, of the units where the person handles cases."""
    standing = NoticeLine.objects.filter(claim__case=OuterRef("pk")).exclude(state=Line.VOID)
    found = Case.objects.filter(step=NOTICE, unit__in=place.units("handler")).exclude(Exists(standing))
    claims = Count("claims", filter=Q(claims__state=ClaimState.CLAIMED))
    found = found.select_related("applicant").annotate(lines=claims, standing=Max("claims__standing"))
    return found.order_by("pk")[:MOST_WAITING]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a notice would show, and until when."""

    cases: tuple[Case, ...]
    claims: tuple[Claim, ...]
    count: int
    total: Decimal
    days: int
    unit: str
    ends_on: date
    limit_standing: str
    standing: str


def preview(place: Workplace, keys: Iterable[int]) -> Preview:
    """The notice over these cases as it would be opened today. Raises NotPossibleNow when nothing fitting is chosen."""
    chosen = tuple(case for case in waiting_for_notice(place).select_related("edition") if case.pk in set(keys))
    if not chosen:
        raise NotPossibleNow("还没有选择要公示的办件。请在待公示列表里勾选后再发布。")
    if len({(case.unit_id, case.item, case.procedure) for case in chosen}) > 1:
        raise NotPossibleNow("一批公示只能包含同一单位、同一事项的办件，请分批发布。")
    claims = Claim.objects.filter(case__in=[case.pk for case in chosen], state=ClaimState.CLAIMED)
    sums = claims.aggregate(count=Count("id"), total=Sum("amount"))
    clocks = catalogue.procedure(chosen[0].item, chosen[0].procedure).clocks
    limit = edition_of(chosen[0]).on(place.on).limit(clocks.notice)
    ends_on = limit.due(place.on, calendar_in_force())
    assert ends_on is not None  # nothing pauses a notice
    return Preview(
        cases=chosen,
        claims=tuple(claims.select_related("case__applicant").order_by("case_id", "ordinal")[:LINES]),
        count=sums["count"],
        total=sums["total"] or Decimal(0),
        days=limit.days,
        unit=limit.unit.label,
        ends_on=ends_on,
        limit_standing=limit.standing,
        standing=max(claims.values_list("standing", flat=True).distinct(), default=""),
    )


def notices(place: Workplace) -> QuerySet[Notice]:
    """The notices of the person's units, newest first, with how many lines stand, are held back, and their sum."""
    live = ~Q(lines__state=Line.VOID)
    found = Notice.objects.filter(unit__in=place.units_of("hrss")).order_by("-pk")
    return found.annotate(
        count=Count("lines", filter=live),
        held=Count("lines", filter=Q(lines__state=Line.HELD)),
        total=Sum("lines__amount", filter=live),
        standing=Max("lines__standing", filter=live),
    )


def notice_of(place: Workplace, notice_id: int) -> Notice:
    """One of them; NotFound for another unit's."""
    found = Notice.objects.filter(unit__in=place.units_of("hrss"), pk=notice_id).select_related("unit", "by").first()
    if found is None:
        raise NotFound("没有找到这批公示，或者不归您所在的单位办理。")
    return found


def lines_of(notice: Notice, start: int) -> list[NoticeLine]:
    """One page of a notice's lines and one more, from an ordinal on."""
    rows = notice.lines.filter(ordinal__gte=start).select_related("claim__case__applicant").order_by("ordinal")
    return list(rows[: LINES + 1])


def papers_of(place: Workplace, notice: Notice) -> QuerySet[IssuedDocument]:
    """The papers of a notice and its requests that this person may open: those their own units issued."""
    mine = issued_by({desk.unit_id for desk in place.desks})
    found = IssuedDocument.objects.filter(mine, notice=notice).defer("data")
    return found.select_related("replaced_by", "funds_request").order_by("pk")


def objections(place: Workplace) -> QuerySet[Objection]:
    """Objections the person's section or deputy head answers, open ones first, oldest first."""
    found = Objection.objects.filter(line__claim__case__unit__in=place.units("section", "deputy_head"))
    related = "line__notice", "line__claim__case", "answered_by"
    return found.select_related(*related).order_by(F("answered_at").asc(nulls_first=True), "pk")


def objection_of(place: Workplace, objection_id: int) -> Objection:
    """One of them; NotFound for another unit's."""
    found = objections(place).select_related("paper").filter(pk=objection_id).first()
    if found is None:
        raise NotFound("没有找到这条异议，或者不归您所在的股室办理。")
    return found


def ready_for_funds(place: Workplace) -> QuerySet[Notice]:
    """Notices with determined lines that finance was not asked for yet, with count and sum."""
    ready = Q(lines__claim__state=ClaimState.DETERMINED, lines__funds_request=None, lines__state=Line.CLEARED)
    ready &= ~kept_back("lines__claim")
    found = Notice.objects.filter(unit__in=place.units("bureau_finance"))
    returned = FundsRequest.objects.filter(notice=OuterRef("pk"), state=FundsRequest.State.RETURNED)
    summed = found.annotate(
        count=Count("lines", filter=ready),
        total=Sum("lines__amount", filter=ready),
        standing=Max("lines__standing", filter=ready),
        sent_back=Exists(returned),
    )
    return summed.filter(count__gt=0).order_by("pk")


def indicators(notice: Notice) -> QuerySet[Appropriation]:
    """The indicators from which the lines of a notice were set aside."""
    return indicators_of(notice.lines.values("claim"))
