"""`decide` against a second definition that counts no votes but looks at every future: exhaustive up to five seats.

A round is decided as soon as, and not before, what is still silent can change nothing, or the declaration itself ends it: the
first no where the first no decides, a veto's no. Only 会签 that hears everyone out waits longer than the arithmetic asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow_app.approval.decide import decide, whose_turn
from workflow_app.approval.quorum import Quorum, SeatSpec
from workflow_app.approval.stance import Outcome, Stance

YES, REFUSED, RETURNED, OPEN = Outcome.APPROVED, Outcome.REFUSED, Outcome.RETURNED, Outcome.OPEN
MOST = 5
WORDS = (None, Stance.APPROVE, Stance.REFUSE, Stance.RETURN)
HEARD_AS = {None: OPEN, Stance.APPROVE: YES, Stance.REFUSE: REFUSED, Stance.RETURN: RETURNED}
SHARES = tuple(Fraction(share) for share in ("1/5", "1/3", "1/2", "2/3", "3/4", "1"))
NOES = (REFUSED, RETURNED)


def enough(quorum: Quorum, agreeing: int) -> bool:
    """The rule in plain words: whether so many agreeing members make a yes once everybody has spoken."""
    everybody = len(quorum.members)
    return {
        "any": agreeing > 0,
        "all": agreeing == everybody,
        "at_least": agreeing >= quorum.n,
        "ratio": Fraction(agreeing, everybody) >= quorum.n,
    }[quorum.rule]


def oracle(quorum: Quorum, heard: Mapping[str, Stance], place: str = "") -> Outcome:
    """What the round has decided, by its futures."""
    said = []
    for number, member in enumerate(quorum.members):
        where = f"{place}.{number}".lstrip(".")
        said.append(oracle(member, heard, where) if isinstance(member, Quorum) else HEARD_AS[heard.get(where)])
    if quorum.rule == "in_sequence":
        return in_turn(said)
    no = RETURNED if RETURNED in said else REFUSED
    if any(member.veto and word in NOES for member, word in zip(quorum.members, said, strict=True)):
        return no
    ends = {enough(quorum, sum(future)) and not vetoed(quorum, future) for future in futures(said)}
    if ends == {True}:
        return YES
    if quorum.first_no_decides and any(word in NOES for word in said):
        return no
    if quorum.rule == "all" and OPEN in said:
        return OPEN
    return no if ends == {False} else OPEN


def vetoed(quorum: Quorum, agreeing: tuple[bool, ...]) -> bool:
    """Somebody whose no ends it does not agree."""
    return any(member.veto and not agrees for member, agrees in zip(quorum.members, agreeing, strict=True))


def in_turn(said: list[Outcome]) -> Outcome:
    """Nobody is asked before the one in front has agreed: what was said out of turn was not said."""
    for word in said:
        if word is not YES:
            return word
    return YES


def futures(said: list[Outcome]) -> Iterator[tuple[bool, ...]]:
    """Every way the silent may yet speak, as who agrees."""
    return product(*((True, False) if word is OPEN else (word is YES,) for word in said))


def declarations(rule: str, seats: int) -> Iterator[dict[str, Any]]:
    """Every way to declare the rule for so many seats."""
    counts = {"at_least": [Fraction(n) for n in range(1, seats + 1)], "ratio": SHARES}.get(rule, [Fraction(1)])
    yield from ({"n": n, "first_no_decides": first} for n in counts for first in (True, False))


@pytest.mark.parametrize("seats", range(1, MOST + 1))
@pytest.mark.parametrize("rule", ["any", "all", "at_least", "ratio", "in_sequence"])
def test_every_round_of_up_to_five_seats_is_decided_as_its_futures_say(rule: str, seats: int) -> None:
    rounds = [{str(place): word for place, word in enumerate(words) if word} for words in product(WORDS, repeat=seats)]
    tried = 0
    for declared in declarations(rule, seats):
        for vetoes in product((False, True), repeat=seats):
            quorum = Quorum(rule, tuple(SeatSpec(desk="handler", veto=veto) for veto in vetoes), **declared)
            for heard in rounds:
                assert decide(quorum, heard) is oracle(quorum, heard), (quorum, heard)
                tried += 1
    assert tried >= 2 * 8**seats


def test_a_yes_waits_for_whoever_may_say_no_alone() -> None:
    """一票否决 would be none if the others could decide before it was heard."""
    quorum = Quorum("any", (SeatSpec(desk="handler"), SeatSpec(desk="section", veto=True)))
    assert decide(quorum, {"0": Stance.APPROVE}) is OPEN
    assert decide(quorum, {"0": Stance.APPROVE, "1": Stance.APPROVE}) is YES
    assert decide(quorum, {"1": Stance.REFUSE}) is REFUSED


member = st.builds(SeatSpec, desk=st.just("handler"), veto=st.booleans())


def of(members: st.SearchStrategy[Quorum | SeatSpec]) -> st.SearchStrategy[Quorum]:
    """A quorum of any rule over one to three such members."""
    some = st.lists(members, min_size=1, max_size=3).map(tuple)
    more: dict[str, Any] = {"first_no_decides": st.booleans(), "veto": st.booleans()}
    counted = some.flatmap(
        lambda m: st.builds(Quorum, st.just("at_least"), st.just(m), st.integers(1, len(m)).map(Fraction), **more)
    )
    plain = st.builds(Quorum, st.sampled_from(["any", "all", "in_sequence"]), some, **more)
    return st.one_of(plain, counted, st.builds(Quorum, st.just("ratio"), some, st.sampled_from(SHARES), **more))


nested = of(st.one_of(member, of(st.one_of(member, of(member)))))


@settings(max_examples=600)
@given(nested, st.data())
def test_a_nested_round_is_decided_as_its_futures_say(quorum: Quorum, data: st.DataObject) -> None:
    places = [place for place, _ in quorum.seats()]
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=len(places), max_size=len(places)))
    heard = {place: word for place, word in zip(places, words, strict=True) if word}
    assert decide(quorum, heard) is oracle(quorum, heard)


@settings(max_examples=300)
@given(nested, st.data())
def test_while_a_nested_round_is_open_somebody_may_speak_and_each_of_them_can_matter(
    quorum: Quorum, data: st.DataObject
) -> None:
    """Played in turn: as long as the futures are open somebody is asked, and then nobody."""
    heard: dict[str, Stance] = {}
    while oracle(quorum, heard) is OPEN:
        turns = whose_turn(quorum, heard)
        assert turns
        heard[data.draw(st.sampled_from(sorted(turns)))] = data.draw(st.sampled_from(WORDS[1:]))
    assert not whose_turn(quorum, heard)
