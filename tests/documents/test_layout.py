"""The page of GB/T 9704-2012, measured on what was printed; and the measuring itself, on pages that are wrong."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from documents.layout import LEFT, PITCH, RIGHT, deviations, text_lines
from documents.placed import pages
from documents.press import Press
from tests.documents.conftest import Samples
from tests.documents.every_sheet import ALL
from tests.documents.paper_samples import COMMON

PARAGRAPH = (
    "各乡镇人民政府和县级有关部门应当按照职责分工抓好落实，确保资金按时足额发放到户，不得截留挪用，不得擅自改变补贴范围和标准，"
    "并于每月5日前将上月发放情况书面报送县人力资源和社会保障局汇总；王䶮、李㛃然、陈𠅤等人的补贴1,600.00元一并发放。"
)
FILLED: dict[str, Any] = COMMON | {
    "head": "汤阴县人力资源和社会保障局文件",
    "number": "汤人社〔2026〕12号",
    "to": "各乡镇人民政府",
    "text": [PARAGRAPH * 3] * 6,
    "printed_by": "汤阴县人力资源和社会保障局办公室",
    "copies": ["县财政局", "县农业农村局"],
}
FAMILIES = {
    "papers/funds_request.html": "letter",
    "papers/objection_answer.html": "letter",
    "papers/minutes.html": "official",
    "papers/allotment.html": "official",
    "papers/roster.html": None,
    "papers/payment_receipt.html": None,
}


@pytest.mark.parametrize(("sheet", "family"), [("filled_letter.html", "letter"), ("filled_official.html", "official")])
def test_a_full_text_keeps_the_grid_to_the_millimetre(press: Press, sheet: str, family: str) -> None:
    printed = press.render(sheet, FILLED)
    assert deviations(printed.pdf, family) == ()
    second = text_lines(pages(printed.pdf)[1])
    assert len(second) == 22
    tops = [line[0].top for line in second]
    assert tops[0] == pytest.approx(37, abs=0.1)
    assert second[-1][0].bottom == pytest.approx(262, abs=0.1)
    assert max(abs(low - high - PITCH) for high, low in pairwise(tops)) < 0.05
    full = [line for line in second if line[0].x == pytest.approx(LEFT, abs=0.1) and line[-1].x > RIGHT - 12]
    assert full
    assert all(line[-1].x + line[-1].width == pytest.approx(RIGHT, abs=0.3) for line in full)


def test_pure_text_has_28_characters_a_line(press: Press) -> None:
    printed = press.render("filled_letter.html", FILLED | {"text": ["补贴资金按时足额发放到户" * 90]})
    lines = text_lines(pages(printed.pdf)[1])
    assert {len(line) for line in lines[:20]} == {28}


@pytest.mark.parametrize("sheet", [sheet for sheet in ALL if FAMILIES.get(sheet, "case_paper")])
def test_every_paper_keeps_the_page_of_its_family(samples: Samples, sheet: str) -> None:
    assert deviations(samples(sheet).pdf, FAMILIES.get(sheet, "case_paper") or "") == ()


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
