"""Races: people who act at the same instant. One wins, the others read who and when; nothing is done twice.

Each race answers a sentence for everything that went wrong; none is the aim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import Any

from django.db import transaction

from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.number import next_number
from workflow_app.commands.object_to import object_to
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.submit import submit
from workflow_app.commands.supply_correction import supply_correction
from workflow_app.commands.withdraw import withdraw
from workflow_app.management import acting
from workflow_app.management.bench import races_at_a_seat as seat
from workflow_app.management.bench import stage
from workflow_app.management.bench.races_of_money import batches, crowd, determinations, notices, receipts
from workflow_app.management.bench.races_of_the_treasury import approval_and_close, approval_and_table
from workflow_app.management.bench.racing import race
from workflow_app.models import Case, Draft, NoticeLine, NumberSeries, Objection, Unit
from workflow_app.policy.refusals import Refusal
from workflow_app.queries.audit.verify import breaks

AT = stage.BEGIN + timedelta(hours=5)
EIGHT = 8


def correction_and_withdrawal(rounds: int) -> Iterator[str]:
    """The applicant's agent supplies what was asked for while the legal representative withdraws."""
    intake, school = acting.account("tangyin.intake"), acting.account(stage.SCHOOL)
    for serial in range(rounds):
        case = stage.record(60_000 + serial, "receive")
        defects = (("training", "培训地点没有写到教室，请补全。"),)
        give_opinion(stage.waiting(case).pk, Stance.RETURN, "需补正。", defects=defects, by=intake, at=AT)
        draft = Draft.objects.get(correcting=case).pk
        results = race(
            [partial(supply_correction, draft, by=school, at=AT), partial(withdraw, case.pk, by=school, at=AT)]
        )
        state, wrong = Case.objects.get(pk=case.pk).state, [r for r in results if not isinstance(r, Case | Refusal)]
        if state != "withdrawn" or wrong:
            yield f"correction and withdrawal {serial}: {state}, {wrong}"


def objection_and_withdrawal(rounds: int) -> Iterator[str]:
    """Somebody objects to a line while its applicant withdraws the whole case: nothing of it stays before the public."""
    handler, school = acting.account("tangyin.handler"), acting.account(stage.SCHOOL)
    for serial in range(rounds):
        case = stage.claim(70_000 + serial, "notice")
        notice = open_notice([case.pk], by=handler, at=stage.NOTICED)
        results = race(
            [
                partial(object_to, notice.pk, 1, "何来", "199 0000 0000", "没有参加培训。", at=stage.NOTICED),
                partial(withdraw, case.pk, by=school, at=stage.NOTICED),
            ]
        )
        state, shown = Case.objects.get(pk=case.pk).state, notice.lines.exclude(state=NoticeLine.State.VOID).count()
        if state != "withdrawn" or shown or not isinstance(results[0], Objection | Refusal):
            yield f"objection and withdrawal {serial}: {state}, {shown} lines shown, {results}"


def numbers(rounds: int) -> Iterator[str]:
    """Eight drafts are submitted together, eight threads draw numbers: no gap, no duplicate."""
    school = acting.account(stage.SCHOOL)
    for number in range(rounds):
        castings = [
            acting.casting_of(stage.SCHOOL, 50_000 + number * EIGHT + n, AT.date(), size=10) for n in range(EIGHT)
        ]
        drafts = [acting.fill(stage.item().slug, stage.parent().slug, c, by=school, at=AT).pk for c in castings]
        before = Case.objects.count()
        results = race([partial(submit, draft, by=school, at=AT) for draft in drafts])
        cases = sorted(Case.objects.values_list("number", flat=True))
        if Case.objects.count() != before + EIGHT or int(cases[-1][-6:]) != len(cases):
            yield f"numbers {number}: {len(cases)} cases up to {cases[-1]}, {results}"
        yield from _drawn(number)


def _drawn(number: int) -> Iterator[str]:
    unit = Unit.objects.get(kind="hrss", region=stage.COUNTY)

    def draw() -> int:
        with transaction.atomic():
            return next_number(unit, f"race {number}", AT)[1]

    drawn = race([draw] * EIGHT)
    if sorted(drawn, key=str) != list(range(1, EIGHT + 1)) or NumberSeries.objects.latest("id").last != EIGHT:
        yield f"numbers {number}: drew {drawn}"


RACES = {
    "reviewers": seat.reviewers,
    "approval and withdrawal": seat.approval_and_withdrawal,
    "approval and transfer": seat.approval_and_transfer,
    "approval and deadline": seat.approval_and_deadline,
    "approval and bulk": seat.approval_and_bulk,
    "approval and taking back": seat.approval_and_taking_back,
    "correction and withdrawal": correction_and_withdrawal,
    "objection and withdrawal": objection_and_withdrawal,
    "determinations": determinations,
    "a crowd for the last money": crowd,
    "notices": notices,
    "batches, releases, returns": batches,
    "receipts of a recovery": receipts,
    "a payment approved and the year closed": approval_and_close,
    "a payment approved and a table of payments": approval_and_table,
    "numbers": numbers,
}


SHARE = {  # of the rounds; each of these makes its cases by commands, or many of them a round
    "correction and withdrawal": 0.2,
    "objection and withdrawal": 0.2,
    "notices": 0.05,
    "batches, releases, returns": 0.025,
    "receipts of a recovery": 0.025,
    "a payment approved and the year closed": 0.01,
    "a payment approved and a table of payments": 0.01,
    "numbers": 0.025,
    "determinations": 0.005,
    "a crowd for the last money": 0.008,
}


def measure(rounds: int, only: Sequence[str] = ()) -> dict[str, Any]:
    """Every race, or some: rounds, wrong ones in words, seconds with the making of the cases; and whether all rows still
    add up."""
    acting.found_city(stage.BEGIN)
    told = {name: _one(name, max(3, int(rounds * SHARE.get(name, 1)))) for name in only or RACES}
    return told | {"verify": list(breaks())}


def _one(name: str, rounds: int) -> dict[str, Any]:
    begun = perf_counter()
    wrong = list(RACES[name](rounds))
    return {"rounds": rounds, "wrong": len(wrong), "seconds": round(perf_counter() - begun, 1), "examples": wrong[:3]}
