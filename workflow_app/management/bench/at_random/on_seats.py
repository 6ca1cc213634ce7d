"""What may be tried at a seat: every word, and every way to pass it on, add to it or unsay it."""

from __future__ import annotations

from functools import partial

from workflow_app.approval.quorum import Beside
from workflow_app.approval.stance import Stance
from workflow_app.commands.bulk_sign import bulk_sign, start_bulk
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.record_meeting import record_meeting
from workflow_app.commands.seat.add_seat import add_seat, remove_seat
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.commands.seat.claim import claim, release
from workflow_app.commands.seat.delegate import answer, delegate, recall
from workflow_app.commands.seat.send_back import send_back
from workflow_app.commands.seat.take_back import take_back
from workflow_app.commands.seat.transfer import transfer
from workflow_app.management import acting
from workflow_app.management.bench.at_random.scene import Act, Draw, Scene
from workflow_app.models import Delegation, Seat
from workflow_app.policy import catalogue
from workflow_app.queries.desk.colleague_desks import desks_to_add
from workflow_app.queries.law.meetings import meeting_of, members_of, round_to_minute
from workflow_app.queries.law.returnable import returnable

WORDS = "材料已核对。"
MOST_AT_ONCE = 4


def says(stance: Stance) -> Draw:
    """A word from a seat."""

    def draw(scene: Scene) -> Act | None:
        seat = scene.seat()
        by = scene.actor(seat) if seat else None
        if seat is None or by is None:
            return None
        answers = acting.seat_answers(scene.case, seat, scene.at, {}) if stance is Stance.APPROVE else {}
        defects = ((_section(scene), "这一部分有一处没有写明。"),) if stance is Stance.RETURN else ()
        return partial(give_opinion, seat.pk, stance, WORDS, defects=defects, answers=answers, by=by, at=scene.at)

    return draw


def meets(scene: Scene) -> Act | None:
    """The meeting sits and somebody records it."""
    opened = round_to_minute(scene.case)
    if opened is None or meeting_of(opened) is not None:
        return None
    members = [account for _, account in members_of(opened, scene.today)]
    by = scene.meant(scene.of_the_unit("handler", "section"))
    if by is None or not members:
        return None
    present = list(dict.fromkeys(members))
    return partial(
        record_meeting, scene.case.pk, scene.today, "三楼会议室", present[0], present, WORDS, by=by, at=scene.at
    )


def sends_back(scene: Scene) -> Act | None:
    seat = scene.seat()
    by = scene.actor(seat) if seat else None
    to = scene.any_of([name for name, _ in returnable(scene.case)] or [scene.case.step])
    return partial(send_back, seat.pk, to, WORDS, by=by, at=scene.at) if seat and by and to else None


def takes_back(scene: Scene) -> Act | None:
    """Mostly the last word said."""
    spoken = [seat for seat in scene.seats if seat.desk_id and seat.removed_at is None and hasattr(seat, "opinion")]
    spoken.sort(key=lambda seat: seat.opinion.at)
    seat = spoken[-1] if spoken and scene.chance.random() < 0.8 else scene.any_of(spoken)
    if seat is None:
        return None
    return partial(take_back, seat.pk, by=scene.meant([seat.opinion.by]), at=scene.at)


def claims(scene: Scene) -> Act | None:
    seat = scene.any_of([seat for seat in scene.waiting if seat.holder_id is None]) or scene.seat()
    by = scene.actor(seat) if seat else None
    if seat is None or by is None or seat.holder_id == by.pk:
        return None
    return partial(claim, seat.pk, by=by, at=scene.at)


def releases(scene: Scene) -> Act | None:
    seat = scene.any_of([seat for seat in scene.waiting if seat.holder_id]) or scene.seat()
    by = scene.actor(seat) if seat else None
    return partial(release, seat.pk, by=by, at=scene.at) if seat and by else None


def transfers(scene: Scene) -> Act | None:
    seat = scene.seat()
    by = scene.actor(seat) if seat else None
    to = scene.meant(scene.sitting(seat)) if seat else None
    return partial(transfer, seat.pk, to, "出差。", by=by, at=scene.at) if seat and by and to else None


def delegates(scene: Scene) -> Act | None:
    seat = scene.seat()
    by, to = (scene.actor(seat), scene.meant(scene.of_the_unit())) if seat else (None, None)
    return partial(delegate, seat.pk, to, "请核对名单。", by=by, at=scene.at) if seat and by and to else None


def answers_a_colleague(scene: Scene) -> Act | None:
    asked = _delegation(scene)
    return partial(answer, asked.pk, "已核对。", by=scene.meant([asked.to]), at=scene.at) if asked else None


def recalls(scene: Scene) -> Act | None:
    asked = _delegation(scene)
    return partial(recall, asked.pk, by=scene.meant([asked.by]), at=scene.at) if asked else None


def adds(how: Beside) -> Draw:
    """Another desk signs before, after or beside."""

    def draw(scene: Scene) -> Act | None:
        seat = scene.seat()
        by = scene.actor(seat) if seat else None
        desk = scene.any_of(list(desks_to_add(scene.case, scene.today)))
        if seat is None or by is None or desk is None:
            return None
        return partial(add_seat, seat.pk, desk.pk, how, "请一并把关。", by=by, at=scene.at)

    return draw


def removes(scene: Scene) -> Act | None:
    added = [seat for seat in scene.seats if seat.added_by_id and seat.round.closed_at is None]
    seat = scene.any_of([each for each in added if each.removed_at is None and not hasattr(each, "opinion")] or added)
    if seat is None or seat.added_by is None:
        return None
    return partial(remove_seat, seat.pk, by=scene.meant([seat.added_by]), at=scene.at)


def asks_the_applicant(scene: Scene) -> Act | None:
    seat = scene.seat()
    by = scene.actor(seat) if seat else None
    points = ((_section(scene), "请补一份证明。"),)
    return partial(ask_applicant, seat.pk, points, by=by, at=scene.at) if seat and by else None


def signs_in_bulk(scene: Scene) -> Act | None:
    """What waits at one person's desk, of several cases; worked through like its job does."""
    seat = scene.any_of(scene.waiting)
    by = scene.actor(seat) if seat else None
    if seat is None or by is None:
        return None
    beside = Seat.objects.filter(round__case__in=scene.others, waiting=True, desk=seat.desk_id)
    keys = [seat.pk, *beside.exclude(pk=seat.pk).order_by("pk").values_list("pk", flat=True)]
    signing = start_bulk(keys[:MOST_AT_ONCE], WORDS, by=by, at=scene.at)

    def work() -> object:
        bulk_sign(signing.pk, at=scene.at)
        return signing.lines.filter(outcome="done").exists()

    return work


def _section(scene: Scene) -> str:
    """The first of those that were filed."""
    sections = catalogue.procedure(scene.case.item, scene.case.procedure).questions.sections
    return sections[0].slug


def _delegation(scene: Scene) -> Delegation | None:
    """One that is open, else any."""
    asked = Delegation.objects.filter(seat__round__case=scene.case).select_related("to", "by").order_by("pk")
    return scene.any_of([each for each in asked if each.ended_at is None] or list(asked))


ON_SEATS: dict[str, tuple[Draw, int]] = {  # how often it is tried beside the others
    "approve": (says(Stance.APPROVE), 30),
    "refuse": (says(Stance.REFUSE), 3),
    "return": (says(Stance.RETURN), 4),
    "record a meeting": (meets, 8),
    "send back": (sends_back, 4),
    "take back": (takes_back, 6),
    "claim": (claims, 6),
    "release": (releases, 4),
    "transfer": (transfers, 5),
    "delegate": (delegates, 5),
    "answer a delegation": (answers_a_colleague, 6),
    "recall a delegation": (recalls, 4),
    "add before": (adds(Beside.BEFORE), 3),
    "add after": (adds(Beside.AFTER), 3),
    "add together": (adds(Beside.TOGETHER), 3),
    "remove": (removes, 5),
    "ask the applicant": (asks_the_applicant, 4),
    "bulk": (signs_in_bulk, 4),
}
