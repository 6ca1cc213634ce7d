"""The press: the same bytes for the same data, nothing fetched, nothing missing, nothing unreadable."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from documents.press import Press
from documents.troubles import FieldMissing, GlyphMissing, NotPrintable
from tests.documents.conftest import OWN, ROOT
from tests.documents.paper_samples import COMMON
from tests.documents.reading import everything, said, said_on

WORD: dict[str, Any] = COMMON | {"number": "测字〔2026〕第1号", "word": "核定"}


def test_same_data_same_bytes_and_other_data_other_bytes(press: Press) -> None:
    first, again, other = (press.render("word.html", data) for data in (WORD, dict(WORD), WORD | {"word": "核准"}))
    assert first == again
    assert first.sha256 == hashlib.sha256(first.pdf).hexdigest() != other.sha256
    assert first.pages == 1


def test_another_process_prints_the_same_bytes(press: Press) -> None:
    code = (
        "from documents.press import Press; from tests.documents.test_press import WORD, OWN;"
        "print(Press([OWN]).render('word.html', WORD).sha256)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7", "PATH": "/usr/bin:/bin", "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == press.render("word.html", WORD).sha256


def test_the_date_of_the_file_is_the_date_of_the_paper(press: Press) -> None:
    with pikepdf.open(io.BytesIO(press.render("word.html", WORD).pdf)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261123")
        assert str(pdf.docinfo["/Title"]) == "核定"


def test_dates_may_be_dates(press: Press) -> None:
    assert press.render("word.html", WORD | {"issued_on": date(2026, 11, 23)}) == press.render("word.html", WORD)


@pytest.mark.parametrize("value", [800.0, object(), {1, 2}])
def test_a_float_or_an_object_is_no_data(press: Press, value: object) -> None:
    with pytest.raises(TypeError, match="文书数据"):
        press.render("word.html", WORD | {"sum": value})


@pytest.mark.parametrize("value", [None, "", "absent"])
def test_a_needed_field_is_never_blank(press: Press, value: str | None) -> None:
    data = {key: entry for key, entry in WORD.items() if key != "word"} | ({} if value == "absent" else {"word": value})
    with pytest.raises(FieldMissing) as trouble:
        press.render("word.html", data)
    assert trouble.value.fields == ("word",)


def test_a_field_that_is_printed_but_not_declared_is_never_blank_either(press: Press) -> None:
    with pytest.raises(FieldMissing) as trouble:
        press.render("word.html", WORD | {"organ": {"phone": "1"}})
    assert "organ.name" in trouble.value.fields


def test_a_draft_shows_what_is_open_carries_a_watermark_and_no_seal(press: Press) -> None:
    data = {key: value for key, value in WORD.items() if key != "number"}
    words = everything(press.render("word.html", data, draft=True))
    assert "（待定）" in words
    assert "草稿" in words
    assert "演示" not in words.replace(COMMON["demonstration"], "")
    assert "扫码核验" not in words
    issued = everything(press.render("word.html", WORD))
    assert "草稿" not in issued
    assert "演示" in issued.replace(COMMON["demonstration"], "")


def test_markup_in_data_stays_text(press: Press) -> None:
    assert "<b>&amp;" in said(press.render("word.html", WORD | {"word": "<b>&amp;"}))


def test_an_empty_box_is_never_printed(press: Press) -> None:
    with pytest.raises(GlyphMissing) as trouble:
        press.render("word.html", WORD | {"word": "王𰻝"})
    assert trouble.value.characters == ("𰻝",)
    assert "U+30EDD" in str(trouble.value)


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "//example.org/a.png", "secret.png"]
)
def test_nothing_is_fetched(press: Press, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("went to the network"))
    with pytest.raises(NotPrintable, match="没有印制"):
        press.render("word.html", WORD | {"picture": address})


def test_a_trouble_leaves_the_press_usable(press: Press) -> None:
    with pytest.raises(GlyphMissing):
        press.render("word.html", WORD | {"word": "𰻝"})
    assert press.render("word.html", WORD).pages == 1


def test_a_sheet_says_what_it_needs(press: Press) -> None:
    assert press.sheets.needs("word.html") == ("number", "word")


def test_without_pango_the_press_refuses_with_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("documents.workshop.weasyprint", None)
    with pytest.raises(NotPrintable, match="系统库"):
        Press([OWN], tmp_path).render("word.html", WORD)


def _roll(rows: int) -> dict[str, Any]:
    return COMMON | {"number": "测〔2026〕1号", "lines": [{"name": f"名{index}"} for index in range(rows)]}


@pytest.fixture
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("documents.rolls.ROWS", 70)


@pytest.mark.usefixtures("short_parts")
@pytest.mark.parametrize("rows", [1, 70, 105, 106, 300])
def test_a_long_list_has_every_row_once_and_no_seam(press: Press, rows: int) -> None:
    printed = press.render("roll.html", _roll(rows))
    pages = said_on(printed)
    words = "".join(pages)
    assert len(pages) == printed.pages
    assert [words.count(f"第{number}行") for number in range(1, rows + 1)] == [1] * rows
    assert words.index(f"第{rows}行") < words.index("完")
    assert all(f"— {number} —" in page for number, page in enumerate(pages, 1))
    assert all("行名" in page for page in pages)  # the head of the table on every page


@pytest.mark.usefixtures("short_parts")
def test_parts_fill_their_pages(press: Press) -> None:
    counts = [page.count("第") for page in said_on(press.render("roll.html", _roll(300)))]
    assert len(set(counts[1:-1])) == 1


@pytest.mark.usefixtures("short_parts")
def test_a_joined_list_is_reproducible_and_keeps_its_title(press: Press) -> None:
    first, again = press.render("roll.html", _roll(200)), press.render("roll.html", _roll(200))
    assert first.sha256 == again.sha256
    with pikepdf.open(io.BytesIO(first.pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "名单"
        assert "/Dests" not in pdf.Root.Names


def test_the_folder_of_the_bases_is_always_there() -> None:
    assert Press([Path("/nowhere")]).sheets.engine.get_template("sheets/letter.html")
