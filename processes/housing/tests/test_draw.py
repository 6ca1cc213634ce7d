"""The draw: anybody recomputes it, nobody steers it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processes.housing import draw, recompute
from processes.housing.draw import Drawn, Entrant
from workflow_app.policy.refusals import NotUnderstood

PLAN, RESULT = "安住建配租〔2026〕1号", "03 08 14 22 27 31 + 09"
VALUES = {role: f"{role}-{role[::-1]}-2026-11-23" for role in draw.ROLES}
SEED = draw.seed(PLAN, VALUES, RESULT)
TOWN = tuple(Entrant(f"410502-2026-{n:06d}", 1 if n % 7 == 0 else 2) for n in range(1, 2001))

entrants = st.lists(
    st.builds(Entrant, st.from_regex(r"4105[0-9]{2}-2026-[0-9]{6}", fullmatch=True), st.integers(1, 3)),
    min_size=1, max_size=40, unique_by=lambda each: each.number,
)  # fmt: skip


def published(town: tuple[Entrant, ...] = TOWN) -> dict[str, object]:
    """What stands on the public page of a draw."""
    text = draw.list_text(town)
    return {
        "plan": PLAN,
        "list": text,
        "list_sha256": draw.digest(text),
        "values": [
            {"role": role, "commitment": draw.commitment(PLAN, role, value), "value": value}
            for role, value in VALUES.items()
        ],
        "public_result": RESULT,
        "seed": SEED,
        "result": [{"place": each.place, "number": each.number} for each in draw.draw(SEED, town)],
    }


def test_two_thousand_households_are_recomputed_from_what_was_published() -> None:
    told = json.loads(json.dumps(published()))
    assert list(recompute.differences(told)) == []
    homes = 300
    chosen = [each["number"] for each in told["result"][:homes]]
    assert chosen == recompute.order(told["seed"], told["list"])[:homes]
    assert len(set(chosen)) == homes


def test_the_program_anybody_may_take_home_needs_nothing_of_ours(tmp_path: Path) -> None:
    (tmp_path / "draw.json").write_text(json.dumps(published()), encoding="utf-8")
    program = Path(recompute.__file__).read_text(encoding="utf-8")
    (tmp_path / "recompute.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "recompute.py", "draw.json"], cwd=tmp_path, capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout.decode()) == (0, "一致：2000户的选房顺序可以由公布的内容算出\n")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"list": draw.list_text(TOWN[1:])}, "名单与冻结时公布的摘要不一致"),
        ({"public_result": "03 08 14 22 27 31 + 10"}, "种子不是由公开的值和公开结果算出的"),
        ({"seed": draw.digest("another")}, "种子不是由公开的值和公开结果算出的"),
        ({"result": list(reversed(published()["result"]))}, "选房顺序不是由种子和名单算出的"),  # type: ignore[call-overload]
    ],
)
def test_whatever_is_changed_afterwards_is_named(change: dict[str, object], says: str) -> None:
    assert says in list(recompute.differences(published() | change))


def test_a_value_other_than_the_committed_one_is_named() -> None:
    told = published()
    told["values"][0]["value"] = "a value thought of later"  # type: ignore[index]
    assert any("notary" in sentence for sentence in recompute.differences(told))


def test_everybody_of_the_first_tier_draws_before_the_second() -> None:
    tiers = [each.tier for each in draw.draw(SEED, TOWN)]
    assert tiers == sorted(tiers)
    assert [each.place for each in draw.draw(SEED, TOWN)] == list(range(1, 2001))


@given(entrants, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_the_input(some: list[Entrant], shuffler: object) -> None:
    mixed = list(some)
    shuffler.shuffle(mixed)  # type: ignore[attr-defined]
    assert draw.draw(SEED, mixed) == draw.draw(SEED, some)
    assert draw.list_text(mixed) == draw.list_text(some)


@given(entrants, st.data())
def test_adding_or_removing_a_name_moves_nobody_else_and_is_seen(some: list[Entrant], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(some))
    fewer = [each for each in some if each != gone]
    assert order(draw.draw(SEED, fewer)) == [number for number in order(draw.draw(SEED, some)) if number != gone.number]
    assert draw.digest(draw.list_text(fewer)) != draw.digest(draw.list_text(some))


@given(entrants)
def test_a_published_list_reads_back(some: list[Entrant]) -> None:
    assert set(draw.read_list(draw.list_text(some))) == set(some)


@pytest.mark.parametrize("role", draw.ROLES)
def test_each_value_moves_the_seed(role: str) -> None:
    assert draw.seed(PLAN, VALUES | {role: "some other secret value"}, RESULT) != SEED


@pytest.mark.parametrize("role", draw.ROLES)
def test_without_one_of_the_values_there_is_no_seed(role: str) -> None:
    with pytest.raises(NotUnderstood, match="还缺1个随机值"):
        draw.seed(PLAN, VALUES | {role: ""}, RESULT)


def test_without_the_public_result_there_is_no_seed() -> None:
    with pytest.raises(NotUnderstood, match="公告中指定的公开结果"):
        draw.seed(PLAN, VALUES, " ")


@pytest.mark.parametrize("value", ["fifteen letters"[:15], "x" * 201, " a value with a space", "two lines of\na value"])
def test_a_value_that_could_be_guessed_or_misread_is_refused(value: str) -> None:
    with pytest.raises(NotUnderstood, match="16至200个字符"):
        draw.commitment(PLAN, "notary", value)


def test_the_same_value_of_two_roles_or_plans_is_not_recognised_by_its_digest() -> None:
    digests = {draw.commitment(plan, role, "the same secret value") for plan in ("甲", "乙") for role in draw.ROLES}
    assert len(digests) == 6


def test_a_number_twice_on_the_list_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="重复的轮候号"):
        draw.list_text([Entrant("410502-2026-000001", 1), Entrant("410502-2026-000001", 2)])


def order(drawn: tuple[Drawn, ...]) -> list[str]:
    return [each.number for each in drawn]
