"""assess --edition DRAFT: who gains, who loses and what it costs, over the cases there are, without changing any."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.situations import ITEM, case_submitted, own_claim
from workflow_app.models import Case
from workflow_app.policy import catalogue

TEXT = catalogue.item(ITEM).policy_path.read_text(encoding="utf-8")
FIRST_PRICE = '"1000.00"'


def tried(tmp_path: Path, text: str) -> tuple[dict[str, object], str]:
    draft, out, err = tmp_path / "draft.yaml", io.StringIO(), io.StringIO()
    draft.write_text(text, encoding="utf-8")
    call_command("assess", ITEM, "--edition", str(draft), "--on", "2026-04-08", "--json", stdout=out, stderr=err)
    return json.loads(out.getvalue()), err.getvalue()


def test_a_draft_that_changes_nothing_changes_nothing(tmp_path: Path) -> None:
    case_submitted()
    told, progress = tried(tmp_path, TEXT)
    assert (told["gain"], told["lose"], told["budget_yuan"], told["changes"]) == (0, 0, "0.00", [])
    assert progress == f"已试算 {Case.objects.count()}/{Case.objects.count()} 件\n"


@pytest.mark.parametrize(("price", "gain", "lose"), [('"1100.00"', 1, 0), ('"900.00"', 0, 1)])
def test_another_price_says_who_gains_or_loses_and_the_budget(tmp_path: Path, price: str, gain: int, lose: int) -> None:
    before = list(Case.objects.values_list("pk", "amount"))
    own_claim()
    told, _ = tried(tmp_path, TEXT.replace(FIRST_PRICE, price))
    assert (told["gain"], told["lose"]) == (gain, lose)
    (case,) = told["changes"]
    assert "→" in case["lines"][0]
    assert told["budget_yuan"] == ("100.00" if gain else "-100.00")
    assert list(Case.objects.values_list("pk", "amount"))[: len(before)] == before
