"""What may be tried on what is before the public or decided already, and on what somebody was told or asked to stand in for."""

from __future__ import annotations

from functools import partial

from django.db.models import F, Q

from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation, state_on_revocation
from workflow_app.commands.object_to import answer_objection, object_to
from workflow_app.commands.seat.send_copy import read_copy
from workflow_app.commands.stand_in import end_substitution
from workflow_app.management.bench.at_random.on_seats import WORDS
from workflow_app.management.bench.at_random.scene import Act, Draw, Scene
from workflow_app.models import CarbonCopy, CaseState, Holding, Notice, NoticeLine, Objection

UPHELD, REVOKED = 0.4, 0.6  # how often
NAME, CONTACT = "周正", "13800005678"


def objects(scene: Scene) -> Act | None:
    """Anybody, to a line of the case that is or was on notice."""
    lines = NoticeLine.objects.filter(claim__case=scene.case).order_by("pk")
    shown = lines.filter(notice__state=Notice.State.OPEN, notice__ends_on__gte=scene.today)
    line = scene.any_of(list(shown.exclude(state=NoticeLine.State.VOID)) or list(lines))
    return partial(object_to, line.notice_id, line.ordinal, NAME, CONTACT, "情况不实。", at=scene.at) if line else None


def answers_an_objection(scene: Scene) -> Act | None:
    """The section; once the case is determined, the deputy head."""
    made = Objection.objects.filter(line__claim__case=scene.case).order_by("pk")
    objection = scene.any_of(list(made.filter(answered_by=None)) or list(made))
    if objection is None:
        return None
    role = "deputy_head" if scene.case.state == CaseState.APPROVED else "section"
    upheld, by = scene.chance.random() < UPHELD, scene.meant(scene.of_the_unit(role))
    return partial(answer_objection, objection.pk, upheld, WORDS, by=by, at=scene.at)


def takes_back_a_decision(scene: Scene) -> Act | None:
    """The first of three acts: the party is told what was found."""
    if scene.case.state != CaseState.APPROVED:
        return None
    by = scene.meant(scene.of_the_unit("section", "deputy_head"))
    return partial(propose_revocation, scene.case.pk, "申报的情况不实。", "申请条件", by=by, at=scene.at)


def states_its_case(scene: Scene) -> Act | None:
    """The party itself, now and then an officer who was handed its word on paper."""
    row = scene.any_of(list(scene.case.revocations.order_by("pk")))
    by = scene.meant([scene.case.filed_by] * 3 + scene.of_the_unit("handler"))
    return partial(state_on_revocation, row.pk, WORDS, by=by, at=scene.at) if row else None


def decides_on_a_revocation(scene: Scene) -> Act | None:
    row = scene.any_of(list(scene.case.revocations.order_by("pk")))
    revoked, by = scene.chance.random() < REVOKED, scene.meant(scene.of_the_unit("bureau_head", "deputy_head"))
    return partial(decide_revocation, row.pk, revoked, WORDS, by=by, at=scene.at) if row else None


def reads_a_copy(scene: Scene) -> Act | None:
    sent = scene.any_of(list(CarbonCopy.objects.filter(case=scene.case).select_related("to").order_by("pk")))
    return partial(read_copy, scene.case, by=sent.to, at=scene.at) if sent else None


def is_back_again(scene: Scene) -> Act | None:
    """Somebody stood in for at the deciding unit comes back earlier, or never left."""
    away = Holding.objects.filter(desk__unit=scene.case.unit_id, in_place_of__isnull=False)
    running = away.filter(Q(until__gte=scene.today)).exclude(until=F("since"))
    row = scene.any_of(list(running.order_by("pk")) or list(away.order_by("pk")[:1]))
    if row is None or row.in_place_of is None:
        return None
    return partial(end_substitution, row.pk, by=scene.meant([row.in_place_of]), at=scene.at)


AFTERWARDS: dict[str, tuple[Draw, int]] = {
    "object": (objects, 3),
    "answer an objection": (answers_an_objection, 6),
    "propose a revocation": (takes_back_a_decision, 4),
    "state on a revocation": (states_its_case, 6),
    "decide a revocation": (decides_on_a_revocation, 6),
    "read a copy": (reads_a_copy, 1),
    "end a substitution": (is_back_again, 1),
}
