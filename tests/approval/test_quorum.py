"""Signing together: tables for each rule, and properties that hold for every quorum there is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.approval.decide import decide, whose_turn
from workflow_app.approval.quorum import ImpossibleQuorum, Quorum, SeatSpec
from workflow_app.approval.stance import Outcome, Stance

YES, NO, BACK = Stance.APPROVE, Stance.REFUSE, Stance.RETURN
A, B, C = (SeatSpec(desk=name) for name in ("handler", "section", "head"))
VETO = SeatSpec(desk="civil_air_defence", veto=True)


def words(said: str) -> dict[str, Stance]:
    """ "y-n": first yes, second silent, third no."""
    meaning = {"y": YES, "n": NO, "r": BACK}
    return {str(place): meaning[word] for place, word in enumerate(said) if word != "-"}


@pytest.mark.parametrize(
    ("quorum", "said", "outcome"),
    [
        pytest.param(Quorum("any", (A, B, C)), "---", Outcome.OPEN, id="或签: silence decides nothing"),
        pytest.param(Quorum("any", (A, B, C)), "-y-", Outcome.APPROVED, id="或签: the first yes decides"),
        pytest.param(Quorum("any", (A, B, C)), "-n-", Outcome.REFUSED, id="或签: the first no decides"),
        pytest.param(Quorum("any", (A, B), first_no_decides=False), "n-", Outcome.OPEN, id="或签 to the last: one no"),
        pytest.param(
            Quorum("any", (A, B), first_no_decides=False), "nn", Outcome.REFUSED, id="或签 to the last: all no"
        ),
        pytest.param(Quorum("all", (A, B, C)), "yy-", Outcome.OPEN, id="会签: two of three is not all"),
        pytest.param(Quorum("all", (A, B, C)), "yyy", Outcome.APPROVED, id="会签: everyone"),
        pytest.param(Quorum("all", (A, B, C)), "y-n", Outcome.REFUSED, id="会签: the first no decides"),
        pytest.param(Quorum("all", (A, B, C)), "r--", Outcome.RETURNED, id="会签: a return decides"),
        pytest.param(Quorum("all", (A, B, C), first_no_decides=False), "n--", Outcome.OPEN, id="会签 heard out: waits"),
        pytest.param(
            Quorum("all", (A, B, C), first_no_decides=False), "nry", Outcome.RETURNED, id="return before refusal"
        ),
        pytest.param(Quorum("at_least", (A, B, C), Fraction(2)), "y-y", Outcome.APPROVED, id="票签 2 of 3"),
        pytest.param(
            Quorum("at_least", (A, B, C), Fraction(2), first_no_decides=False),
            "n--",
            Outcome.OPEN,
            id="票签: still possible",
        ),
        pytest.param(
            Quorum("at_least", (A, B, C), Fraction(2), first_no_decides=False), "nn-", Outcome.REFUSED, id="票签: lost"
        ),
        pytest.param(
            Quorum("ratio", (A, B, C), Fraction(2, 3)), "yy-", Outcome.APPROVED, id="two thirds of three is two"
        ),
        pytest.param(Quorum("ratio", (A, B, C), Fraction(1, 2)), "y--", Outcome.OPEN, id="half of three is two"),
        pytest.param(
            Quorum("at_least", (A, VETO, C), Fraction(1), first_no_decides=False), "-n-", Outcome.REFUSED, id="veto"
        ),
        pytest.param(Quorum("in_sequence", (A, B, C)), "y--", Outcome.OPEN, id="依次: one down"),
        pytest.param(Quorum("in_sequence", (A, B, C)), "yr-", Outcome.RETURNED, id="依次: sent back on the way"),
        pytest.param(Quorum("in_sequence", (A, B, C)), "yyy", Outcome.APPROVED, id="依次: through"),
    ],
)
def test_a_round_decides(quorum: Quorum, said: str, outcome: Outcome) -> None:
    assert decide(quorum, words(said)) is outcome


def test_an_office_signs_in_its_own_order_inside_a_joint_round() -> None:
    office = Quorum("in_sequence", (A, B))
    joint = Quorum("all", (office, C))
    assert whose_turn(joint, {}) == {"0.0", "1"}
    assert whose_turn(joint, {"0.0": YES}) == {"0.1", "1"}
    assert decide(joint, {"0.0": YES, "0.1": YES, "1": YES}) is Outcome.APPROVED


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"any": []}, id="nobody asked"),
        pytest.param({"at_least": 3, "of": [{"desk": "a"}, {"desk": "b"}]}, id="three of two"),
        pytest.param({"at_least": 0, "of": [{"desk": "a"}]}, id="none of one"),
        pytest.param({"ratio": "5/4", "of": [{"desk": "a"}]}, id="more than all"),
        pytest.param({"ratio": "0", "of": [{"desk": "a"}]}, id="a share of nothing"),
        pytest.param({"any": [{"desk": "a"}], "all": [{"desk": "b"}]}, id="two rules at once"),
        pytest.param({"any": [{"desk": "a", "applicant": True}]}, id="desk and applicant in one seat"),
        pytest.param({"any": [{"title": "nobody"}]}, id="a seat of nobody"),
        pytest.param({"any": [{"dsk": "a"}]}, id="a misspelt seat"),
    ],
)
def test_an_impossible_quorum_is_refused_when_declared(data: dict[str, object]) -> None:
    with pytest.raises(ImpossibleQuorum):
        Quorum.from_json(data)


seats = st.builds(SeatSpec, desk=st.sampled_from(["handler", "section", "head"]), veto=st.booleans())


def quorums(members: st.SearchStrategy[Quorum | SeatSpec]) -> st.SearchStrategy[Quorum]:
    some = st.lists(members, min_size=1, max_size=3).map(tuple)
    heard = st.booleans()
    return st.one_of(
        st.builds(Quorum, st.sampled_from(["any", "all", "in_sequence"]), some, first_no_decides=heard),
        some.flatmap(
            lambda m: st.builds(
                Quorum, st.just("at_least"), st.just(m), st.integers(1, len(m)).map(Fraction), first_no_decides=heard
            )
        ),
        st.builds(Quorum, st.just("ratio"), some, st.fractions(Fraction(1, 10), 1), first_no_decides=heard),
    )


nested = quorums(st.one_of(seats, quorums(seats)))
any_word = st.sampled_from(list(Stance))


@given(nested, st.data())
def test_a_round_played_by_its_turns_always_ends_and_then_asks_nobody(quorum: Quorum, data: st.DataObject) -> None:
    spoken: dict[str, Stance] = {}
    while decide(quorum, spoken) is Outcome.OPEN:
        turns = whose_turn(quorum, spoken)
        assert turns, "an open round in which nobody may speak would wait for ever"
        assert turns.isdisjoint(spoken)
        spoken[data.draw(st.sampled_from(sorted(turns)))] = data.draw(any_word)
    assert whose_turn(quorum, spoken) == frozenset(), "a decided round asks nobody any more"


@given(nested)
def test_everyone_agreeing_is_always_enough(quorum: Quorum) -> None:
    assert decide(quorum, {place: YES for place, _ in quorum.seats()}) is Outcome.APPROVED


@given(nested)
def test_everyone_refusing_never_passes(quorum: Quorum) -> None:
    assert decide(quorum, {place: NO for place, _ in quorum.seats()}) is Outcome.REFUSED


@given(nested)
def test_a_quorum_survives_being_written_down(quorum: Quorum) -> None:
    assert Quorum.from_json(quorum.to_json()) == quorum
