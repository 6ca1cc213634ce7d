"""Races for one seat, a thousand rounds each: two words, a word and a way out, passed on, run out, taken back. The cases are copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import partial

from workflow_app.approval.stance import Stance
from workflow_app.commands.bulk_sign import bulk_sign, start_bulk
from workflow_app.commands.expire import expire
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.seat.take_back import take_back
from workflow_app.commands.seat.transfer import transfer
from workflow_app.commands.withdraw import withdraw
from workflow_app.management import acting
from workflow_app.management.bench import prefill, stage
from workflow_app.management.bench.racing import Act, race
from workflow_app.models import Account, BulkLine, Case, Deadline, Opinion, Round, RoundState, Seat
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, Refusal

AT = stage.BEGIN + timedelta(hours=5)
Of = Iterator[str]


def reviewers(rounds: int) -> Of:
    """Two reviewers sign from one seat."""
    one, other = reviewing()
    for case in prefill.standing(20_000, "section", rounds):
        seat = stage.waiting(case).pk
        results = race([partial(give_opinion, seat, Stance.APPROVE, by=by, at=AT) for by in (one, other)])
        opinions = list(Opinion.objects.filter(seat=seat).select_related("by"))
        lost = [result for result in results if not isinstance(result, Case)]
        if len(opinions) != 1 or not _decided_once(case):
            yield f"reviewers {case}: {len(opinions)} opinions, {results}"
        elif not _says_who(lost, opinions[0].by.name):
            yield f"reviewers {case}: the loser reads {lost}"


def approval_and_withdrawal(rounds: int) -> Of:
    """The last signature and the applicant's withdrawal."""
    section, school = acting.account("tangyin.section"), acting.account(stage.SCHOOL)
    for case in prefill.standing(10_000, "section", rounds):
        signed, withdrawn = race([_approves(case, section), partial(withdraw, case.pk, by=school, at=AT)])
        won = [isinstance(result, Case) for result in (signed, withdrawn)]
        state = Case.objects.get(pk=case.pk).state
        refused = withdrawn if won[0] else signed
        if won.count(True) != 1 or state != ("approved" if won[0] else "withdrawn"):
            yield f"approval and withdrawal {case}: {state}, {signed!r}, {withdrawn!r}"
        elif not isinstance(refused, NotPossibleNow):
            yield f"approval and withdrawal {case}: the loser reads {refused!r}"


def approval_and_transfer(rounds: int) -> Of:
    """One reviewer passes the seat to another, who signs at that instant; or whose own other window signs it."""
    one, other = reviewing()
    for number, case in enumerate(prefill.standing(30_000, "section", rounds)):
        signer, seat = (one, other)[number % 2], stage.waiting(case).pk
        signed, passed = race([_approves(case, signer), partial(transfer, seat, other, "出差。", by=one, at=AT)])
        opinions, state = Opinion.objects.filter(seat=seat).count(), Case.objects.get(pk=case.pk).state
        legal = {
            (True, True): signer == other and (state, opinions) == ("approved", 1),
            (True, False): (state, opinions) == ("approved", 1) and isinstance(passed, AlreadyDone),
            (False, True): signer == one and Seat.objects.filter(pk=seat, waiting=True, holder=other).exists(),
        }
        if not legal.get((isinstance(signed, Case), isinstance(passed, Seat))) or not _refusals(signed, passed):
            yield f"approval and transfer {case}: {state}, {opinions} opinions, {signed!r}, {passed!r}"


def approval_and_deadline(rounds: int) -> Of:
    """The window accepts while its silence becomes an acceptance by law."""
    intake = acting.account("tangyin.intake")
    for case in prefill.standing(80_000, "receive", rounds):
        due = Deadline.objects.get(case=case, kind=Deadline.Kind.RECEIPT)
        late = datetime.combine(due.due_on, time(0, 20), AT.tzinfo) + timedelta(days=1)
        signed, lapsed = race([_approves(case, intake, late), partial(expire, due.pk, at=late)])
        received, now = Round.objects.get(case=case, step="receive"), Case.objects.get(pk=case.pk)
        opinions = Opinion.objects.filter(seat__round=received).count()
        told = {("approved", 1, True, False), ("lapsed", 0, False, True)}
        ended = (received.state, opinions, isinstance(signed, Case), lapsed)
        once = case.rounds.filter(state=RoundState.OPEN).count() == 1 == case.rounds.filter(step=now.step).count()
        if ended not in told or now.state != "accepted" or not once or not _refusals(signed, lapsed):
            yield f"approval and deadline {case}: {now.state} at {now.step}, {ended}, {signed!r}, {lapsed!r}"


def approval_and_bulk(rounds: int) -> Of:
    """One reviewer signs while another's list of seats is worked through."""
    one, other = reviewing()
    for case in prefill.standing(40_000, "section", rounds):
        seat = stage.waiting(case).pk
        signing = start_bulk([seat], by=other, at=AT)
        signed, worked = race([_approves(case, one), partial(bulk_sign, signing.pk, at=AT)])
        line = BulkLine.objects.get(signing=signing)
        by = list(Opinion.objects.filter(seat=seat).values_list("by", flat=True))
        expected = [one.pk] if isinstance(signed, Case) else [other.pk]
        marked = BulkLine.Outcome.REFUSED if isinstance(signed, Case) else BulkLine.Outcome.DONE
        if by != expected or line.outcome != marked or not _decided_once(case) or not _refusals(signed, worked):
            yield f"approval and bulk {case}: signed by {by}, line {line.outcome!r}, {signed!r}, {worked!r}"


def approval_and_taking_back(rounds: int) -> Of:
    """The reviewer signs while the handler takes back the word that brought it there."""
    handler, section = acting.account("tangyin.handler"), acting.account("tangyin.section")
    for case in prefill.standing(90_000, "handle", rounds):
        word = Seat.objects.get(round__case=case, desk__role="handler", waiting=True)
        acting.sign_all(case, at=AT)
        signed, back = race([_approves(case, section), partial(take_back, word.pk, by=handler, at=AT)])
        now = Case.objects.get(pk=case.pk)
        ended = (isinstance(signed, Case), isinstance(back, Case), now.state, now.step)
        legal = {(True, False, "approved", ""), (False, True, "accepted", "handle")}
        if ended not in legal or not _refusals(signed, back):
            yield f"approval and taking back {case}: {ended}, {signed!r}, {back!r}"


def reviewing() -> tuple[Account, Account]:
    """Two people at the desk of review."""
    return acting.account("tangyin.section"), stage.second_person("section")


def _approves(case: Case, by: Account, at: datetime = AT) -> Act:
    return partial(give_opinion, stage.waiting(case).pk, Stance.APPROVE, by=by, at=at)


def _decided_once(case: Case) -> bool:
    return case.papers.filter(kind=stage.parent().decision).count() == 1


def _says_who(lost: Sequence[object], winner: str) -> bool:
    return len(lost) == 1 and isinstance(lost[0], AlreadyDone) and winner in str(lost[0]) and "月" in str(lost[0])


def _refusals(*results: object) -> bool:
    """Nothing else was raised."""
    return all(isinstance(result, Refusal) for result in results if isinstance(result, Exception))
