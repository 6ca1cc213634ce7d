"""The item as a whole: it is found at start-up, its figures are all cited and used, its papers and gist fit its answers."""

from datetime import date

import pytest
from django.conf import settings

from forms.answers import Answers
from processes.apps import item_modules
from processes.training.skill_training.item import FOLDER, ITEM
from processes.training.skill_training.papers import class_facts
from processes.training.skill_training.questions import LEVEL_NAMES
from tests.processes.situations import PROCEDURE, SITUATIONS, class_record
from workflow_app.policy.facts_file import read_facts
from workflow_app.policy.finding import Verdict
from workflow_app.policy.refusals import NotInForce
from workflow_app.policy.standing import Standing

EDITION = ITEM.edition_in_folder()
UNENACTED = "（未颁布）"


def answers(situation: str) -> Answers:
    procedure = ITEM.procedure(PROCEDURE[situation])
    return read_facts(SITUATIONS[situation](), ITEM, procedure, date(2026, 3, 2)).answers


def test_start_up_finds_the_item() -> None:
    assert "processes.training.skill_training.item" in item_modules()


def test_every_figure_is_read_somewhere() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in FOLDER.glob("*.py"))
    clocks = {key for each in ITEM.procedures for key in (each.clocks.receipt, each.clocks.correction)}
    clocks |= {key for each in ITEM.procedures for key in (each.clocks.statutory, each.clocks.promised)}
    clocks |= {each.clocks.notice for each in ITEM.procedures}
    assert {key for key in EDITION.parameters if f'"{key}"' not in code and key not in clocks} == set()


def test_what_nobody_enacted_never_looks_official() -> None:
    for parameter in EDITION.parameters.values():
        for value in parameter.values:
            assert (UNENACTED in value.citation.document) == (value.standing is Standing.SAMPLE), parameter.key


def test_what_is_taken_from_elsewhere_says_from_where() -> None:
    modelled = [
        value
        for parameter in EDITION.parameters.values()
        for value in parameter.values
        if value.standing is Standing.MODELLED
    ]
    assert modelled
    assert all(value.note or value.citation.url for value in modelled)


@pytest.mark.parametrize("trade_class", ["A", "B", "C"])
@pytest.mark.parametrize("level", list(LEVEL_NAMES))
@pytest.mark.parametrize("day", [date(2015, 11, 20), date(2023, 12, 31), date(2024, 1, 1)])
def test_the_price_list_has_every_class_and_level(trade_class: str, level: str, day: date) -> None:
    assert EDITION.on(day).table("trn.amount")[trade_class, level] > 0


def test_every_listed_occupation_has_a_class() -> None:
    occupations = EDITION.on(date(2026, 1, 1)).table("trn.occupations")
    assert {occupations[name] for name in occupations.rows} == {"A", "B", "C"}


def test_online_filing_has_no_receipt_clock_before_the_ordinance() -> None:
    assert EDITION.on(date(2021, 12, 1)).days("clock.receipt") == 1
    with pytest.raises(NotInForce):
        EDITION.on(date(2021, 11, 30)).days("clock.receipt")


def test_the_name_of_the_item() -> None:
    assert ITEM.title_on(date(2015, 11, 20)) == "职业培训补贴"
    assert ITEM.principal.slug == "claim"
    assert ITEM.procedure("claim").parent == "class_record"


def test_papers_have_kinds_and_series_of_their_own() -> None:
    for procedure in ITEM.procedures:
        assert len({paper.kind for paper in procedure.papers}) == len(procedure.papers)
        assert len({paper.series for paper in procedure.papers}) == len(procedure.papers)
    claim = ITEM.procedure("claim")
    assert {paper.kind for paper in claim.papers if paper.family == "gongwen"} == {"minutes", "funds_request"}
    assert claim.paper("acceptance").series == "受"


@pytest.mark.parametrize(
    ("size", "verdict"),
    [(9, Verdict.NOT_MET), (10, Verdict.MET), (60, Verdict.MET), (61, Verdict.NOT_MET)],
)
def test_a_class_is_neither_too_small_nor_too_large(size: int, verdict: Verdict) -> None:
    record, on = ITEM.procedure("class_record"), date(2025, 11, 20)
    facts = read_facts(class_record(size), ITEM, record, on)
    found = {each.condition: each for each in record.assess(facts, EDITION.on(on)).findings}
    assert found["class_size_is_within_limits"].verdict is verdict


PAPERS = {paper.kind: paper for procedure in ITEM.procedures for paper in procedure.papers}


@pytest.mark.parametrize("kind", list(PAPERS))
def test_every_paper_has_its_sheet(kind: str) -> None:
    folders = (settings.ROOT / "workflow_app" / "templates", settings.ROOT / "processes")
    assert any((folder / PAPERS[kind].sheet).is_file() for folder in folders)


def test_an_approval_is_told_by_a_paper_of_the_procedure() -> None:
    for procedure in ITEM.procedures:
        assert procedure.paper(procedure.decision).kind == procedure.decision


def test_the_class_record_paper_shows_the_course_and_masks_everyone() -> None:
    shown = class_facts(answers("class_record"))
    assert (shown["count"], shown["course"]["level"], shown["course"]["hours"]) == (10, "五级/初级工", 60)
    assert all("×" in line["name"] and line["identity"].startswith("*" * 14) for line in shown["lines"])
    assert all("****" in line["phone"] for line in shown["lines"])


def test_the_gist_of_a_class_record_claims_for_nobody() -> None:
    gist = ITEM.procedure("class_record").gist(answers("class_record"))
    assert (gist.applicant_kind, gist.region, gist.subjects) == ("organisation", "410523", ())


def test_the_gist_of_a_schools_claim_names_its_record_and_its_payee() -> None:
    gist = ITEM.procedure("claim").gist(answers("school_claim"))
    assert (gist.parent_number, gist.region) == ("备1", "")
    assert gist.payee
    assert gist.payee.name == gist.name
    assert all(subject.evidence for subject in gist.subjects)


def test_the_gist_of_a_trainees_claim_is_about_themself() -> None:
    gist = ITEM.procedure("claim").gist(answers("own_claim"))
    assert (gist.applicant_kind, gist.region, gist.parent_number) == ("person", "410523", "")
    assert [subject.number for subject in gist.subjects] == [gist.number]
