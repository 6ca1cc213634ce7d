"""assess --edition DRAFT: who gains, who loses and what it costs, over the cases there are, without changing any."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.situations import ITEM, case_submitted, own_claim
from workflow_app.management.impact import in_words
from workflow_app.models import Case
from workflow_app.policy import catalogue
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.assessment import Assessment
from workflow_app.policy.citation import Citation
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate

TEXT = catalogue.item(ITEM).policy_path.read_text(encoding="utf-8")
LAW = Citation("示例规则（未颁布）")
FIRST_PRICE = '"1000.00"'


def tried(tmp_path: Path, text: str) -> tuple[dict[str, Any], str]:
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


def test_a_row_that_would_exclude_nothing_is_said_so(tmp_path: Path) -> None:
    kind = catalogue.item(ITEM).claim_kind
    _, quiet = tried(tmp_path, TEXT)
    _, said = tried(tmp_path, TEXT.replace(f"with: {kind}", f"with: {kind}y"))
    assert "不会排除任何申请" not in quiet
    assert f"{kind}y 现在没有事项或者办件使用" in said


def test_a_figure_in_another_unit_is_refused_before_any_case_is_asked(tmp_path: Path) -> None:
    case_submitted()
    with pytest.raises(SystemExit):
        tried(tmp_path, TEXT.replace("unit: ratio", "unit: times").replace('"0.80"', '"1"'))


def test_a_draft_that_cannot_be_reckoned_names_the_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = own_claim()
    item = catalogue.item(ITEM)

    def reckons_under_its_own_edition_alone(facts: Facts, policy: PolicyOnDate) -> Assessment:
        if policy.edition_sha256 != item.edition_in_folder().sha256:
            AmountLine.reckon("试算", "1.00 ÷ 0", LAW, ())
        return item.principal.assess(facts, policy)

    spoilt = tuple(replace(each, assess=reckons_under_its_own_edition_alone) for each in item.procedures)
    monkeypatch.setitem(catalogue._items, ITEM, replace(item, procedures=spoilt))
    told, _ = tried(tmp_path, TEXT.replace(FIRST_PRICE, '"1100.00"'))
    (sentence,) = told["unreadable"]
    assert sentence.startswith(f"{case.number}：")
    assert "除数为零" in sentence


def test_what_is_granted_without_public_money_is_summed_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_claim()
    item = catalogue.item(ITEM)
    free = tuple(replace(each, pays=False) for each in item.procedures)
    monkeypatch.setitem(catalogue._items, ITEM, replace(item, procedures=free))
    told, _ = tried(tmp_path, TEXT.replace(FIRST_PRICE, '"1100.00"'))
    assert told["budget_yuan"] == "0.00"
    assert told["without_public_money"] == {
        "before_yuan": "1000.00",
        "after_yuan": "1100.00",
        "budget_yuan": "100.00",
    }
    assert "不由财政支付的金额 1000.00 元 → 1100.00 元，变化 100.00 元。" in in_words(told)
