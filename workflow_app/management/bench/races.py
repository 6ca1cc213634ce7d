"""Races: people who act at the same instant. One wins, the others read who and when; nothing is done twice.

Each race answers a sentence for everything that went wrong; none is the aim.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial
from time import perf_counter
from typing import Any

from django.db import transaction
from django.db.models import F

from workflow_app.approval.stance import Stance
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.number import next_number
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.submit import submit
from workflow_app.commands.supply_correction import supply_correction
from workflow_app.commands.withdraw import withdraw
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acting, acts
from workflow_app.management.bench import stage
from workflow_app.management.bench.racing import race
from workflow_app.models import (
    Appropriation,
    Case,
    Draft,
    Ledger,
    NoticeLine,
    NumberSeries,
    Opinion,
    PaymentBatch,
    PaymentLine,
    Posting,
    Unit,
)
from workflow_app.policy.refusals import AlreadyDone, BudgetExhausted, NotPossibleNow, Refusal
from workflow_app.queries.verify import breaks

AT = stage.BEGIN + timedelta(hours=5)
LATER = stage.OVER + timedelta(days=1)
EIGHT, FOR_THREE = 8, Decimal("30000.00")


def reviewers(rounds: int) -> Iterator[str]:
    """Two reviewers sign from one seat."""
    one, other = acting.account("tangyin.section"), stage.second_person("section")
    for serial in range(rounds):
        case = stage.record(serial, "section")
        seat = stage.waiting(case).pk
        results = race([partial(give_opinion, seat, Stance.APPROVE, by=by, at=AT) for by in (one, other)])
        opinions = list(Opinion.objects.filter(seat=seat).select_related("by"))
        lost = [result for result in results if not isinstance(result, Case)]
        if len(opinions) != 1 or case.papers.filter(kind=stage.parent().decision).count() != 1:
            yield f"reviewers {serial}: {len(opinions)} opinions, {results}"
        elif not _says_who(lost, opinions[0].by.name):
            yield f"reviewers {serial}: the loser reads {lost}"


def _says_who(lost: list[object], winner: str) -> bool:
    return len(lost) == 1 and isinstance(lost[0], AlreadyDone) and winner in str(lost[0]) and "月" in str(lost[0])


def approval_and_withdrawal(rounds: int) -> Iterator[str]:
    """The last signature and the applicant's withdrawal."""
    section, school = acting.account("tangyin.section"), acting.account(stage.SCHOOL)
    for serial in range(rounds):
        case = stage.record(10_000 + serial, "section")
        seat = stage.waiting(case).pk
        signed, withdrawn = race(
            [
                partial(give_opinion, seat, Stance.APPROVE, by=section, at=AT),
                partial(withdraw, case.pk, by=school, at=AT),
            ]
        )
        won = [isinstance(result, Case) for result in (signed, withdrawn)]
        state = Case.objects.get(pk=case.pk).state
        refused = withdrawn if won[0] else signed
        if won.count(True) != 1 or state != ("approved" if won[0] else "withdrawn"):
            yield f"approval and withdrawal {serial}: {state}, {signed!r}, {withdrawn!r}"
        elif not isinstance(refused, NotPossibleNow):
            yield f"approval and withdrawal {serial}: the loser reads {refused!r}"


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


def determinations(rounds: int) -> Iterator[str]:
    """Eight determinations against a budget for three."""
    acts.endow(Unit.objects.get(kind="hrss", region=stage.COUNTY), stage.item().slug, 2026, FOR_THREE, stage.BEGIN)
    for number in range(rounds):
        if number:
            Appropriation.objects.update(appropriated=F("appropriated") + FOR_THREE)
        cases = [stage.claim(20_000 + number * EIGHT + n, "notice") for n in range(EIGHT)]
        stage.noticed(*cases)
        deputy = acting.account("tangyin.deputy")
        seats = [stage.waiting(case).pk for case in cases]
        results = race([partial(give_opinion, seat, Stance.APPROVE, by=deputy, at=stage.OVER) for seat in seats])
        approved = sum(isinstance(result, Case) for result in results)
        exhausted = sum(isinstance(result, BudgetExhausted) for result in results)
        row = Appropriation.objects.get()
        if (approved, exhausted) != (3, 5) or row.reserved != FOR_THREE * (number + 1):
            yield f"determinations {number}: {approved} approved, {exhausted} refused, {row.reserved} reserved: {results}"


def notices(rounds: int) -> Iterator[str]:
    """Two handlers put the same case on notice."""
    one, other = acting.account("tangyin.handler"), stage.second_person("handler")
    for serial in range(rounds):
        case = stage.claim(30_000 + serial, "notice")
        results = race([partial(open_notice, [case.pk], by=by, at=stage.NOTICED) for by in (one, other)])
        shown = NoticeLine.objects.filter(claim__case=case).values("notice").distinct().count()
        if shown != 1 or sum(isinstance(result, AlreadyDone) for result in results) != 1:
            yield f"notices {serial}: on {shown} notices, {results}"


def batches(rounds: int) -> Iterator[str]:
    """Two drafters build a batch of one request, two people release it, its answer is read twice."""
    acts.endow(Unit.objects.get(kind="hrss", region=stage.COUNTY), stage.item().slug, 2026, 1000 * FOR_THREE, AT)
    drafters = acting.account("tangyin.draft"), stage.second_person("draft")
    releasers = acting.account("tangyin.release"), stage.second_person("release")
    for serial in range(rounds):
        case = stage.claim(40_000 + serial, "notice")
        notice = stage.noticed(case)
        acting.sign_until_system(case, at=stage.OVER)
        request = acts.ask_finance(notice, LATER)
        drafted = race([partial(draft_batch, request.pk, by=by, at=LATER) for by in drafters])
        built = [result for result in drafted if isinstance(result, PaymentBatch)]
        if len(built) != 1 or PaymentLine.objects.filter(claim__case=case).count() != 10:
            yield f"batches {serial}: {drafted}"
            continue
        total = built[0].total
        released = race([partial(release_batch, built[0].pk, total, by=by, at=LATER) for by in releasers])
        if sum(isinstance(result, PaymentBatch) for result in released) != 1:
            yield f"releases {serial}: {released}"
        elif sum(isinstance(result, AlreadyDone) for result in released) != 1:
            yield f"releases {serial}: the loser reads {released}"
        yield from _answered_twice(built[0], serial)


def _answered_twice(batch: PaymentBatch, serial: int) -> Iterator[str]:
    write_bank_file(batch.pk, at=LATER)
    answered = race([partial(acts.bank_answers, batch, LATER)] * 2)
    posted = Posting.objects.filter(claim__payment_lines__batch=batch, target=Ledger.PAID).count()
    if posted != batch.count or sum(isinstance(result, AlreadyDone) for result in answered) != 1:
        yield f"returns {serial}: {posted} postings, {answered}"


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
    "reviewers": reviewers,
    "approval and withdrawal": approval_and_withdrawal,
    "correction and withdrawal": correction_and_withdrawal,
    "determinations": determinations,
    "notices": notices,
    "batches, releases, returns": batches,
    "numbers": numbers,
}


def measure(rounds: int) -> dict[str, Any]:
    """Every race: rounds, wrong ones in words, seconds with the making of the cases; and whether all rows still add up."""
    acting.found_city(stage.BEGIN)
    told = {name: _one(name, max(3, int(rounds * SHARE.get(name, 4) / 4))) for name in RACES}
    return told | {"verify": list(breaks())}


SHARE = {
    "determinations": 0.1,
    "notices": 1,
    "batches, releases, returns": 0.5,
    "numbers": 0.5,
}  # quarters of the rounds


def _one(name: str, rounds: int) -> dict[str, Any]:
    begun = perf_counter()
    wrong = list(RACES[name](rounds))
    return {"rounds": rounds, "wrong": len(wrong), "seconds": round(perf_counter() - begun, 1), "examples": wrong[:3]}
