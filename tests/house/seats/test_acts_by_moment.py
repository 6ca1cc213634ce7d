"""Act × quorum × moment: the table a lawyer reads (acts_by_moment.yaml) and what the house says are the same in every cell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction

from tests.house.seats.asking import QUORUMS, asked
from tests.house.seats.trying import ACTS, MOMENTS, NEVER, found, tried
from workflow_app.queries.audit.fsck import broken_cases

pytestmark = pytest.mark.usefixtures("city")
SHEET: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("acts_by_moment.yaml").read_text(encoding="utf-8"))
SENTENCES: dict[str, tuple[str, str]] = SHEET["说明"]
TABLE: dict[str, list[str]] = SHEET["签署"] | SHEET["席位"] | SHEET["流程之外"]
DONE = "可"
LOOKED_AT = (
    "any",
    "an office in sequence beside others",
)  # after each act the rows are proved: the plainest way, and the deepest


@contextmanager
def for_a_while() -> Iterator[None]:
    """Whatever happens inside is undone."""
    with transaction.atomic():
        point = transaction.savepoint()
        yield
        transaction.savepoint_rollback(point)


def cell(kind: str, sentence: str) -> str:
    """The word of the table for what was said; the sentence itself where it has none."""
    fitting = (word for word, (of, words) in SENTENCES.items() if of == kind and words in sentence)
    return next(fitting, f"{kind}: {sentence}") if kind else DONE


def test_the_table_has_every_act_and_every_moment_and_no_idle_sentence() -> None:
    assert list(TABLE) == list(ACTS)
    assert SHEET["时点"] == list(MOMENTS)
    assert {len(row) for row in TABLE.values()} == {len(MOMENTS)}
    assert {word for row in TABLE.values() for word in row} == {DONE, *SENTENCES}


@pytest.mark.parametrize("quorum", QUORUMS)
def test_each_act_at_each_moment(quorum: str) -> None:
    case = asked(QUORUMS[quorum])
    there = [moment for moment in MOMENTS if (quorum, moment) not in NEVER]
    for moment in there:
        told: dict[str, str] = {}
        with for_a_while():
            table = found(MOMENTS[moment](QUORUMS[quorum], case))
            for name, act in ACTS.items():
                with for_a_while():
                    told[name] = cell(*tried(act, table))
                    if told[name] == DONE and quorum in LOOKED_AT:
                        assert not list(broken_cases({case.pk})), (name, moment)
        column = SHEET["时点"].index(moment)
        assert told == {name: row[column] for name, row in TABLE.items()}, moment
