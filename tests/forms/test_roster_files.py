"""Rosters as files: what schools send, and the sentence with row and column each mistake gets."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import specimen
from forms.correction import Correction
from forms.roster.read import read_roster, read_with_grid
from forms.roster.write import annotated_grid, annotated_xlsx, template_xlsx
from tests.forms.workbooks import HEADINGS, ROSTER, csv_text, filled, people, with_parts, xlsx

NAME = "名单.xlsx"
TABLE = [HEADINGS, *people(3)]
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
# Each reading starts a program of its own, whose time depends on the machine.
A_PROGRAM_EACH = settings(deadline=None, max_examples=25)


def merge(cells: str) -> Any:
    return lambda book: book.active.merge_cells(cells)


def titled(book: Any) -> None:
    book.active.insert_rows(1, 2)
    book.active["A1"] = "汤阴县××学校中式烹调师培训班花名册"
    book.active.merge_cells("A1:E1")


def hidden_sheet(book: Any) -> None:
    sheet = book.create_sheet("旧名单", 0)
    sheet["A1"], sheet.sheet_state = "姓名", "hidden"
    book.active = 1


def notes_sheet(book: Any) -> None:
    book.create_sheet("说明")["A1"] = "请核对"


GOOD = [
    pytest.param(filled(), id="as the template"),
    pytest.param(xlsx([[row[place] for place in (3, 1, 4, 0, 2)] for row in TABLE]), id="columns in another order"),
    pytest.param(xlsx([("姓 名", "身份证号码（18位）*", "手机号：", "发证日期", "学时"), *people(3)]), id="decorated headings"),
    pytest.param(xlsx([("序号", *HEADINGS, "备注"), *([n, *row, ""] for n, row in enumerate(people(3), 1))]), id="a number and a remark column"),
    pytest.param(xlsx([("序号", *HEADINGS), *(["=ROW()-1", *row] for row in people(3))]), id="a formula in a column nobody needs"),
    pytest.param(filled(then=titled), id="a merged title above"),
    pytest.param(xlsx([*TABLE, [], ["", " ", None], []]), id="blank rows at the end"),
    pytest.param(xlsx([HEADINGS, *people(2), [], people(3)[2]]), id="a blank row between"),
    pytest.param(filled((2, 3, 19900000000)), id="a telephone stored as a number"),
    pytest.param(filled((2, 4, datetime(2026, 3, 31)), (3, 4, date(2026, 3, 31))), id="real dates"),  # noqa: DTZ001
    pytest.param(csv_text(TABLE).encode(), id="CSV in UTF-8"),
    pytest.param(csv_text(TABLE).encode("utf-8-sig"), id="CSV with a mark"),
    pytest.param(csv_text(TABLE).encode("gb18030"), id="CSV in GB 18030"),
    pytest.param(csv_text(TABLE, "\t").encode(), id="tabs for commas"),
    pytest.param(csv_text([HEADINGS, *([n, f'="{i}"', *rest] for n, i, *rest in people(3))]).encode(), id='="…" around long numbers'),
]  # fmt: skip


@pytest.mark.parametrize("data", GOOD)
def test_a_good_file_gives_its_people(data: bytes) -> None:
    found = read_roster(data, NAME, ROSTER)
    assert found.corrections == ()
    expected = [(name, number, phone, date(2026, 3, 31), 80) for name, number, phone, *_ in people(3)]
    assert [tuple(row.values()) for row in found.rows] == expected


def test_rows_remember_their_line_in_the_file() -> None:
    found = read_roster(xlsx([["名单"], [], HEADINGS, people(1)[0], [], people(2)[1]]), NAME, ROSTER)
    assert [row.line for row in found.rows] == [4, 6]


@pytest.mark.parametrize("name", specimen.RARE_NAMES)
def test_rare_names_arrive_whole(name: str) -> None:
    table = [HEADINGS, [name, *people(1)[0][1:]]]
    for data in (xlsx(table), csv_text(table).encode(), csv_text(table).encode("gb18030")):
        assert [row.name for row in read_roster(data, NAME, ROSTER).rows] == [name]


def test_the_old_private_code_of_a_rare_character_is_read_as_that_character() -> None:
    data = csv_text([HEADINGS, ["王\ue81e", *people(1)[0][1:]]]).encode("gb18030")
    assert read_roster(data, NAME, ROSTER).rows[0].name == "王\u9fb4"


CELLS = [
    pytest.param(filled((3, 2, "110105194912310021")), (3, "身份证号", "第3行：身份证号最后一位不对，请对照原件"), id="check digit"),
    pytest.param(filled((4, 2, specimen.person_id(0))), (4, "身份证号", "第4行：身份证号与第2行相同，同一身份证号只能写一行，请删去重复的一行"), id="same person twice"),
    pytest.param(filled((2, 1, None)), (2, "姓名", "第2行：请填写姓名"), id="no name"),
    pytest.param(filled((2, 2, 410599199001010011)), (2, "身份证号", "第2行：身份证号被存成了数字，末几位已经丢失，请把这一列设为“文本”格式后照原件重新填写"), id="number stored as a float"),
    pytest.param(filled((2, 2, '=A2&"1"')), (2, "身份证号", "第2行：身份证号是公式，请复制这一列，用“选择性粘贴—数值”贴回去"), id="formula"),
    pytest.param(xlsx([HEADINGS, [*people(1)[0][:2], "", "", "=40+40"]]), (2, "学时", "第2行：学时是公式，请复制这一列，用“选择性粘贴—数值”贴回去"), id="a formula never calculated, in the last column"),
    pytest.param(filled((2, 4, "2026-02-30")), (2, "发证日期", "第2行：发证日期：没有2026年2月30日这一天，请核对"), id="no such day"),
    pytest.param(filled(then=merge("A3:A4")), (3, "姓名", "第3行“姓名”列是合并单元格，请取消合并，每人占一行、每格都填"), id="merged cells"),
    pytest.param(xlsx([("姓名", "手机号"), ("甲", "1")]), (1, "身份证号", "第1行表头缺少“身份证号”列，请对照模板补上"), id="missing column"),
    pytest.param(xlsx([("姓名", "身份证号", "姓名"), ("甲", "1", "乙")]), (1, "姓名", "第1行有两个“姓名”列，请只留一列"), id="a column twice"),
    pytest.param(xlsx([("甲", "乙"), ("丙", "丁")]), (1, None, "没有找到表头，第1行应写明各列的名称：姓名、身份证号、手机号、发证日期、学时；请下载模板填写"), id="no headings"),
    pytest.param(csv_text([HEADINGS, ["甲", "4.10599E+17", "", "", ""]]).encode(), (2, "身份证号", "第2行：身份证号被存成了数字，末几位已经丢失，请把这一列设为“文本”格式后照原件重新填写"), id="scientific notation in CSV"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), CELLS)
def test_a_mistake_is_named_with_row_and_column(data: bytes, said: tuple[int, str | None, str]) -> None:
    found = read_roster(data, NAME, ROSTER)
    assert found.rows == ()
    assert [(each.row, each.column, each.words) for each in found.corrections] == [said]
    assert found.corrections[0].where == "roster"


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet><sheetData/></worksheet>'
FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)

FILES = [
    pytest.param(b"", "“名单.xlsx”是空文件，请按模板填写后上传", id="nothing"),
    pytest.param(xlsx([]), "“名单.xlsx”里没有内容，请按模板填写后上传", id="an empty sheet"),
    pytest.param(xlsx([HEADINGS]), "学员名单至少1人，现在是0人，请补充", id="only headings"),
    pytest.param(OLD_OFFICE, "“名单.xlsx”是旧格式（.xls），请在Excel或WPS里另存为 .xlsx 再上传", id="xls"),
    pytest.param(OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "“名单.xlsx”设了打开密码，请取消密码后再上传", id="encrypted"),
    pytest.param(with_parts(filled(), xl__vbaProject_dot_bin=b"x"), "“名单.xlsx”带有宏，不能接收，请另存为不带宏的 .xlsx", id="macros"),
    pytest.param(filled()[:-200], "“名单.xlsx”已损坏，打不开，请在电脑上打开后另存为 .xlsx 再上传", id="cut short"),
    pytest.param(with_parts(filled(), xl__worksheets__sheet1_dot_xml=DOCTYPE), "“名单.xlsx”已损坏，打不开，请在电脑上打开后另存为 .xlsx 再上传", id="a document type"),
    pytest.param(with_parts(filled(), xl__worksheets__sheet1_dot_xml=FAR), "“名单.xlsx”在第1048576行、XFD列附近还有内容，表格太大，请把名单复制到模板里再上传", id="a stray cell that would fill the memory"),
    pytest.param(with_parts(filled(), xl__media__big_dot_bin=bytes(130 * 1024 * 1024)), "“名单.xlsx”展开后太大，请把名单复制到模板里再上传", id="a zip bomb"),
    pytest.param(xlsx([HEADINGS, *people(51)]), "学员名单最多50人，现在是51人，请分几次申报", id="more than the cap"),
    pytest.param(b"<html><table><tr><td>x</td></tr></table></html>", "“名单.xlsx”其实是网页，请在电脑上打开后另存为 .xlsx 再上传", id="a web page"),
    pytest.param(b"\xff\xfe\x00\x01\xff", "“名单.xlsx”不是能读的表格，请在电脑上打开后另存为 .xlsx 再上传", id="noise"),
    pytest.param(csv_text([HEADINGS, ['"甲', "1", "", "", ""]]).encode(), "“名单.xlsx”的引号或分隔符不成对，读不完整，请在电脑上打开后另存为 .xlsx 再上传", id="an open quote"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words"), FILES)
def test_a_file_that_cannot_be_taken_gets_one_sentence(data: bytes, words: str) -> None:
    found = read_roster(data, NAME, ROSTER)
    assert found.rows == ()
    assert [each.words for each in found.corrections] == [words]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(filled(then=hidden_sheet), "工作表“旧名单”是隐藏的，没有读取", id="hidden sheet"),
        pytest.param(filled(then=notes_sheet), "只读取了工作表“Sheet”，“说明”没有读取", id="second sheet"),
        pytest.param(
            xlsx([(*HEADINGS, "民族"), *people(3)]), "“民族”列不需要，没有读取", id="a column nobody asked for"
        ),
    ],
)
def test_what_was_left_unread_is_said(data: bytes, words: str) -> None:
    found = read_roster(data, NAME, ROSTER)
    assert len(found.rows) == 3
    assert [each.words for each in found.warnings] == [words]


def test_corrections_stop_at_the_limit_and_count_the_rest() -> None:
    bad = filled(*((line, 2, "1") for line in range(2, 32)), count=30)
    found = read_roster(bad, NAME, ROSTER, shown_at_most=20)
    assert (len(found.corrections), found.more_corrections) == (20, 10)


def test_the_template_filled_in_is_a_good_file() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(ROSTER)))
    sheet = book["名单"]
    assert tuple(cell.value for cell in sheet[1]) == HEADINGS
    for row in people(3):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    assert len(read_roster(buffer.getvalue(), NAME, ROSTER).rows) == 3


def test_the_same_template_has_the_same_bytes() -> None:
    assert template_xlsx(ROSTER) == template_xlsx(ROSTER)


def test_the_error_file_keeps_each_line_where_it_was_and_says_what_is_wrong() -> None:
    data = xlsx([["花名册"], [], HEADINGS, *people(1), [people(2)[1][0], "110105194912310021", "", "", ""]])
    sheet = openpyxl.load_workbook(io.BytesIO(annotated_xlsx(data, NAME, ROSTER))).active
    assert [sheet.cell(3, 6).value, sheet.cell(4, 6).value] == ["需要改正", None]
    assert sheet.cell(5, 6).value == "第5行：身份证号最后一位不对，请对照原件"
    assert sheet.cell(5, 2).value == "110105194912310021"


def test_the_error_file_put_right_can_be_sent_again() -> None:
    data = filled((3, 2, "110105194912310021"))
    book = openpyxl.load_workbook(io.BytesIO(annotated_xlsx(data, NAME, ROSTER)))
    book.active["B3"] = specimen.person_id(1)
    buffer = io.BytesIO()
    book.save(buffer)
    again = read_roster(buffer.getvalue(), NAME, ROSTER)
    assert (len(again.rows), again.corrections, again.warnings) == (3, (), ())


def test_an_unreadable_file_still_gives_an_error_file() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(annotated_xlsx(OLD_OFFICE, NAME, ROSTER))).active
    assert "另存为 .xlsx" in sheet.cell(1, 6).value


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "http://example.org", "\t=1"])
def test_nothing_we_write_becomes_a_formula_or_a_link(text: str) -> None:
    data = csv_text([HEADINGS, [text, "1", "", "", ""]]).encode()
    grid, _ = read_with_grid(data, "a.csv", ROSTER, 1)
    written = annotated_grid(grid, ROSTER, (Correction("roster", text, 2, "姓名"),))
    sheet = openpyxl.load_workbook(io.BytesIO(written)).active
    assert [(sheet.cell(2, place).value, sheet.cell(2, place).data_type) for place in (1, 6)] == [(text, "s")] * 2
    assert sheet.cell(2, 1).hyperlink is None


@A_PROGRAM_EACH
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fall_over(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        found = read_roster(start + data, NAME, ROSTER)
        assert found.corrections
        assert found.rows == ()


@A_PROGRAM_EACH
@given(st.integers(min_value=0), st.binary(min_size=1, max_size=8))
def test_no_damage_to_a_workbook_makes_the_reader_fall_over(place: int, damage: bytes) -> None:
    good = filled()
    at = place % len(good)
    found = read_roster(good[:at] + damage + good[at + len(damage) :], NAME, ROSTER)
    assert bool(found.rows) != bool(found.corrections)
