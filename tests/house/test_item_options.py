"""What an item, its papers and the gist of a filing may declare, each at work: without the code that executes it, its test fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from tests import cast
from tests.cast import who
from tests.house.second_version import Declare, declare_item
from tests.situations import ITEM, SIGNED, case_at, case_submitted, claim_draft, endowed, own_claim, own_claim_draft
from workflow_app.approval.stance import Stance
from workflow_app.commands.submit import submit
from workflow_app.management import acting, journey
from workflow_app.management.stage import BEGIN, Stage
from workflow_app.management.town.play import _play
from workflow_app.models import Case, IssuedDocument
from workflow_app.policy import catalogue
from workflow_app.policy.citation import Citation
from workflow_app.policy.gist import Gist, Payee
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import NotAllowed
from workflow_app.policy.specimen import Footing
from workflow_app.policy.title_page import OfficialName, TitlePage
from workflow_app.queries.law.predicates import last_assessment
from workflow_app.queries.papers.head import basis

CLAIM = catalogue.item(ITEM).principal


def test_claims_are_stored_under_the_kind_of_the_item(monkeypatch: pytest.MonkeyPatch) -> None:
    declare_item(monkeypatch, claim_kind="trial_kind")
    assert own_claim().claims.get().kind == "trial_kind"


def test_an_indicator_of_an_item_is_entered_under_its_class_of_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    declare_item(monkeypatch, budget="2080799 试办科目")
    assert endowed().functional_class == "2080799 试办科目"


def test_every_story_of_an_item_is_played(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    item = declare_item(monkeypatch, plays=(lambda stage: told.append(1), lambda stage: told.append(2)))
    journey.play(item, lambda words: None)
    assert told == [1, 2]


def test_every_scene_of_an_item_is_played_before_its_procedures(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    item = declare_item(monkeypatch, scenes=(lambda stage: told.append("scene"),))
    monkeypatch.setattr("workflow_app.management.town.play.show", lambda stage, each: told.append(each.slug))
    _play(Stage(item))
    assert told == ["scene", *(each.slug for each in item.procedures)]


def test_a_stage_grants_only_what_its_item_leans_on(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = next(each.claim_kind for each in catalogue.items() if each.slug != ITEM)
    with pytest.raises(LookupError, match="does not lean on"):
        Stage(declare_item(monkeypatch, leans_on=())).granted_elsewhere(kind, cast.TRAINEE, BEGIN)
    assert catalogue.ungranted(declare_item(monkeypatch, leans_on=("granted_by_nobody",))) == ("granted_by_nobody",)


def test_the_title_page_is_told_and_cited(monkeypatch: pytest.MonkeyPatch) -> None:
    law, other = Citation("试行办法", article="第一条"), Citation("试行条例", article="第二条")
    renamed = Citation("更名通知", "试〔2025〕9号")
    names = (OfficialName("旧名", date(2019, 1, 1), law), OfficialName("新名", date(2026, 1, 1), renamed))
    page = TitlePage("试行通知", "试〔2018〕1号", "试办局", date(2018, 12, 1), date(2019, 1, 1), names, (law, other))
    item = declare_item(monkeypatch, title_page=page)
    assert (item.title_on(date(2025, 12, 31)), item.title_on(date(2026, 1, 1))) == ("旧名", "新名")
    assert basis(ITEM) == ["《试行通知》（试〔2018〕1号）", "《试行办法》第一条", "《试行条例》第二条"]
    said = StringIO()
    call_command("items", ITEM, stdout=said)
    for words in ("《试行通知》（试〔2018〕1号），试办局，2018-12-01，自 2019-01-01 起施行", "依据 《试行条例》第二条"):
        assert words in said.getvalue()
    assert "新名（自 2026-01-01 起，《更名通知》（试〔2025〕9号））" in said.getvalue()


SLIP = PaperKind("slip", "函", "case_paper", "函", "papers/service_proof.html")


def slip(declared: Declare, paper: PaperKind) -> IssuedDocument:
    """A paper of that kind, left by the section when it agrees."""
    declared(papers=(*CLAIM.papers, paper), step_papers={"section": paper.kind})
    acting.sign_all(case_at("section"), Stance.APPROVE, "同意。", at=SIGNED)
    return IssuedDocument.objects.get(kind=paper.kind)


@pytest.mark.parametrize(
    ("option", "value", "row"),
    [
        ("kind", "note", {"kind": "note"}),
        ("title", "便函", {"title": "便函"}),
        ("family", "gongwen", {"family": "gongwen", "number": "安人社函〔2026〕1号"}),
        ("series", "便", {"series": "便", "number": "安人社便字〔2026〕第1号"}),
        ("sheet", "papers/receipt.html", {"sheet": "papers/receipt.html"}),
        ("internal", True, {"internal": True}),
    ],
)
def test_a_paper_is_what_its_kind_says(option: str, value: Any, row: dict[str, Any], declared: Declare) -> None:
    usual = {
        "kind": "slip",
        "title": "函",
        "family": "case_paper",
        "series": "函",
        "sheet": "papers/service_proof.html",
    }
    paper = slip(declared, replace(SLIP, **{option: value}))
    found = {name: getattr(paper, name) for name in (*usual, "internal", "number")}
    mark = found["number"].partition("函")[0].partition("便")[0]
    said = usual | {"internal": False, "number": f"{mark}函字〔2026〕第1号"} | row
    assert found == said | {"number": said["number"].replace("安人社", mark)}


def test_a_paper_says_what_only_the_item_knows_of_the_answers_and_of_the_findings(declared: Declare) -> None:
    paper = replace(
        SLIP,
        gather=lambda answers: {"phone": answers["applicant_phone"]},
        tell=lambda telling: {"told": telling.case_number, "lines": len(telling.assessment.lines)},
    )
    issued, case = slip(declared, paper), Case.objects.get()
    phone = case.filings.get().answers["applicant_phone"]
    assert (issued.data["phone"], issued.data["told"], issued.data["lines"]) == (phone, case.number, 1)


def filed(declared: Declare, **said: Any) -> Case:
    """A trainee's own claim of which the gist says something else."""
    declared(gist=lambda answers: replace(CLAIM.gist(answers), **said))
    return submit(own_claim_draft().pk, by=who(cast.TRAINEE), at=SIGNED)


def test_what_the_gist_says_is_what_the_house_knows(declared: Declare) -> None:
    def gist(answers: Any) -> Gist:
        said = CLAIM.gist(answers)
        subjects = (replace(said.subjects[0], township="试办乡", phone="13900000001"),)
        return replace(
            said, summary="试办要点", payee=Payee("试办账户", "6222020000000000001", "试办银行"), subjects=subjects
        )

    declared(gist=gist)
    case = own_claim()
    assert case.summary == "试办要点"
    account = case.payee_accounts.get()
    assert (account.payee, account.account, account.bank) == ("试办账户", "6222020000000000001", "试办银行")
    person = case.claims.get().beneficiary
    assert (person["township"], person["phone"]) == ("试办乡", "13900000001")


@pytest.mark.parametrize(
    ("said", "unit"),
    [({"region": "410581"}, "hrss 410581"), ({"region": "410523", "authority": "housing"}, "housing 410523")],
)
def test_the_organ_of_the_place_and_of_the_authority_decides(
    said: dict[str, str], unit: str, declared: Declare
) -> None:
    case = filed(declared, **said)
    assert (case.place, f"{case.unit.kind} {case.unit.region}") == (said["region"], unit)


def test_who_applies_is_the_number_and_who_may_not_act_for_it_reads_its_name(declared: Declare) -> None:
    named = {"name": "别的学校", "number": "91410500MA40000000", "region": "410523"}
    draft = claim_draft()
    declared(gist=lambda answers: replace(CLAIM.gist(answers), **named))
    with pytest.raises(NotAllowed, match="别的学校"):
        submit(draft.pk, by=who(cast.AGENT), at=SIGNED)


def test_an_applicant_is_of_the_kind_the_gist_says(declared: Declare) -> None:
    declared(filed_by=frozenset({"organisation"}))
    with pytest.raises(NotAllowed, match="由单位申请"):
        filed(declared, applicant_kind="person")


def test_whom_a_line_is_for_is_compared_whatever_paper_it_rests_on() -> None:
    """The same person, occupation and level on another certificate."""
    first, second = own_claim(901), own_claim(902)
    (found,) = last_assessment(second).unmet
    assert (found.condition, found.others) == ("has_not_had_it_before", (first.number,))


def test_a_played_filing_stands_on_its_footing() -> None:
    parent, stage = case_submitted().parent, Stage(catalogue.item(ITEM))
    assert parent is not None
    footing = Footing(cast.AGENT, parent.number, {"size": 7})
    casting = stage.cast(footing, SIGNED)
    assert (casting.parent_number, casting.size, casting.applicant_kind) == (parent.number, 7, "organisation")
    assert stage.cast(Footing(cast.TRAINEE), SIGNED).applicant_kind == "person"
