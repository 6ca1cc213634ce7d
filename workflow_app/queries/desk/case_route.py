"""The way of a case as a list of stops: passed and by whom, here and who is waited for, ahead and who is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from workflow_app.approval.in_words import who_acts
from workflow_app.approval.route import END, Route, Step
from workflow_app.approval.stance import OUTCOME_OF, Outcome, Stance
from workflow_app.flow.arrival import route_of
from workflow_app.models import Case, CaseState, Holding, Round, RoundState, Seat
from workflow_app.models.unit import in_force
from workflow_app.queries.law.returnable import straightened


@dataclass(frozen=True, slots=True)
class Signer:
    """A chair of a stop: who spoke from it, or who may (`name` '' where nobody sits there); `mark` is yes, no, wait or later."""

    seat: str
    name: str
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One step: `tone` is done, no, here, next or ahead; `words` what the round there decided; `desks` who will be asked."""

    title: str
    tone: str
    words: str = ""
    at: datetime | None = None
    signers: tuple[Signer, ...] = ()
    desks: str = ""


def with_holders(seats: QuerySet[Seat], on: date) -> QuerySet[Seat]:
    """Each seat also with `first_holder`, who sits at its desk that day, and `holders`, how many do."""
    sitting = Holding.objects.filter(in_force(on), desk=OuterRef("desk"), account__is_active=True).order_by("pk")
    counted = sitting.order_by().values("desk").annotate(many=Count("pk")).values("many")
    return seats.annotate(
        first_holder=Subquery(sitting.values("account__name")[:1]),
        holders=Subquery(counted, output_field=IntegerField()),
    )


def stops(case: Case, seats: Sequence[Seat]) -> list[Stop]:
    """The straight way through the route with the detours the case has taken; of a case that ended on its way, what it saw.

    `seats` are those `with_holders` of all its rounds in the order of time. A step the house itself closes (a notice) has none:
    it is passed when a later one was reached. What a case sent back passed before lies ahead of it again.
    """
    rounds = list({seat.round_id: seat.round for seat in seats}.values())
    route, last = route_of(case), {each.step: each for each in rounds}
    names = _names(route, rounds)
    way = straightened((each.step for each in rounds), case.step) if case.step else list(last)
    reached = len(names) if _through(case) else max((names.index(name) for name in way if name in names), default=0)
    if not case.step and not _through(case):
        names = [name for name in names[: reached + 1] if name in last or not route.steps[name].quorum]
    of_round = {opened.pk: [seat for seat in seats if seat.round_id == opened.pk] for opened in last.values()}
    shown = {name: last.get(name) if name in way or not case.step else None for name in names}
    told = [_stop(case, route.steps[name], shown[name], of_round, n < reached) for n, name in enumerate(names)]
    return _with_the_next(told, [route.steps[name] for name in names])


def _through(case: Case) -> bool:
    """The route was walked to its good end."""
    return not case.step and case.state in (CaseState.APPROVED, CaseState.CLOSED, CaseState.REVOKED)


def _names(route: Route, rounds: Sequence[Round]) -> list[str]:
    """In the order of the straight way; what lies beside it stands behind the step it was reached from."""
    names = list(route.straight())
    here = names[0]
    for each in rounds:
        if each.step not in route.steps:  # passed on a version of the route the case has left
            continue
        if each.step not in names:
            names.insert(names.index(here) + 1, each.step)
        here = each.step
    return names


def _stop(case: Case, step: Step, last: Round | None, of_round: dict[int, list[Seat]], passed: bool) -> Stop:
    signers = tuple(_signer(case, seat) for seat in of_round[last.pk] if not seat.removed_at) if last else ()
    if step.name == case.step:
        if not step.quorum:
            return Stop(step.title, "here", desks=who_acts(step))
        return Stop(step.title, "here", signers=signers if last and last.state == RoundState.OPEN else ())
    if last is None:
        return Stop(step.title, "done" if passed and not step.quorum else "ahead")
    if last.state == RoundState.OPEN:
        return Stop(step.title, "ahead")
    spoken = tuple(signer for signer in signers if signer.mark in ("yes", "no"))
    tone = "done" if last.state == RoundState.APPROVED else "no"
    return Stop(step.title, tone, last.get_state_display(), last.closed_at, spoken)


def _signer(case: Case, seat: Seat) -> Signer:
    if hasattr(seat, "opinion"):
        stance = Stance(seat.opinion.stance)
        return Signer(seat.title, seat.opinion.by.name, "no" if OUTCOME_OF[stance].is_no else "yes", stance.label)
    if seat.waiting:
        return Signer(seat.title, _who(case, seat), "wait", _("待签"))
    return Signer(seat.title, "", "later", _("未轮到") if seat.round.state == RoundState.OPEN else "")


def _who(case: Case, seat: Seat) -> str:
    """Whoever it was lent to or who took it; else who sits at its desk, the first named and the others counted."""
    if lent := getattr(seat, "lent_to", None):
        return str(lent)
    if seat.holder:
        return seat.holder.name
    if seat.desk_id is None:
        return case.applicant.name
    first, many = seat.first_holder, seat.holders  # type: ignore[attr-defined]
    return _("%(name)s等%(many)s人") % {"name": first, "many": many} if (many or 0) > 1 else first or ""


def _with_the_next(told: list[Stop], steps: list[Step]) -> list[Stop]:
    """The stop to which agreement leads from the one where the case is, with who will be asked there."""
    here = next((step for step, stop in zip(steps, told, strict=True) if stop.tone == "here"), None)
    then = here.outcomes[Outcome.APPROVED][-1].to if here and Outcome.APPROVED in here.outcomes else END
    for n, step in enumerate(steps):
        if step.name == then and told[n].tone == "ahead":
            told[n] = Stop(told[n].title, "next", desks=who_acts(step))
    return told
