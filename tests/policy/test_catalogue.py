"""Items enrol themselves and are found by slug."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms.questionnaire import Questionnaire
from workflow_app.policy import catalogue
from workflow_app.policy.assessment import Assessment
from workflow_app.policy.citation import Citation
from workflow_app.policy.facts import EarlierClaim, Facts
from workflow_app.policy.gist import Gist
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import NotFound, NotInForce
from workflow_app.policy.specimen import Casting, Sections
from workflow_app.policy.title_page import OfficialName, TitlePage

LAW = Citation("示例办法")
PAPER = PaperKind("determination", "核定通知书", "case_paper", "核", "papers/determination.html")


def assess(facts: Facts, policy: PolicyOnDate) -> Assessment:
    return Assessment((), (), policy.day, "")


def gist(answers: Mapping[str, Any]) -> Gist:
    return Gist("person", "甲", "1", "410502", "示例")


def specimen(casting: Casting) -> Sections:
    return {"applicant": {"name": casting.name}}


PROCEDURE = Procedure(
    slug="claim",
    title="申领",
    questions=Questionnaire("claim", 1, ()),
    assess=assess,
    gist=gist,
    specimen=specimen,
    route={},
    papers=(PAPER,),
)
TITLE = TitlePage(
    document="示例办法",
    number="安试〔2015〕1号",
    issuer="某局",
    issued_on=date(2015, 11, 20),
    since=date(2015, 11, 20),
    names=(OfficialName("旧名补贴", date(2015, 11, 20), LAW), OfficialName("新名补贴", date(2023, 12, 20), LAW)),
)
ITEM = Item("sample_item", "samples", TITLE, Path("sample"), (PROCEDURE,), "sample")


@pytest.fixture(autouse=True)
def _empty_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_items", {})


def test_an_enrolled_item_is_found() -> None:
    catalogue.enrol(ITEM)
    catalogue.enrol(ITEM)
    assert catalogue.items() == (ITEM,)
    assert catalogue.item("sample_item") is ITEM
    assert catalogue.procedure("sample_item", "claim") is PROCEDURE
    assert PROCEDURE.paper("determination") is PAPER


def test_items_stand_by_family_and_slug() -> None:
    others = (replace(ITEM, slug="b"), replace(ITEM, slug="a"), replace(ITEM, slug="z", family="earlier"))
    for item in others:
        catalogue.enrol(item)
    assert [item.slug for item in catalogue.items()] == ["z", "a", "b"]


def test_two_items_of_one_slug_are_a_programmers_error() -> None:
    catalogue.enrol(ITEM)
    with pytest.raises(ValueError, match="sample_item"):
        catalogue.enrol(replace(ITEM, family="other"))


def test_an_unknown_name_says_which_there_are() -> None:
    with pytest.raises(NotFound, match="没有名为“x”的事项，现有：（没有）"):
        catalogue.item("x")
    catalogue.enrol(ITEM)
    with pytest.raises(NotFound, match="没有名为“x”的办理程序，现有：claim"):
        catalogue.procedure("sample_item", "x")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        pytest.param("2023-12-19", "旧名补贴", id="last day of the old name"),
        pytest.param("2023-12-20", "新名补贴", id="first day of the new"),
    ],
)
def test_the_official_name_of_the_day(day: str, name: str) -> None:
    assert ITEM.title_on(date.fromisoformat(day)) == name


def test_before_its_first_day_an_item_has_no_name() -> None:
    with pytest.raises(NotInForce, match="2015-11-20 起施行"):
        ITEM.title_on(date(2015, 11, 19))


@pytest.mark.parametrize(
    ("state", "stands"),
    [("claimed", True), ("determined", True), ("paid", True), ("struck_off", False), ("withdrawn", False)],
)
def test_a_claim_without_grant_stands_in_nobodys_way(state: str, stands: bool) -> None:
    assert EarlierClaim("k", "电工/5", "b", 80000, "1号", state, None).stands is stands


def test_a_law_without_a_number_is_cited_without_one() -> None:
    numbered = TitlePage("某办法", "某发〔2020〕1号", "某市", date(2020, 1, 1), date(2020, 1, 1), ())
    assert numbered.cited == "《某办法》（某发〔2020〕1号）"
    assert replace(numbered, document="某条例", number="").cited == "《某条例》"
