"""walkthrough: every ending of every procedure of one item, and every setback, on a database of its own; exit 0 only when all is well."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management import call_command

from tests.situations import ITEM

ENDINGS = {
    ("class_record", "approved"): 9,
    ("class_record", "refused"): 1,
    ("class_record", "withdrawn"): 1,
    ("class_record", "deemed_withdrawn"): 1,
    ("class_record", "not_accepted"): 1,
    ("claim", "closed"): 4,
    ("claim", "refused"): 1,
    ("claim", "withdrawn"): 1,
    ("claim", "deemed_withdrawn"): 1,
    ("claim", "not_accepted"): 1,
}
SETBACKS = {"supply_correction", "expire", "strike_off", "answer_objection", "return_funds_request", "change_account"}


def test_every_ending_and_every_setback_on_a_database_of_its_own(tmp_path: Path) -> None:
    """It exits with an error, and this test with it, unless every case ended, is archived, has its papers and verifies."""
    call_command("walkthrough", "--item", ITEM, "--out", str(tmp_path))
    told = json.loads((tmp_path / "journey.json").read_text("utf-8"))
    assert Counter((case["procedure"], case["state"]) for case in told) == ENDINGS
    the_persons_own(told)
    the_long_way(told)
    listed = {paper["file"] for case in told for paper in case["papers"]}
    assert listed == {file.name for file in tmp_path.glob("*.pdf")}


def the_persons_own(told: list[dict[str, Any]]) -> None:
    own = [case for case in told if case["state"] == "closed" and len(case["claims"]) == 1]
    assert [payment["state"] for case in own for payment in case["payments"]] == ["paid"]


def the_long_way(told: list[dict[str, Any]]) -> None:
    long = next(case for case in told if set(case["acts"]) >= SETBACKS)
    assert long["state"] == "closed"
    assert long["acts"].count("answer_objection") == 2
    assert Counter(claim["state"] for claim in long["claims"]) == {"paid": 8, "struck_off": 2}
    assert Counter(payment["state"] for payment in long["payments"]) == {"discarded": 8, "returned": 8, "paid": 8}
    letters = [paper["state"] for paper in long["papers"] if paper["kind"] == "funds_request"]
    assert letters == ["void", "stored"]
    silent = [case["procedure"] for case in told if {"expire", "supply_correction"} <= set(case["acts"])]
    assert silent == ["class_record", "claim"]
