"""Every item as a whole: its figures are cited and used, its papers have sheets, its procedures what they need."""

from __future__ import annotations

from dataclasses import fields

import pytest

from processes.apps import item_modules
from tests.processes.folders import EVERY_ITEM, EVERY_PROCEDURE, PROCEDURE_NAMES, SLUGS, own_paths, package
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.standing import Standing

UNENACTED = "（未颁布）"
EACH_ITEM = pytest.mark.parametrize("item", EVERY_ITEM, ids=SLUGS)
EACH_PROCEDURE = pytest.mark.parametrize(("item", "procedure"), EVERY_PROCEDURE, ids=PROCEDURE_NAMES)


def test_start_up_finds_every_item() -> None:
    assert sorted(f"{package(item)}.item" for item in EVERY_ITEM) == sorted(item_modules())


@EACH_ITEM
def test_every_figure_is_read_somewhere(item: Item) -> None:
    """By a file of the item, or of its family where items share a rule; or by a clock, or a step of its routes."""
    files = [*item.folder.glob("*.py"), *item.folder.parent.glob("*.py")]
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    every = [each.clocks for each in item.procedures]
    clocks = {getattr(each, limit.name) for each in every for limit in fields(each)}
    limits = {step.get("limit") for each in item.procedures for step in each.route["steps"]}
    read = clocks | limits
    unread = {key for key in item.edition_in_folder().parameters if f'"{key}"' not in code and key not in read}
    assert unread == set()


@EACH_ITEM
def test_what_nobody_enacted_never_looks_official(item: Item) -> None:
    for parameter in item.edition_in_folder().parameters.values():
        for value in parameter.values:
            assert (UNENACTED in value.citation.document) == (value.standing is Standing.SAMPLE), parameter.key


@EACH_ITEM
def test_what_is_taken_from_elsewhere_says_from_where(item: Item) -> None:
    parameters = item.edition_in_folder().parameters.values()
    modelled = [value for each in parameters for value in each.values if value.standing is Standing.MODELLED]
    assert all(value.note or value.citation.url for value in modelled)


@EACH_ITEM
def test_the_item_is_called_something_since_it_is_in_force(item: Item) -> None:
    assert item.title_on(item.title_page.since)
    assert item.title_page.document
    assert item.title_page.issuer


@EACH_PROCEDURE
def test_papers_have_kinds_series_and_sheets_of_their_own(item: Item, procedure: Procedure) -> None:
    papers = procedure.papers
    assert len({paper.kind for paper in papers}) == len(papers)
    assert len({paper.series for paper in papers}) == len(papers)
    for paper in papers:
        assert any((place / paper.sheet).is_file() for place in own_paths(procedure)), paper.sheet


@EACH_PROCEDURE
def test_every_paper_a_procedure_names_is_one_of_its_own(item: Item, procedure: Procedure) -> None:
    named = {procedure.decision, *procedure.step_papers.values()}
    named |= {name for name in (procedure.line_paper, procedure.check_paper) if name}
    assert named <= {paper.kind for paper in procedure.papers}
    assert not procedure.line_paper or procedure.paper(procedure.line_paper).tell is not None


@EACH_PROCEDURE
def test_what_a_seat_asks_is_a_page_and_every_page_is_asked(item: Item, procedure: Procedure) -> None:
    seats = [seat for step in procedure.route["steps"] for seat in _seats(step.get("quorum", {}))]
    assert {seat["asks"] for seat in seats if seat.get("asks")} == set(procedure.seat_sections)
    for name in procedure.seat_sections:
        assert procedure.seat_questions(name).names


@EACH_PROCEDURE
def test_a_parent_is_a_procedure_of_the_same_item(item: Item, procedure: Procedure) -> None:
    assert procedure.parent is None or item.procedure(procedure.parent)
    assert procedure.filed_by


def _seats(quorum: object) -> list[dict[str, str]]:
    if isinstance(quorum, dict):
        own = [quorum] if "desk" in quorum or "applicant" in quorum else []
        return own + [seat for value in quorum.values() for seat in _seats(value)]
    return [seat for each in quorum for seat in _seats(each)] if isinstance(quorum, list) else []
