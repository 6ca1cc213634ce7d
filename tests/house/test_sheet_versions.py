"""Every paper tells which version of its sheet printed it; an edited sheet is a new version, and one nobody registered is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.press import Printed
from tests.situations import SIGNED, TWO_DAYS, own_claim
from workflow_app.commands.register_sheets import register_sheets
from workflow_app.jobs import press, runner
from workflow_app.models import IssuedDocument, SheetVersion
from workflow_app.queries.audit.sheet_versions import broken
from workflow_app.queries.papers.sheet_files import digest_of, sheets

LATER = SIGNED + TWO_DAYS
OUTER, INNER = "papers/outer.html", "parts/inner.html"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sheet that includes another file of its folder and extends a base of the house's."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "parts").mkdir()
    (tmp_path / OUTER).write_text(f'{{% extends "sheets/case_paper.html" %}}{{% include "{INNER}" %}}')
    (tmp_path / INNER).write_text("甲")
    return tmp_path


@pytest.mark.usefixtures("db")
def test_after_the_migrate_every_sheet_has_its_first_version() -> None:
    assert set(SheetVersion.objects.values_list("sheet", "ordinal")) == {(sheet, 1) for sheet in sheets()}
    assert register_sheets(at=LATER) == 0
    assert list(broken()) == []


@pytest.mark.usefixtures("db")
def test_what_a_sheet_includes_makes_a_version_of_it_and_going_back_makes_none(folder: Path) -> None:
    assert register_sheets(at=SIGNED, release="1.0", folders=[folder]) == 1
    (folder / INNER).write_text("乙")
    assert list(broken([folder])) == [
        f"文书样式 {OUTER} 改动后没有登记版本；请运行 script/manage migrate 登记，或者从版本库取回"
    ]
    assert register_sheets(at=LATER, release="1.1", folders=[folder]) == 1
    assert list(broken([folder])) == []
    (folder / INNER).write_text("甲")
    assert register_sheets(at=LATER, release="1.2", folders=[folder]) == 0
    rows = SheetVersion.objects.filter(sheet=OUTER).order_by("ordinal")
    assert list(rows.values_list("ordinal", "release", "seen_at")) == [(1, "1.0", SIGNED), (2, "1.1", LATER)]


def test_the_bases_of_the_press_are_part_of_it_and_the_order_of_folders_is_the_press_s(folder: Path) -> None:
    before = digest_of(OUTER, [folder])
    (folder / "sheets").mkdir()
    (folder / "sheets" / "case_paper.html").write_text("别的")
    assert digest_of(OUTER, [folder]) != before
    assert digest_of("papers/none.html", [folder]) == ""


@pytest.mark.usefixtures("city")
@pytest.mark.tampered  # a version nobody registered
def test_a_stored_paper_keeps_the_version_and_one_nobody_registered_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "render", lambda paper: Printed(b"%PDF-1.7 made for a test", 1, ""))
    own_claim()
    runner.work(lambda: SIGNED)
    paper = IssuedDocument.objects.get(kind="receipt")
    assert SheetVersion.objects.get(sheet=paper.sheet, digest=paper.sheet_digest).ordinal == 1
    IssuedDocument.objects.filter(pk=paper.pk).update(sheet_digest="0" * 64)
    assert list(broken()) == [f"有1份文书用没有登记的 {paper.sheet} 印制"]
