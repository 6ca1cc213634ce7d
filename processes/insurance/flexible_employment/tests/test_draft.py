"""A draft of this policy tried on a case: what cannot be reckoned is told with the case, and the others go on."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from processes.insurance.flexible_employment.item import ITEM
from processes.insurance.flexible_employment.play import CLAIM, OTHERS
from workflow_app.management.stage import Stage

TEXT = ITEM.policy_path.read_text(encoding="utf-8")
ODD = {
    "a divisor of nothing": ('分母: "3"', '分母: "0"', "除数为零"),
    "an unknown rounding": ("舍去", "进一", "只能写一个：舍去、四舍五入"),
}


@pytest.mark.parametrize(("written", "instead", "words"), ODD.values(), ids=list(ODD))
def test_a_draft_nobody_can_reckon_with_names_the_case(
    city: None, tmp_path: Path, written: str, instead: str, words: str
) -> None:
    case = Stage(ITEM).file(CLAIM, OTHERS, Stage(ITEM).begin)
    draft, out = tmp_path / "draft.yaml", io.StringIO()
    assert written in TEXT
    draft.write_text(TEXT.replace(written, instead), encoding="utf-8")
    call_command(
        "assess", ITEM.slug, "--edition", str(draft), "--on", "2026-03-02", "--json", stdout=out, stderr=io.StringIO()
    )
    (sentence,) = json.loads(out.getvalue())["unreadable"]
    assert sentence.startswith(f"{case.number}：")
    assert words in sentence
