"""Every kind of 公文 measured by a ruler that shares nothing with the press, against the figures of GB/T 9704-2012 written down here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest

from documents.press import Press
from tests.documents.gongwen_samples import KINDS
from tests.documents.second_ruler import Sheet, Sign, sheets

Measured = Callable[[str], list[Sheet]]
Row = list[Sign]

OFF = 0.3  # mm
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
SIZE_3, SIZE_4 = 16 * 25.4 / 72, 14 * 25.4 / 72
CHARACTER = 156 / 28
# kind → pages that text fills from edge to edge
FULL_PAGES = {"文件": (2, 3, 4, 5), "上行文": (2, 3), "信函": (2, 3, 4, 5), "纪要": (2, 3, 4, 5), "令": (2,)}
NAME = {"信函": 30.0, "令": TOP + 20}  # mm from the paper's edge; others 35 below the type area's
IMPRINTED = [kind for kind in KINDS if kind != "信函"]
RULED = [kind for kind in IMPRINTED if kind != "令"]


@pytest.fixture(scope="module")
def measured(press: Press) -> Measured:
    """The sheets of a kind, each printed once."""
    return cache(lambda kind: sheets(press.render(KINDS[kind][0], KINDS[kind][2]).pdf))


def _text(sheet: Sheet) -> list[Row]:
    """Rows in size 3 inside the type area."""
    return [row for row in sheet.rows if abs(_em(row) - SIZE_3) < 0.05 and row[0].top < BOTTOM]


def _em(row: Row) -> float:
    return max(sign.em for sign in row)


@pytest.mark.parametrize("kind", KINDS)
def test_paper_is_a4_and_no_text_leaves_the_type_area(measured: Measured, kind: str) -> None:
    for sheet in measured(kind):
        assert sorted((sheet.width, sheet.height)) == pytest.approx([210, 297], abs=OFF)
        for row in _text(sheet) if sheet.width < sheet.height else ():
            assert row[0].left > LEFT - OFF
            assert row[-1].right < RIGHT + OFF


@pytest.mark.parametrize("kind", FULL_PAGES)
def test_a_full_page_has_22_lines_from_37_to_262_mm(measured: Measured, kind: str) -> None:
    for number in FULL_PAGES[kind]:
        rows = _text(measured(kind)[number - 1])
        assert len(rows) == 22
        assert rows[0][0].top == pytest.approx(TOP, abs=OFF)
        assert rows[-1][0].top + SIZE_3 == pytest.approx(BOTTOM, abs=OFF)
        steps = [low[0].top - high[0].top for high, low in pairwise(rows)]
        assert max(steps) - min(steps) < 0.1


@pytest.mark.parametrize("kind", FULL_PAGES)
def test_a_full_line_of_ideographs_has_28_from_edge_to_edge(measured: Measured, kind: str) -> None:
    found = 0
    for sheet in measured(kind):
        for row, following in pairwise(_text(sheet)):
            runs_on = abs(following[0].left - LEFT) < OFF and following[0].top - row[0].top < 12
            if runs_on and abs(row[0].left - LEFT) < OFF and all("\u4e00" <= sign.char <= "\u9fff" for sign in row):
                found += 1
                assert len(row) == 28
                assert (row[0].left, row[-1].right) == pytest.approx((LEFT, RIGHT), abs=OFF)
    assert found > 20


@pytest.mark.parametrize("kind", KINDS)
def test_page_numbers_stand_7_mm_below_at_the_outer_edge(measured: Measured, kind: str) -> None:
    numbered = measured(kind)
    blank = [
        number for number, sheet in enumerate(numbered, 1) if not [row for row in sheet.rows if row[0].top < BOTTOM]
    ]
    for number, sheet in enumerate(numbered, 1):
        if sheet.width > sheet.height:
            _numbered_at_the_lower_edge(sheet, number)
            continue
        figures = [row for row in sheet.rows if row[0].top > BOTTOM and row[0].char == "—"]
        if (kind == "信函" and number == 1) or number in blank or number - 1 in blank:  # 10.1; 7.5
            assert not figures
            continue
        [row] = figures
        assert "".join(sign.char for sign in row) == f"—{number}—"
        assert row[0].top + SIZE_4 / 2 == pytest.approx(BOTTOM + 7, abs=OFF)  # the stroke is halfway up
        outer = RIGHT - row[-1].right if number % 2 else row[0].left - LEFT
        assert outer == pytest.approx(CHARACTER, abs=OFF)


@pytest.mark.parametrize("kind", KINDS)
def test_the_red_name_begins_where_its_format_wants_it(measured: Measured, kind: str) -> None:
    first = measured(kind)[0]
    assert first.first_red() == pytest.approx(NAME.get(kind, TOP + 35), abs=OFF)


@pytest.mark.parametrize("kind", RULED)
def test_the_red_rule_is_156_mm_wide_and_4_mm_below_the_number(measured: Measured, kind: str) -> None:
    first = measured(kind)[0]
    [rule] = first.rules(LEFT + 1, RIGHT - 1, red=True)
    figure = [row for row in first.rows if row[0].top < rule.top][-1]
    assert rule.top == pytest.approx(figure[0].top + SIZE_3 + 4, abs=OFF)
    assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=OFF)


def test_a_letter_has_its_double_lines(measured: Measured) -> None:
    first = measured("信函")[0]
    rules = first.rules(21, 189, red=True)
    assert [rule.thick > 0.6 for rule in rules] == [True, False, False, True]  # thick over thin, thin over thick
    assert all(rule.right - rule.left == pytest.approx(170, abs=OFF) for rule in rules)
    name = first.rows[0]
    assert rules[0].top == pytest.approx(name[0].top + _em(name) + 4, abs=OFF)
    assert (rules[2].top + rules[3].bottom) / 2 == pytest.approx(297 - 20, abs=OFF)


@pytest.mark.parametrize("kind", IMPRINTED)
def test_the_imprint_closes_an_even_page_at_262_mm(measured: Measured, kind: str) -> None:
    assert len(measured(kind)) % 2 == 0
    last = measured(kind)[-1]
    rules = last.rules(LEFT + 1, RIGHT - 1)
    assert [round(rule.thick, 2) for rule in rules] == pytest.approx([0.35, 0.25, 0.35], abs=0.1)
    assert rules[-1].bottom == pytest.approx(BOTTOM, abs=OFF)
    assert all((rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=OFF) for rule in rules)
    between = [row for row in last.rows if rules[0].top < row[0].base < rules[-1].bottom]
    assert len(between) == 2
    for row in between:
        assert _em(row) == pytest.approx(SIZE_4, abs=0.05)
        assert row[0].left == pytest.approx(LEFT + SIZE_4, abs=OFF)
    assert between[-1][-1].right == pytest.approx(RIGHT - SIZE_4, abs=OFF)


def _numbered_at_the_lower_edge(sheet: Sheet, number: int) -> None:
    """A lying sheet turned upright: its left edge is the lower one, and the number runs along it (chapter 8)."""
    figure = [sign for sign in sheet.signs if sign.left < 297 - BOTTOM and sign.char in f"—{number}"]
    assert "".join(sign.char for sign in figure) == f"—{number}—"
    assert {round(sign.base, 1) for sign in figure} != {round(figure[0].base, 1)}  # it runs downwards
    middle = (min(sign.left for sign in figure) + max(sign.right for sign in figure)) / 2
    assert middle == pytest.approx(297 - BOTTOM - 7, abs=OFF)
    outer = (
        RIGHT - max(sign.top + sign.em for sign in figure) if number % 2 else min(sign.top for sign in figure) - LEFT
    )
    assert outer == pytest.approx(CHARACTER, abs=OFF if number % 2 == 0 else 0.6)  # a dash is narrower than its em


def test_a_wide_table_lies_with_its_head_at_the_left_of_the_sheet_and_the_imprint_stands(measured: Measured) -> None:
    lying = [sheet for sheet in measured("文件（横表）") if sheet.width > sheet.height]
    assert len(lying) > 1
    for sheet in lying:
        table = [sign for sign in sheet.signs if sign.left > 297 - BOTTOM]
        assert min(sign.left for sign in table) > 297 - BOTTOM - OFF
        assert max(sign.right for sign in table) < 297 - TOP + OFF
        assert min(sign.top for sign in table) > LEFT - OFF
    last = measured("文件（横表）")[-1]
    assert last.width < last.height


def test_an_unsealed_signature_is_set_by_the_name(measured: Measured) -> None:
    """7.3.5.2: a line below the text, two characters from the right; the date two characters in from the name."""
    text, name, date = _text(measured("文件（不盖章）")[-1])[-3:]
    assert "".join(sign.char for sign in name) == "汤阴县人力资源和社会保障局"
    assert name[-1].right == pytest.approx(RIGHT - 2 * CHARACTER, abs=OFF)
    assert date[0].left == pytest.approx(name[0].left + 2 * CHARACTER, abs=OFF)
    assert name[0].top - text[0].top == pytest.approx(2 * (BOTTOM - TOP - SIZE_3) / 21, abs=OFF)
