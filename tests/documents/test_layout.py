"""The page of GB/T 9704-2012, measured on what was printed; and the measuring itself, on pages that are wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from documents.check import check, deviations
from documents.fonts import FOLDER
from documents.gb9704 import PITCH, RIGHT
from documents.layout import text_lines
from documents.placed import NotOurs, pages
from documents.press import Press, Printed
from documents.workshop import workshop
from tests.documents.conftest import Samples
from tests.documents.every_sheet import ALL, FAMILIES_OF_ITEMS
from tests.documents.gongwen_samples import FILLED, KINDS, PARAGRAPH, PURE
from tests.documents.paper_samples import COMMON
from tests.documents.test_press import WORD

Filled = Callable[[str], Printed]
FAMILIES = {
    "papers/funds_request.html": "letter",
    "papers/objection_answer.html": "letter",
    "papers/minutes.html": "minutes",
    "papers/allotment.html": "official",
    "papers/roster.html": "list",
    "papers/payment_receipt.html": "list",
    "papers/file_index.html": "list",
} | FAMILIES_OF_ITEMS


@pytest.fixture(scope="module")
def filled(press: Press) -> Filled:
    """A kind of 公文 as printed, each only once."""
    return cache(lambda kind: press.render(KINDS[kind][0], KINDS[kind][2]))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_keeps_the_page_to_a_third_of_a_millimetre(filled: Filled, kind: str) -> None:
    report = check(filled(kind).pdf)
    assert report.family == KINDS[kind][1]
    assert report.deviations == ()


def test_a_full_page_has_22_lines_that_fill_the_type_area(filled: Filled) -> None:
    second = text_lines(pages(filled("文件").pdf)[1])
    tops = [line[0].top for line in second]
    assert len(second) == 22
    assert tops[0] == pytest.approx(37, abs=0.1)
    assert second[-1][0].bottom == pytest.approx(262, abs=0.1)
    assert max(abs(low - high - PITCH) for high, low in pairwise(tops)) < 0.05


def test_pure_text_has_28_characters_a_line(press: Press) -> None:
    printed = press.render("filled_letter.html", FILLED | {"text": [PURE]})
    lines = text_lines(pages(printed.pdf)[1])
    assert {len(line) for line in lines[:20]} == {28}


@pytest.mark.parametrize("sheet", ALL)
def test_every_paper_keeps_the_page_of_its_family(samples: Samples, sheet: str) -> None:
    assert deviations(samples(sheet).pdf, FAMILIES.get(sheet, "case_paper")) == ()


def test_the_colophon_closes_an_even_page_at_the_foot_of_the_type_area(press: Press) -> None:
    for length in (1, 3, 6):
        printed = press.render("filled_official.html", FILLED | {"text": [PARAGRAPH * 3] * length})
        last = pages(printed.pdf)[-1]
        assert printed.pages % 2 == 0
        assert max(bar.bottom for bar in last.bars if bar.colour == (0, 0, 0)) == pytest.approx(262, abs=0.3)


def test_the_date_ends_four_characters_from_the_edge_with_the_name_centred_above(press: Press) -> None:
    page = pages(press.render("word.html", COMMON | {"number": "测字〔2026〕第1号", "word": "核定"}).pdf)[0]
    name, date = text_lines(page)[-2:]
    assert date[-1].x + date[-1].width == pytest.approx(RIGHT - 4 * 156 / 28, abs=0.3)
    middle = [(line[0].x + line[-1].x + line[-1].width) / 2 for line in (name, date)]
    assert middle[0] == pytest.approx(middle[1], abs=0.3)


@pytest.mark.parametrize("length", [6, 13, 16, 20, 24])
def test_a_long_name_in_the_signature_stays_inside_the_type_area(press: Press, length: int) -> None:
    organ = {**COMMON["organ"], "name": "安" * length}
    page = pages(press.render("word.html", COMMON | {"organ": organ, "number": "测字〔2026〕第1号", "word": "定"}).pdf)[
        0
    ]
    name = text_lines(page)[-2]
    assert len(name) == length
    assert name[-1].x + name[-1].width < RIGHT + 0.6


def test_the_checker_sees_a_moved_text(press: Press) -> None:
    moved = _shifted(press.render("filled_letter.html", FILLED).pdf, 4, -3)
    words = "".join(deviation.words for deviation in deviations(moved, "letter"))
    assert "偏离行格" in words
    assert "超出版心" in words
    assert "发文机关标志上边缘" in words


def test_the_checker_sees_a_torn_line(press: Press) -> None:
    data = FILLED | {
        "text": ["补贴资金" * 2 + "2026" * 10 + "补贴资金" * 20]
    }  # a word that cannot break leaves a short line
    found = deviations(press.render("filled_letter.html", data).pdf, "letter")
    assert any("没有排满" in deviation.words for deviation in found)


def test_the_checker_names_what_is_off_in_an_imprint(press: Press) -> None:
    data = FILLED | {"text": [PARAGRAPH]}
    pdf = press.render("filled_official.html", data).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        del document.pages[-1]
        first = io.BytesIO()
        document.save(first)
    said = [(each.page, each.words) for each in deviations(first.getvalue(), "official")]
    assert (1, "版记应在偶数页。") in said
    assert (1, "没有版记。") in said
    low = deviations(_shifted(pdf, 0, 1), "official")
    assert any("版记末条分隔线在263.0毫米处" in each.words and each.page == 2 for each in low)
    assert any("页码一字线" in each.words for each in low)


def test_the_checker_sees_an_empty_box_the_text_does_not_show(press: Press) -> None:
    """What the press refuses is laid out here past it: the character is in the text of the file, and there is no glyph."""
    html = press.sheets.fill("word.html", WORD | {"word": "王𰻝", "part": {"first": True, "last": True}}, draft=False)
    shop = workshop(FOLDER)
    found = deviations(shop.write(shop.lay_out(html), b"0" * 16), "case_paper")
    assert any("空框" in each.words and each.page == 1 for each in found)


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n"])
def test_what_is_no_paper_of_ours_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(NotOurs, match="不能测量"):
        check(content)


def test_the_command_prints_what_it_measured_and_fails_naming_page_and_fault(
    filled: Filled, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(filled("上行文").pdf)
    bad.write_bytes(_shifted(good.read_bytes(), 2, 0))
    call_command("check_paper", str(good))
    assert "一页最多" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="1"):
        call_command("check_paper", str(bad))
    assert "第1页：" in capsys.readouterr().err
    with pytest.raises(CommandError, match="读不了"):
        call_command("check_paper", str(tmp_path / "none.pdf"))


def test_the_checker_knows_the_families_apart(press: Press) -> None:
    printed = press.render("filled_letter.html", FILLED)
    official = [deviation.words for deviation in deviations(printed.pdf, "official")]
    assert "没有页码。" in official
    assert any("发文机关标志" in words for words in official)
    assert "没有页码。" in [deviation.words for deviation in deviations(printed.pdf, "case_paper")]


def _shifted(pdf: bytes, right_mm: float, down_mm: float) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            before = f"1 0 0 1 {right_mm * 72 / 25.4} {-down_mm * 72 / 25.4} cm\n".encode()
            page.contents_add(before, prepend=True)
        moved = io.BytesIO()
        document.save(moved)
    return moved.getvalue()
