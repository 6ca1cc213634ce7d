"""What the seats of a round have decided together, and whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workflow_app.approval.quorum import Quorum, SeatSpec
from workflow_app.approval.stance import OUTCOME_OF, Outcome, Stance

Spoken = Mapping[str, Stance]  # place in the quorum → word; silent seats are absent


def decide(quorum: Quorum, spoken: Spoken, place: str = "") -> Outcome:
    """Decide the round from what has been said so far.

    In: the declared quorum, the words by place. Out: open, approved, refused or returned. The words
    are those of people who spoke in their turn: a decided round, or part of one, asks nobody any more.
    """
    outcomes = [_of(member, spoken, where) for where, member in _placed(quorum, place)]
    if quorum.rule == "in_sequence":
        return next((outcome for outcome in outcomes if outcome is not Outcome.APPROVED), Outcome.APPROVED)
    if _vetoed(quorum, outcomes):
        return _no(outcomes)
    approvals, noes = outcomes.count(Outcome.APPROVED), sum(outcome.is_no for outcome in outcomes)
    if quorum.rule == "all" and not quorum.first_no_decides:
        return _when_all_spoke(outcomes, noes)
    if approvals >= quorum.needed and not _veto_is_silent(quorum, outcomes):
        return Outcome.APPROVED
    if noes and (quorum.first_no_decides or len(outcomes) - noes < quorum.needed):
        return _no(outcomes)
    return Outcome.OPEN


def whose_turn(quorum: Quorum, spoken: Spoken, place: str = "") -> frozenset[str]:
    """The places that may speak now; nobody once the (part of the) round is decided."""
    if decide(quorum, spoken, place) is not Outcome.OPEN:
        return frozenset()
    turns: set[str] = set()
    for where, member in _placed(quorum, place):
        if _of(member, spoken, where) is not Outcome.OPEN:
            continue
        turns |= {where} if isinstance(member, SeatSpec) else whose_turn(member, spoken, where)
        if quorum.rule == "in_sequence":
            break
    return frozenset(turns)


def may_be_unsaid(quorum: Quorum, spoken: Spoken, place: str) -> bool:
    """收回: whether a word can be taken back without another's having been asked for because of it.

    Only what was said later in a sequence leans on it; words said beside it stand on their own.
    """
    parts = place.split(".")
    for depth in range(len(parts)):
        group = _group(quorum, parts[:depth])
        later = range(int(parts[depth]) + 1, len(group.members)) if group.rule == "in_sequence" else ()
        leaning = tuple(".".join([*parts[:depth], str(number)]) for number in later)
        if any(f"{other}.".startswith(f"{place}.") for other in spoken for place in leaning):
            return False
    return True


def _group(quorum: Quorum, parts: Sequence[str]) -> Quorum:
    for part in parts:
        member = quorum.members[int(part)]
        assert isinstance(member, Quorum)
        quorum = member
    return quorum


def _placed(quorum: Quorum, place: str) -> list[tuple[str, Quorum | SeatSpec]]:
    return [(f"{place}.{n}" if place else str(n), member) for n, member in enumerate(quorum.members)]


def _of(member: Quorum | SeatSpec, spoken: Spoken, place: str) -> Outcome:
    if isinstance(member, Quorum):
        return decide(member, spoken, place)
    return OUTCOME_OF[spoken[place]] if place in spoken else Outcome.OPEN


def _vetoed(quorum: Quorum, outcomes: list[Outcome]) -> bool:
    return any(member.veto and outcome.is_no for member, outcome in zip(quorum.members, outcomes, strict=True))


def _veto_is_silent(quorum: Quorum, outcomes: list[Outcome]) -> bool:
    """Who may say no alone is heard before a yes counts."""
    return any(
        member.veto and outcome is Outcome.OPEN for member, outcome in zip(quorum.members, outcomes, strict=True)
    )


def _when_all_spoke(outcomes: list[Outcome], noes: int) -> Outcome:
    if Outcome.OPEN in outcomes:
        return Outcome.OPEN
    return _no(outcomes) if noes else Outcome.APPROVED


def _no(outcomes: list[Outcome]) -> Outcome:
    """A return asks for less than a refusal, so it is heard first."""
    return Outcome.RETURNED if Outcome.RETURNED in outcomes else Outcome.REFUSED
