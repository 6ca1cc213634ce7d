"""What may be tried beside the route: by the applicant, by heads and superiors, by colleagues, by the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from workflow_app.commands.assess import assessment_now, open_points
from workflow_app.commands.beside_the_route.extend import ask_extension, decide_extension
from workflow_app.commands.beside_the_route.resume import resume
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.beside_the_route.terminate import terminate
from workflow_app.commands.correct_fact import Spot, correct_fact
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.expire import expire
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.oversight.answer_supervision import answer_supervision
from workflow_app.commands.oversight.raise_cards import earning_cards, raise_card
from workflow_app.commands.oversight.supervise import supervise
from workflow_app.commands.oversight.tell_empty_desk import seats_nobody_told, tell_empty_desk
from workflow_app.commands.oversight.urge import urge
from workflow_app.commands.seat.recuse import recuse
from workflow_app.commands.seat.send_copy import send_copy
from workflow_app.commands.settle_point import rule, strike_off
from workflow_app.commands.stand_in import hand_over, substitute
from workflow_app.commands.supply_correction import supply_correction
from workflow_app.commands.withdraw import withdraw
from workflow_app.flow import door
from workflow_app.flow.arrival import NOTICE
from workflow_app.management import setbacks
from workflow_app.management.bench.at_random.on_seats import WORDS
from workflow_app.management.bench.at_random.scene import Act, Draw, Scene
from workflow_app.models import Account, CaseState, Deadline, Draft, Notice, Pause
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy.terminating import TerminationGround
from workflow_app.queries.law.correcting import correctable_questions
from workflow_app.queries.law.waited_for import head_role

LEADERS = ("bureau_head", "deputy_head")
EXAMINERS = ("handler", "section")
GRANTED, MET = 0.7, 0.9  # how often
REASONS = ("suspension", "review", "site_check", "assistance", "")


def supplies(scene: Scene) -> Act | None:
    """The applicant goes through what was asked and hands it in."""
    draft = Draft.objects.filter(correcting=scene.case).first()
    if draft is None:
        return None
    setbacks.fill_in(scene.case, scene.at)
    return partial(supply_correction, draft.pk, by=scene.meant([scene.case.filed_by] * 3), at=scene.at)


def withdraws(scene: Scene) -> Act | None:
    return partial(withdraw, scene.case.pk, words=WORDS, by=scene.meant([scene.case.filed_by]), at=scene.at)


def steps_aside(scene: Scene) -> Act | None:
    seat = scene.any_of(scene.waiting)
    who = scene.any_of(scene.sitting(seat)) if seat else None
    if who is None:
        return None
    by = scene.meant([who, *scene.of_the_unit(*LEADERS)])
    return partial(recuse, scene.case.pk, who, "申请人是亲属。", by=by, at=scene.at)


def sends_copies(scene: Scene) -> Act | None:
    people = scene.of_the_unit()
    to = scene.chance.sample(people, min(len(people), 2))
    return partial(send_copy, scene.case.pk, to, WORDS, by=scene.meant(people), at=scene.at)


def urges(scene: Scene) -> Act | None:
    return partial(urge, scene.case.pk, by=scene.meant([scene.case.filed_by, *scene.above()]), at=scene.at)


def supervises(scene: Scene) -> Act | None:
    by = scene.meant([*scene.of_the_unit(*LEADERS), *scene.above(*LEADERS, "section")])
    until = calendar_in_force().add(scene.today, scene.chance.randint(1, 5))
    return partial(supervise, scene.case.pk, "请说明原因。", until, by=by, at=scene.at)


def answers_an_order(scene: Scene) -> Act | None:
    asked = scene.case.supervisions.order_by("pk")
    order = scene.any_of(list(asked.filter(answered_at=None)) or list(asked))
    by = scene.meant(scene.of_the_unit())
    return partial(answer_supervision, order.pk, "正在办理。", by=by, at=scene.at) if order else None


def suspends(scene: Scene) -> Act | None:
    by = _own(scene)
    return partial(suspend, scene.case.pk, scene.chance.choice(REASONS), WORDS, 5, by=by, at=scene.at)


def resumes(scene: Scene) -> Act | None:
    pauses = scene.case.pauses.order_by("pk")
    running = pauses.filter(until=None, by__isnull=False)
    pause: Pause | None = scene.any_of(list(running) or list(pauses))
    by = scene.meant(scene.of_the_unit(head_role(scene.case.unit)))
    return partial(resume, pause.pk, WORDS, by=by, at=scene.at) if pause else None


def asks_for_longer(scene: Scene) -> Act | None:
    by = scene.meant(scene.of_the_unit(*EXAMINERS))
    return partial(ask_extension, scene.case.pk, scene.chance.randint(1, 12), WORDS, by=by, at=scene.at)


def grants(scene: Scene) -> Act | None:
    asked = scene.any_of(list(scene.case.extensions.order_by("pk")))
    by, granted = scene.meant(scene.of_the_unit(head_role(scene.case.unit))), scene.chance.random() < GRANTED
    return partial(decide_extension, asked.pk, granted, WORDS, by=by, at=scene.at) if asked else None


def terminates(scene: Scene) -> Act | None:
    ground = scene.chance.choice([*TerminationGround]).value
    return partial(terminate, scene.case.pk, ground, WORDS, by=scene.meant(scene.of_the_unit(*LEADERS)), at=scene.at)


def corrects_a_fact(scene: Scene) -> Act | None:
    """One answer says something else, which may or may not be a value it can have."""
    filed = scene.case.filings.latest("ordinal").answers
    name = scene.any_of([name for name, _, _ in correctable_questions(scene.case, filed)])
    if name is None:
        return None
    by = _own(scene)
    return partial(correct_fact, scene.case.pk, Spot(name), _another(scene, filed, name), WORDS, by=by, at=scene.at)


def rules(scene: Scene) -> Act | None:
    """Somebody says of what the rules left undecided whether it is met."""
    if not scene.case.open_points or scene.case.state not in (CaseState.ACCEPTED, CaseState.DECIDING):
        return None
    with door.held(scene.case.pk) as case:
        point = scene.any_of(list(open_points(case, assessment_now(case, at=scene.at))))
    if point is None:
        return None
    line, finding = point
    met, by = scene.chance.random() < MET, _own(scene)
    return partial(rule, scene.case.pk, line, finding.condition, met, WORDS, by=by, at=scene.at)


def strikes(scene: Scene) -> Act | None:
    claim = scene.any_of(list(scene.case.claims.order_by("pk")))
    by = _own(scene)
    return partial(strike_off, scene.case.pk, claim.ordinal, WORDS, by=by, at=scene.at) if claim else None


def runs_out(scene: Scene) -> Act | None:
    """A limit of the case, over or not."""
    armed = list(scene.case.deadlines.filter(state=Deadline.State.ARMED).order_by("due_on"))
    due = scene.any_of([row for row in armed if row.due_on < scene.today]) or scene.any_of(armed)
    return partial(expire, due.pk, at=scene.at) if due else None


def earns_a_card(scene: Scene) -> Act | None:
    cards = scene.any_of([pk for pk in earning_cards(scene.today) if pk == scene.case.pk or pk in scene.others])
    return partial(raise_card, cards, at=scene.at) if cards else None


def is_told_nobody_sits_there(scene: Scene) -> Act | None:
    untold = set(seats_nobody_told(scene.today)) & {seat.pk for seat in scene.waiting}
    seat = scene.any_of(sorted(untold))
    return partial(tell_empty_desk, seat, at=scene.at) if seat else None


def goes_before_the_public(scene: Scene) -> Act | None:
    if scene.case.step != NOTICE or scene.case.claims.filter(notice_lines__isnull=False).exists():
        return None
    return partial(open_notice, [scene.case.pk], by=scene.meant(scene.of_the_unit("handler")), at=scene.at)


def leaves_the_public(scene: Scene) -> Act | None:
    """Its notice, over or not."""
    notice = Notice.objects.filter(lines__claim__case=scene.case, state=Notice.State.OPEN).first()
    return partial(end_notice, notice.pk, at=scene.at) if notice else None


def is_away(scene: Scene) -> Act | None:
    seat = scene.any_of(scene.waiting)
    absent = scene.any_of(scene.sitting(seat)) if seat else None
    instead = scene.any_of(scene.of_the_unit())
    if seat is None or seat.desk is None or absent is None or instead is None:
        return None
    until = scene.today + timedelta(days=scene.chance.randint(0, 6))
    by = scene.meant([absent, *scene.of_the_unit(*LEADERS)])
    return partial(substitute, absent, instead, [seat.desk], scene.today, until, by=by, at=scene.at)


def leaves_for_good(scene: Scene) -> Act | None:
    """To a colleague, or to nobody."""
    seat = scene.any_of(scene.waiting)
    leaver = scene.any_of(scene.sitting(seat)) if seat else None
    if leaver is None:
        return None
    to, by = scene.any_of([None, *scene.of_the_unit()]), scene.meant(scene.of_the_unit(*LEADERS))

    def leave() -> bool:
        hand_over(leaver, to, scene.today, by=by, at=scene.at)
        return True

    return leave


def _own(scene: Scene) -> Account:
    """Mostly whom the case waits for at the deciding unit."""
    seats = [seat for seat in scene.waiting if seat.desk and seat.desk.unit_id == scene.case.unit_id]
    seat = scene.any_of(seats)
    return scene.meant([seat.holder] if seat.holder else scene.sitting(seat)) if seat else scene.meant([])


def _another(scene: Scene, filed: Mapping[str, Any], name: str) -> object:
    value = filed.get(name)
    if isinstance(value, str):
        return scene.chance.choice([value + "（更正）", value[:-1], "2026-03-01", "1500.00", value])
    if isinstance(value, int) and not isinstance(value, bool):
        return value + scene.chance.randint(-1, 2)
    return scene.chance.choice([value, "", not value])


BESIDE: dict[str, tuple[Draw, int]] = {
    "supply a correction": (supplies, 8),
    "withdraw": (withdraws, 1),
    "recuse": (steps_aside, 1),
    "copy": (sends_copies, 2),
    "urge": (urges, 3),
    "supervise": (supervises, 3),
    "answer an order": (answers_an_order, 4),
    "suspend": (suspends, 3),
    "resume": (resumes, 8),
    "ask for longer": (asks_for_longer, 3),
    "grant": (grants, 3),
    "terminate": (terminates, 1),
    "correct a fact": (corrects_a_fact, 4),
    "rule": (rules, 12),
    "strike off": (strikes, 1),
    "expire": (runs_out, 5),
    "raise a card": (earns_a_card, 2),
    "open a notice": (goes_before_the_public, 10),
    "end a notice": (leaves_the_public, 10),
    "substitute": (is_away, 2),
    "hand over": (leaves_for_good, 1),
    "tell of an empty desk": (is_told_nobody_sits_there, 2),
}
