"""Attach: received files lie sealed in the draft's answers."""

import pytest

from tests import cast
from tests.cast import who
from tests.situations import FILED, ITEM
from workflow_app.commands.attach import attach_file, detach_file, put_roster
from workflow_app.commands.draft import start_draft
from workflow_app.management.acting import a_pdf
from workflow_app.models import Draft, StoredFile, vault
from workflow_app.policy.refusals import NotFound


def draft() -> Draft:
    return start_draft(ITEM, "claim", by=who(cast.TRAINEE), at=FILED)


def given(draft: Draft) -> list[dict[str, object]]:
    return Draft.objects.get(pk=draft.pk).answers["own_training"]["invoice"]


def test_a_file_is_sealed_and_named_in_the_answer() -> None:
    mine = draft()
    row = attach_file(mine.pk, "own_training", "invoice", a_pdf("发票.pdf"), by=who(cast.TRAINEE), at=FILED)
    assert [file["name"] for file in given(mine)] == ["发票.pdf"]
    assert vault.get(row.sha256) == a_pdf("发票.pdf").content
    assert (row.draft_id, row.account_id) == (mine.pk, who(cast.TRAINEE).pk)


def test_a_second_file_leaves_the_first_in_place() -> None:
    mine = draft()
    for name, pages in (("一.pdf", 1), ("二.pdf", 2)):
        attach_file(mine.pk, "own_training", "invoice", a_pdf(name, pages), by=who(cast.TRAINEE), at=FILED)
    assert [file["name"] for file in given(mine)] == ["一.pdf", "二.pdf"]


def test_a_detached_file_is_no_answer_any_more() -> None:
    mine = draft()
    row = attach_file(mine.pk, "own_training", "invoice", a_pdf("发票.pdf"), by=who(cast.TRAINEE), at=FILED)
    detach_file(mine.pk, "own_training", "invoice", row.sha256, by=who(cast.TRAINEE), at=FILED)
    assert given(mine) == []


def test_a_roster_replaces_the_one_before_and_its_workbook_is_kept() -> None:
    mine = draft()
    for n in (1, 2):
        put_roster(
            mine.pk, "trainees", "roster", [{"line": n}], (f"{n}.xlsx", b"%d" % n), by=who(cast.TRAINEE), at=FILED
        )
    assert Draft.objects.get(pk=mine.pk).answers["trainees"]["roster"] == [{"line": 2}]
    assert StoredFile.objects.filter(draft=mine, kind="roster").count() == 2


def test_nobody_attaches_to_anothers_draft() -> None:
    mine = draft()
    with pytest.raises(NotFound, match="没有找到这份草稿"):
        attach_file(mine.pk, "own_training", "invoice", a_pdf("发票.pdf"), by=who(cast.STRANGER), at=FILED)
    assert not StoredFile.objects.exists()
