"""Every kind of paper the demonstration plays: its data equal the rows it was written from, and all of them come out in its text.

A sheet that is added without a comparison, or without a paper to compare, fails here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.papers.every_paper import COMPARED
from tests.papers.leaves import differences
from tests.papers.print_of import not_said
from tests.papers.situations import SITUATIONS
from tests.played_city import played
from workflow_app.models import IssuedDocument, PaperState
from workflow_app.queries.papers.sheet_files import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]  # who comes second waits for the city
# Printed while somebody waits and kept nowhere (test_situations.py, tests/house/test_duty_sheet.py), or a part of another sheet.
NOT_ISSUED = {
    "papers/duty_sheet.html",
    "papers/power_of_attorney.html",
    "papers/service_address_form.html",
    "papers/tolerance_promise.html",
    "papers/commitment.html",
    "papers/refused_condition.html",
}
COMPARED_OF_A_KIND = 3


@pytest.fixture(scope="module")
def town(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The city as it was played."""
    with played(django_db_blocker, tmp_path_factory):
        yield


def test_every_sheet_is_compared() -> None:
    assert set(sheets()) - NOT_ISSUED == set(COMPARED)


PLAYED = [sheet for sheet in COMPARED if sheet not in SITUATIONS]


@pytest.mark.parametrize("sheet", PLAYED)
def test_papers_of_the_demonstration_say_what_the_rows_say(town: None, sheet: str) -> None:
    papers = IssuedDocument.objects.filter(sheet=sheet, replaces=None).exclude(state=PaperState.VOID).order_by("-pk")
    chosen = [*papers[:COMPARED_OF_A_KIND]]
    assert chosen, "the demonstration plays no paper of this kind any more: give it a situation"
    assert {paper.number: list(differences(paper.data, COMPARED[sheet](paper))) for paper in chosen} == {
        paper.number: [] for paper in chosen
    }
    assert not_said(chosen[0]) == []
