"""加签 and 减签 as arithmetic on the quorum, and which words can be unsaid."""

from fractions import Fraction

import pytest

from workflow_app.approval.decide import decide, may_be_unsaid, whose_turn
from workflow_app.approval.quorum import Beside, Quorum, SeatSpec, with_added, without
from workflow_app.approval.stance import Outcome, Stance

A, R = Stance.APPROVE, Stance.REFUSE
ONE, TWO, THREE, MORE = (SeatSpec(desk=name) for name in ("one", "two", "three", "more"))
ALONE = Quorum("any", (ONE,))
TOGETHER = Quorum("all", (ONE, TWO, THREE), first_no_decides=False)
VOTE = Quorum("at_least", (ONE, TWO, THREE), Fraction(2))


def test_a_seat_added_before_is_asked_first_and_then_the_one_who_added() -> None:
    added = with_added(ALONE, "0", Beside.BEFORE, MORE)
    assert (added.place, added.moved) == ("0.0", {"0": "0.1"})
    assert whose_turn(added.quorum, {}) == {"0.0"}
    assert whose_turn(added.quorum, {"0.0": A}) == {"0.1"}
    assert decide(added.quorum, {"0.0": A, "0.1": A}) is Outcome.APPROVED


def test_a_seat_added_after_is_asked_once_the_other_agreed() -> None:
    added = with_added(ALONE, "0", Beside.AFTER, MORE)
    assert whose_turn(added.quorum, {}) == {"0.0"}
    assert decide(added.quorum, {"0.0": A}) is Outcome.OPEN
    assert decide(added.quorum, {"0.0": A, "0.1": R}) is Outcome.REFUSED
    assert decide(added.quorum, {"0.0": R}) is Outcome.REFUSED


def test_a_seat_added_beside_counts_with_the_other_as_one_voice() -> None:
    added = with_added(VOTE, "1", Beside.TOGETHER, MORE)
    assert whose_turn(added.quorum, {}) == {"0", "1.0", "1.1", "2"}
    assert decide(added.quorum, {"0": A, "1.0": A}) is Outcome.OPEN
    assert decide(added.quorum, {"0": A, "1.0": A, "1.1": A}) is Outcome.APPROVED


def test_a_veto_goes_over_to_the_pair() -> None:
    quorum = Quorum("at_least", (SeatSpec(desk="one", veto=True), TWO, THREE), Fraction(1), first_no_decides=False)
    added = with_added(quorum, "0", Beside.TOGETHER, MORE)
    assert decide(added.quorum, {"1": A, "0.0": R}) is Outcome.REFUSED
    assert Quorum.from_json(added.quorum.to_json()) == added.quorum


def test_everyone_is_heard_also_within_a_pair_where_the_round_hears_everyone() -> None:
    added = with_added(TOGETHER, "0", Beside.TOGETHER, MORE)
    assert decide(added.quorum, {"0.0": R, "1": A, "2": A}) is Outcome.OPEN


@pytest.mark.parametrize("how", Beside)
@pytest.mark.parametrize("quorum", [ALONE, TOGETHER, VOTE])
def test_taking_the_seat_out_leaves_everything_as_it_was(quorum: Quorum, how: Beside) -> None:
    added = with_added(quorum, "0", how, MORE)
    left = without(added.quorum, added.place)
    assert left.quorum == quorum
    assert left.moved == {now: before for before, now in added.moved.items()}


def test_what_was_added_within_moves_along() -> None:
    first = with_added(TOGETHER, "1", Beside.BEFORE, MORE)
    second = with_added(first.quorum, "1.1", Beside.AFTER, SeatSpec(desk="last"))
    left = without(second.quorum, "1.0")
    assert left.moved == {"1.1.0": "1.0", "1.1.1": "1.1"}
    assert dict(left.quorum.seats())["1.1"].desk == "last"


@pytest.mark.parametrize("place", ["0", "9", "0.0"])
def test_no_other_seat_can_be_taken_out(place: str) -> None:
    with pytest.raises(KeyError):
        without(TOGETHER, place)


UNSAID = [
    pytest.param(TOGETHER, {"0": A, "1": A}, "0", True, id="words beside it stand on their own"),
    pytest.param(Quorum("in_sequence", (ONE, TWO)), {"0": A}, "0", True, id="nobody spoke after it"),
    pytest.param(
        Quorum("in_sequence", (ONE, TWO)), {"0": A, "1": A}, "0", False, id="the next was asked because of it"
    ),
    pytest.param(Quorum("in_sequence", (ONE, TWO)), {"0": A, "1": A}, "1", True, id="the last of a sequence"),
    pytest.param(
        Quorum("all", (Quorum("in_sequence", (ONE, TWO)), THREE)), {"0.0": A, "1": A}, "0.0", True, id="another branch"
    ),
    pytest.param(
        Quorum("in_sequence", (Quorum("all", (ONE, TWO)), THREE)),
        {"0.0": A, "0.1": A, "1": R},
        "0.0",
        False,
        id="after the group",
    ),
]


@pytest.mark.parametrize(("quorum", "spoken", "place", "may"), UNSAID)
def test_a_word_is_unsaid_only_where_nobody_leaned_on_it(
    quorum: Quorum, spoken: dict[str, Stance], place: str, may: bool
) -> None:
    assert may_be_unsaid(quorum, spoken, place) is may
