"""What lies beside every route: a case that stands still, one ended without a decision, one whose decision is taken back, one in
a colleague's hands, one whose applicant was asked for more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from workflow_app.approval.route import Route
from workflow_app.clock.limit import PauseReason
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation, state_on_revocation
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.beside_the_route.terminate import terminate
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.commands.seat.delegate import delegate
from workflow_app.flow.seating import COMPETENT
from workflow_app.management import acting
from workflow_app.management.town.walk import Walk
from workflow_app.management.town.ways import Way
from workflow_app.models import Account, Case, CaseState, Holding, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.item import Procedure
from workflow_app.policy.specimen import Footing
from workflow_app.policy.terminating import TerminationGround
from workflow_app.queries.law.waited_for import head_role

Shown = Callable[[Walk, Footing], object]
TWO, ONE, TODAY = 2, 1, 0  # working days ago


def beside(procedure: Procedure, found: Sequence[Way], granted: Way) -> Iterator[Shown]:
    """Each rests on a footing of its own. What lives on after its approval is taken back by its family's own procedures."""
    review = next((way for way in found if _ours_to_review(procedure, way)), None)
    if review is not None:
        yield from (partial(each, review) for each in (suspended, terminated, lent, supplemented))
    if procedure.life is None and procedure.takes_effect is None:
        yield partial(revoked, granted)


def _ours_to_review(procedure: Procedure, way: Way) -> bool:
    """A step of the review at which the deciding unit is asked, beside whomever; where several are, another has signed already."""
    step = Route.from_json(procedure.route).steps.get(way.to)
    seats = [seat for _, seat in step.quorum.seats()] if step and step.quorum else []
    return way.legal == CaseState.ACCEPTED and COMPETENT in [seat.unit for seat in seats]


def suspended(review: Way, walk: Walk, footing: Footing) -> None:
    """It waits for another organ's word, and nobody may sign."""
    case = walk.along(review, footing, TWO)
    seat = _ours(case)
    words = "申请材料涉及的事项正由有关机关处理，等处理结果（示例）。"
    suspend(case.pk, PauseReason.SUSPENSION, words, by=_sitting(seat), at=walk.stage.past.at(ONE, 4))


def terminated(review: Way, walk: Walk, footing: Footing) -> None:
    """The same thing is decided in another case."""
    case = walk.along(review, footing, TWO)
    words = "同一事项已经在另一办件中办理（示例）。"
    head, at = _head(case, walk), walk.stage.past.at(ONE, 4)
    terminate(case.pk, TerminationGround.REPEATED, words, by=head, at=at)


def lent(review: Way, walk: Walk, footing: Footing) -> None:
    """Whose turn it is asked a colleague to look."""
    case = walk.along(review, footing, TWO)
    seat, at = _ours(case), walk.stage.past.at(TODAY, 2)
    by = _sitting(seat)
    others = Holding.objects.filter(desk__unit=case.unit).exclude(account=by).select_related("account")
    delegate(seat.pk, others.order_by("pk")[0].account, "请打电话核对申请人填写的情况（示例）。", by=by, at=at)


def supplemented(review: Way, walk: Walk, footing: Footing) -> None:
    """The applicant is asked for something the review found missing."""
    case = walk.along(review, footing, TWO)
    seat = _ours(case)
    section = catalogue.procedure(case.item, case.procedure).questions.sections[0].slug
    points = ((section, "这一部分与登记系统的答复不一致，请核对后说明（示例）。"),)
    ask_applicant(seat.pk, points, by=_sitting(seat), at=walk.stage.past.at(TODAY, 2))


def revoked(granted: Way, walk: Walk, footing: Footing) -> None:
    """Facts came out later; the party was heard; the head took the decision back."""
    case = walk.along(granted, footing, TWO)
    stage, heard = walk.stage, "对告知的事实没有异议（示例）。"
    found_out = "事后核查发现申报的情况与事实不符（示例）。"
    examiner = acting.at_desk(case.unit, "section", stage.past.at(TWO, 5))
    row = propose_revocation(case.pk, found_out, "本事项的申请条件（示例）", by=examiner, at=stage.past.at(TWO, 6))
    state_on_revocation(row.pk, heard, by=acting.account(footing.who), at=stage.past.at(ONE, 2))
    decide_revocation(
        row.pk, True, "事实清楚，申请人没有异议（示例）。", by=_head(case, walk), at=stage.past.at(ONE, 4)
    )


def _ours(case: Case) -> Seat:
    """The seat of the deciding unit that waits."""
    waiting = Seat.objects.filter(round__case=case, waiting=True, desk__unit=case.unit)
    return waiting.select_related("desk").order_by("place")[0]


def _sitting(seat: Seat) -> Account:
    assert seat.desk is not None
    return seat.desk.holdings.select_related("account").order_by("pk")[0].account


def _head(case: Case, walk: Walk) -> Account:
    return acting.at_desk(case.unit, head_role(case.unit), walk.stage.past.at(ONE, 4))
