"""What may be said from a seat, each with what will follow; and why somebody may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from workflow_app.approval.route import END, Edge, Route, Step
from workflow_app.approval.stance import OUTCOME_OF, Stance
from workflow_app.flow.arrival import route_of
from workflow_app.models import Account, Case, CaseState, Seat
from workflow_app.queries.law.barred import over_open_points
from workflow_app.queries.law.duties import why_not_me
from workflow_app.queries.law.seat_duty import duty_of

S = CaseState
# (state of the case, state it would have) → (word on the button, what follows)
IN_LAW = {
    (S.SUBMITTED, S.ACCEPTED): (later("受理"), later("出具受理通知书，办理期限从今天起算")),
    (S.SUBMITTED, S.AWAITING_CORRECTION): (later("退回补正"), later("出具一次性补正告知书，列明全部问题")),
    (S.SUBMITTED, S.NOT_ACCEPTED): (later("不予受理"), later("出具不予受理决定书，本件办结，不能撤回")),
    (S.DECIDING, S.APPROVED): (later("核定"), later("出具核定通知书并预留资金，不能撤回")),
    (S.ACCEPTED, S.APPROVED): (later("同意备案"), later("出具通知书，不能撤回")),
    (S.DECIDING, S.REFUSED): (later("不予批准"), later("出具不予批准决定书，本件办结，不能撤回")),
    (S.ACCEPTED, S.REFUSED): (later("不予批准"), later("出具不予批准决定书，本件办结，不能撤回")),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: its stance, its word, what will follow and to whom; `barred` says why it cannot be pressed."""

    stance: str
    label: str
    follows: str
    correcting: bool
    barred: str = ""


def choices(case: Case, seat: Seat, barred: str) -> list[Choice]:
    """The outcomes the step of this seat has. `barred` is why this person may not press any of them."""
    route = route_of(case)
    step = route.steps[seat.round.step]
    alone = step.quorum is not None and len(list(step.quorum.seats())) == 1
    return [
        _choice(case, route, step, stance, edges, alone, barred or over_open_points(case, step, stance, seat.desk))
        for stance in (Stance.APPROVE, Stance.RETURN, Stance.REFUSE)
        if (edges := step.outcomes.get(OUTCOME_OF[stance]))
    ]


def why_not(case: Case, open_seats: Sequence[Seat], mine: Seat | None, account: Account) -> str:
    """Why this person cannot sign now; '' when they can."""
    if not case.step:
        return _("本件的审批已经走完，没有要签署的意见。")
    if mine is None:
        waiting = "、".join(seat.title for seat in open_seats if seat.waiting)
        return (
            _("本件现在由“%(title)s”办理，不在您的岗位上。") % {"title": waiting}
            if waiting
            else _("本件现在没有等待签署的席位。")
        )
    if mine.desk is None:
        return ""
    if mine.holder is not None and mine.holder != account:
        return _("这件待办已由%(name)s签收，由本人办理、退回或转办。") % {"name": mine.holder.name}
    if lent := getattr(mine, "lent_to", None):
        return _("这件待办已委派%(name)s办理，等交回后再签署，或者先收回委派。") % {"name": lent}
    return why_not_me(case, duty_of(mine), account)


def _choice(
    case: Case, route: Route, step: Step, stance: Stance, edges: Sequence[Edge], alone: bool, barred: str
) -> Choice:
    edge = edges[-1]
    legal = _legal(route, edge) or case.state
    label, follows = (str(words) for words in IN_LAW.get((S(case.state), S(legal)), (stance.label, "")))
    if not follows:
        follows = _next(route, edges)
    if not alone:
        follows = _("本环节作出决定后，%(follows)s") % {"follows": follows}
    return Choice(
        stance=stance.value,
        label=label if alone else stance.label,
        follows=follows,
        correcting=legal == S.AWAITING_CORRECTION,
        barred=barred,
    )


def _legal(route: Route, edge: Edge) -> str:
    return edge.legal or (route.steps[edge.to].legal if edge.to != END else "")


def _next(route: Route, edges: Sequence[Edge]) -> str:
    titles = [route.steps[edge.to].title for edge in edges if edge.to != END]
    if len(titles) > 1:
        return _("转“%(first)s”（总额超过规定数额时）或“%(other)s”") % {"first": titles[0], "other": titles[-1]}
    return _("转“%(first)s”") % {"first": titles[0]} if titles else _("本环节结束")
