"""What a bulk signature would do, row by row, and how far one has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from workflow_app.approval.duties import conflict, excluded
from workflow_app.approval.stance import Stance
from workflow_app.clock.limit import PauseReason
from workflow_app.flow.arrival import route_of
from workflow_app.models import Account, BulkLine, BulkSigning, Claim, ClaimState, Delegation, Pause
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.desk.inbox import Filter, narrowed, waiting
from workflow_app.queries.item_titles import title_of
from workflow_app.queries.law.barred import over_open_points
from workflow_app.queries.law.duties import duties_held
from workflow_app.queries.law.meetings import is_minuted
from workflow_app.queries.law.seat_duty import duty_of
from workflow_app.queries.workplace import Workplace

SHOWN = 200  # rows of a result on a page, those that were not signed first


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row of the preview: `why_not` is '' where the seat can be signed as far as can be told now."""

    seat: int
    number: str
    item: str
    applicant: str
    step: str
    amount: Decimal
    why_not: str


def seats_matching(place: Workplace, only: Filter, most: int) -> list[int]:
    """Every waiting seat of the person a filter finds, in the order it is due; one more than `most` where there are too many."""
    found = narrowed(waiting(place), only).order_by("due_on", "pk")
    return list(found.values_list("pk", flat=True)[: most + 1])


def preview(place: Workplace, chosen: Sequence[int]) -> list[Verdict]:
    """Each chosen seat with what would become of it, those that cannot be signed first. A handful of statements, however many rows."""
    lent = Delegation.objects.filter(seat=OuterRef("pk"), ended_at__isnull=True)
    halted = Pause.objects.filter(case=OuterRef("round__case"), reason=PauseReason.SUSPENSION, until__isnull=True)
    claims = Claim.objects.filter(case=OuterRef("round__case"))
    fell = Exists(claims) & ~Exists(claims.exclude(state=ClaimState.STRUCK_OFF))
    said = {"lent_to": Subquery(lent.values("to__name")[:1]), "halted": Exists(halted), "fell": fell}
    related = "desk", "round__case__applicant"
    mine = {seat.pk: seat for seat in waiting(place).filter(pk__in=chosen).select_related(*related).annotate(**said)}
    held = duties_held([seat.round.case_id for seat in mine.values()], place.account)
    return sorted(_verdicts(chosen, mine, held, place), key=lambda row: not row.why_not)


def _verdicts(chosen: Iterable[int], mine: dict[int, Any], held: Any, place: Workplace) -> Iterator[Verdict]:
    for pk in chosen:
        seat = mine.get(pk)
        if seat is None:
            yield Verdict(pk, "", "", "", "", Decimal(0), _("这件待办已经办理，或者不在您的岗位上。"))
            continue
        case = seat.round.case
        item, procedure = title_of(case.item, case.procedure, place.on)
        why = _why_not(seat, held.get(case.pk, frozenset()))
        yield Verdict(pk, case.number, f"{item} {procedure}", case.applicant.name, seat.round.title, case.amount, why)


def _why_not(seat: Any, held: frozenset[Any]) -> str:
    case = seat.round.case
    if seat.asks:
        return _("这个席位有内容要填写，请逐件办理。")
    if is_minuted(case, seat.round.step):
        return _("会议事项请逐件签署。")
    if seat.halted:
        return _("本件已经中止办理。")
    if seat.lent_to:
        return _("已委派%(name)s办理，还没有交回。") % {"name": seat.lent_to}
    if other := conflict(duty_of(seat), held):
        return excluded("本件", other, duty_of(seat))
    return over_open_points(case, route_of(case).steps[seat.round.step], Stance.APPROVE, seat.desk, lambda _: seat.fell)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a bulk signature has come: `percent`, seats a second since it began, and its rows, the refused first."""

    signing: BulkSigning
    total: int
    done: int
    refused: int
    stopped: int
    rate: float
    rows: tuple[BulkLine, ...]

    @property
    def tried(self) -> int:
        return self.done + self.refused + self.stopped

    @property
    def percent(self) -> int:
        return 100 * self.tried // max(self.total, 1)


def progress_of(signing_id: int, account: Account, now: datetime) -> Progress:
    """Of one's own; NotFound otherwise."""
    signing = BulkSigning.objects.filter(pk=signing_id, by=account).first()
    if signing is None:
        raise NotFound("没有找到这次批量办理，或者不是您办的。")
    counts = signing.lines.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(outcome=BulkLine.Outcome.DONE)),
        refused=Count("pk", filter=Q(outcome=BulkLine.Outcome.REFUSED)),
        stopped=Count("pk", filter=Q(outcome=BulkLine.Outcome.STOPPED)),
    )
    seconds = ((signing.ended_at or now) - signing.at).total_seconds()
    rows = signing.lines.select_related("seat__round__case__applicant").order_by("-outcome", "pk")[:SHOWN]
    return Progress(signing, **counts, rate=(counts["done"] + counts["refused"]) / max(seconds, 1), rows=tuple(rows))
