"""Small files that ask for much: each gets a sentence, and is read no further than a roster goes."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pytest

from forms import confined, specimen
from forms.confined import Program
from forms.correction import Correction
from forms.roster import delimited, workbook
from forms.roster.grid import Bounds, UnreadableFile
from forms.roster.read import read_roster
from forms.roster.write import annotated_xlsx
from tests.forms.workbooks import HEADINGS, ROSTER, csv_text, filled, handmade, people, xlsx

MANY = 25_000
CITY = replace(ROSTER, at_most=MANY)
FORMULAS = "<c><f>1</f></c>" * 16_000
FULL = '<row r="{0}">' + "<c><v>1</v></c>" * 60 + "</row>"
DEEP = "".join(FULL.format(line) for line in range(2, 12_000))
MERGED = "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 20_000)) + "</mergeCells>"
HEAD = ",".join(HEADINGS) + "\n"
COPY = "请把名单复制到模板里再上传"

BOMBS = [
    pytest.param(handmade("".join(f'<row r="{n}">{FORMULAS}</row>' for n in range(2, 10))), f"“a”在第2行、BN列附近还有内容，表格太大，{COPY}", id="rows of formulas"),
    pytest.param(handmade('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), f"“a”在第1048576行、A列附近还有内容，表格太大，{COPY}", id="a cell in the last row"),
    pytest.param(handmade("", MERGED), "“a”的合并单元格太多，请取消合并后再上传", id="twenty thousand merged ranges"),
    pytest.param(handmade(DEEP), "“a”读到第5001行内容已经太多，请只留需要的列，或把名单复制到模板里再上传", id="every cell of a wide table"),
    pytest.param(handmade('<row r="2"><c t="inlineStr"><is><t>' + "x" * 11_000_000 + "</t></is></c></row>"), "“a”读到第2行内容已经太多，请只留需要的列，或把名单复制到模板里再上传", id="a novel in one cell"),
    pytest.param((HEAD + "a," * 40_000 + "a\n").encode(), f"“a”在第2行、BGDM列附近还有内容，表格太大，{COPY}", id="CSV, forty thousand columns"),
    pytest.param((HEAD + "a" * 200_000 + "\n").encode(), f"“a”在第2行、A列附近还有内容，表格太大，{COPY}", id="CSV, a line without end"),
    pytest.param((HEAD + "\n" * 300_000).encode(), f"“a”在第200001行、A列附近还有内容，表格太大，{COPY}", id="CSV, nothing but empty lines"),
    pytest.param((HEAD + "x,y\n" * 60_000).encode(), f"“a”在第51001行、B列附近还有内容，表格太大，{COPY}", id="CSV, twice as many people as may be"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words"), BOMBS)
def test_a_bomb_gets_one_sentence_and_a_small_error_file(data: bytes, words: str) -> None:
    assert [each.words for each in read_roster(data, "a", CITY).corrections] == [words]
    sheet = openpyxl.load_workbook(io.BytesIO(annotated_xlsx(data, "a", CITY))).active
    assert (sheet.max_row, sheet.max_column) == (1, len(HEADINGS) + 1)
    assert words in sheet.cell(1, len(HEADINGS) + 1).value


def test_a_csv_is_read_no_further_than_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    whole = csv.reader

    def counting(lines: Iterator[str], **options: str) -> Iterator[list[str]]:
        nonlocal asked
        for row in whole(lines, **options):
            asked += 1
            yield row

    monkeypatch.setattr(delimited.csv, "reader", counting)
    with pytest.raises(UnreadableFile):
        delimited.delimited_grid(b"x,y\n" * 150_000, "a", Bounds(lines=50, columns=5))
    assert asked == 51


def test_a_heading_as_long_as_a_book_is_none() -> None:
    """Brackets without an end cost their square when looked for."""
    data = csv_text([["（" * 90_000] for _ in range(9)] + [HEADINGS, *people(2)]).encode()
    started = time.perf_counter()
    assert len(read_roster(data, "a", CITY).rows) == 2
    assert time.perf_counter() - started < 5


def test_a_workbook_that_needs_more_time_than_any_roster_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "UNPACK", Program("forms.roster.unpack", seconds=1))
    styled = "".join(f'<row r="{n}" s="1"><c s="1"/></row>' for n in range(2, 1_500_000))
    words = f"“a”内容太多，读取它太费时间，{COPY}"
    assert read_roster(handmade(styled), "a", CITY).corrections == (Correction("roster", words),)


def test_who_finds_every_slot_taken_is_asked_to_send_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "LONGEST_WAIT", 0)
    with workbook.UNPACK.slots, workbook.UNPACK.slots:
        words = "“a”没有读取，系统正忙，请稍后再传"
        assert read_roster(filled(), "a", CITY).corrections == (Correction("roster", words),)
    assert len(read_roster(filled(), "a", CITY).rows) == 3


def test_empty_columns_and_lines_at_the_end_are_nothing() -> None:
    data = (HEAD.strip() + "," * 300 + "\n" + csv_text(people(2)) + "\n" + ",,,,\n" * 100_000).encode()
    assert len(read_roster(data, "a", CITY).rows) == 2


@pytest.fixture(scope="module")
def crowd() -> list[list[object]]:
    return [list(HEADINGS), *people(MANY)]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_twenty_five_thousand_people_are_read(crowd: list[list[object]], kind: str) -> None:
    data = xlsx(crowd) if kind == "xlsx" else csv_text(crowd).encode()
    started = time.perf_counter()
    found = read_roster(data, "a", CITY)
    assert time.perf_counter() - started < 5  # about one second; a machine may be busy
    assert found.corrections == ()
    assert [row.line for row in found.rows] == list(range(2, MANY + 2))
    assert found.rows[-1].id_number == specimen.person(MANY - 1).id_number


def test_twenty_five_thousand_people_with_one_mistake_come_back_marked(crowd: list[list[object]]) -> None:
    wrong = [*crowd[:-1], [crowd[-1][0], "110105194912310021", *crowd[-1][2:]]]
    started = time.perf_counter()
    written = annotated_xlsx(csv_text(wrong).encode(), "a", CITY)
    assert time.perf_counter() - started < 8
    sheet = openpyxl.load_workbook(io.BytesIO(written), read_only=True).active
    *_, last = sheet.iter_rows(min_row=MANY + 1, values_only=True)
    assert last[-1] == f"第{MANY + 1}行：身份证号最后一位不对，请对照原件"
