"""What people type into one question, and what comes of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import specimen
from forms.fields import (
    BankAccount,
    CertificateNumber,
    Choice,
    Confirm,
    Count,
    CreditCode,
    Day,
    Field,
    Files,
    Money,
    Option,
    PersonId,
    PersonName,
    Phone,
    Rate,
    StoredFile,
    Text,
    level_in,
)

ID = PersonId("id", "身份证号")
CODE = CreditCode("code", "统一社会信用代码")
NAME = PersonName("name", "姓名")
DAY = Day("day", "开班日期")
SUM = Money("sum", "培训费")
RATE = Rate("rate", "年利率")
HOURS = Count("hours", "学时", "学时", at_least=1, at_most=5000)
MOBILE = Phone("phone", "手机号")
CARD = BankAccount("card", "社保卡账号", "person")
ACCOUNT = BankAccount("account", "基本账户", "organisation")
LEVEL = Choice("level", "等级", (Option("5", "五级/初级工"), Option("4", "四级/中级工")))
PAPERS = Files("papers", "证书", at_most=2)
PDF = StoredFile("a" * 64, "证书.pdf", "pdf", 1000, 2)

UNDERSTOOD = [
    pytest.param(ID, "11010519491231002X", "11010519491231002X", id="the standard's own example"),
    pytest.param(ID, "440524188001010014", "440524188001010014", id="the standard's example from 1880"),
    pytest.param(ID, "11010519491231002x", "11010519491231002X", id="lower-case x"),
    pytest.param(ID, "１１０１０５ 19491231 002ｘ", "11010519491231002X", id="full-width digits and spaces"),
    pytest.param(ID, specimen.id_of(date(2000, 2, 29), 1), "410599200002290016", id="leap day, unknown area"),
    pytest.param(CODE, "91110000802100433b", "91110000802100433B", id="credit code in lower case"),
    pytest.param(CODE, "9135 0100 M000 100Y 43", "91350100M000100Y43", id="credit code in groups"),
    pytest.param(RATE, "3.60", Decimal("0.036"), id="a rate in percent"),
    pytest.param(RATE, "３．４７５％", Decimal("0.03475"), id="a rate with its sign, full width"),
    pytest.param(RATE, "24", Decimal("0.24"), id="the highest rate"),
    pytest.param(NAME, "张䶮", "张䶮", id="䶮"),
    pytest.param(NAME, "李㛃", "李㛃", id="㛃"),
    pytest.param(NAME, "王𬭊", "王𬭊", id="𬭊 beyond the basic plane"),
    pytest.param(NAME, "赵𠅤", "赵𠅤", id="𠅤 beyond the basic plane"),
    pytest.param(NAME, "钱\U00031350", "钱\U00031350", id="a plane newer than this Python"),
    pytest.param(NAME, "张 三", "张三", id="padding space between two characters"),
    pytest.param(NAME, " 张　三 ", "张三", id="ideographic padding"),
    pytest.param(NAME, "买买提•吐尔逊", "买买提·吐尔逊", id="bullet for dot"),
    pytest.param(NAME, "买买提．吐尔逊", "买买提·吐尔逊", id="full stop for dot"),
    pytest.param(NAME, "买买提 · 吐尔逊", "买买提·吐尔逊", id="spaces around the dot"),
    pytest.param(NAME, "Anna-Maria  O'Hara", "Anna-Maria O'Hara", id="a foreign name keeps its spaces"),
    pytest.param(NAME, "﨑山", "﨑山", id="compatibility character is not folded"),
    pytest.param(NAME, "王\ue863", "王䶮", id="the private code of 䶮 in old GBK"),
    pytest.param(NAME, "张三\u200b", "张三", id="invisible mark from a chat program"),
    pytest.param(DAY, "2026年3月1日", date(2026, 3, 1), id="Chinese date"),
    pytest.param(DAY, "2026-3-1", date(2026, 3, 1), id="hyphens"),
    pytest.param(DAY, "2026/03/01", date(2026, 3, 1), id="slashes"),
    pytest.param(DAY, "2026.3.1", date(2026, 3, 1), id="dots"),
    pytest.param(DAY, "20260301", date(2026, 3, 1), id="eight digits"),
    pytest.param(DAY, "２０２６年３月１号", date(2026, 3, 1), id="full-width digits and 号"),
    pytest.param(DAY, date(2026, 3, 1), date(2026, 3, 1), id="a date from a workbook"),
    pytest.param(DAY, datetime(2026, 3, 1, 8), date(2026, 3, 1), id="a moment from a workbook"),  # noqa: DTZ001
    pytest.param(SUM, "8000", 800_000, id="plain"),
    pytest.param(SUM, "８，０００．５０", 800_050, id="full-width digits and commas"),
    pytest.param(SUM, "￥8,000.5 元", 800_050, id="sign, comma, unit"),
    pytest.param(SUM, 8000, 800_000, id="whole number from JSON"),
    pytest.param(SUM, "0", 0, id="nothing"),
    pytest.param(HOURS, "120学时", 120, id="count with its unit"),
    pytest.param(HOURS, "１，２００", 1200, id="count in groups"),
    pytest.param(MOBILE, "+86 138-1234-5678", "13812345678", id="with country code"),
    pytest.param(Phone("p", "电话", landline=True), "（0372）2550000", "03722550000", id="landline"),
    pytest.param(CARD, specimen.card(7), specimen.card(7), id="card"),
    pytest.param(ACCOUNT, "2561 2345 6789", "256123456789", id="organisation's account without check digit"),
    pytest.param(LEVEL, "4", "4", id="choice by value"),
    pytest.param(LEVEL, "五级/初级工", "5", id="choice by label"),
    pytest.param(Choice("c", "选项", LEVEL.options, several=True), ["4", "5"], ("5", "4"), id="several, in order"),
    pytest.param(Confirm("ok", "属实"), "on", True, id="ticked box"),
    pytest.param(Confirm("ok", "属实", required=False), "off", False, id="a free statement refused"),
    pytest.param(PAPERS, [PDF], (PDF,), id="stored file"),
    pytest.param(PAPERS, [{"sha256": "a" * 64, "name": "证书.pdf", "kind": "pdf", "size": 1000, "pages": 2}], (PDF,), id="stored file as JSON"),
    pytest.param(Text("t", "地点"), "  安阳市文峰大道568号 ", "安阳市文峰大道568号", id="trimmed line"),
    pytest.param(Text("t", "说明", lines=True), "一\r\n二", "一\n二", id="paragraph"),
    pytest.param(Text("t", "单位"), "𬭊工程　公司", "𬭊工程　公司", id="text is kept as typed"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "typed", "value"), UNDERSTOOD)
def test_is_understood(field: Field[Any], typed: object, value: object) -> None:
    found = field.read(typed)
    assert found.corrections == ()
    assert found.value == value


CORRECTED = [
    pytest.param(ID, "110105194912310021", "身份证号最后一位不对，请对照原件", id="wrong check digit"),
    pytest.param(ID, "11010519490231002X", "身份证号第7至14位的出生日期不存在，请对照原件", id="30 February"),
    pytest.param(ID, specimen.id_of(date(2000, 2, 28), 1)[:6] + "20010229001X", "身份证号第7至14位的出生日期不存在，请对照原件", id="leap day of a common year"),
    pytest.param(ID, "110105491231002", "身份证号是15位的旧号码，请填现行的18位号码", id="15 digits"),
    pytest.param(ID, "1101051949123100", "身份证号应为18位，现在是16位，请对照原件", id="too short"),
    pytest.param(ID, "11010519491231OO2X"[:18], "身份证号只能由数字组成，最后一位可以是X，请对照原件", id="letter O for zero"),
    pytest.param(CODE, "911100008021004330", "统一社会信用代码最后一位不对，请对照营业执照或登记证书", id="credit code check"),
    pytest.param(CODE, "9111000O802100433B", "统一社会信用代码里不会有“O”（字母不用I、O、S、V、Z），请对照营业执照或登记证书", id="letter O in a credit code"),
    pytest.param(NAME, "张三1", "姓名里有“1”，姓名只写文字和间隔号“·”，请对照证件", id="digit in a name"),
    pytest.param(NAME, "\ue000三", "姓名第1个字是电脑自造字，别的机器认不出，请改用输入法里的标准字；打不出时请联系窗口", id="private character"),
    pytest.param(NAME, "三张\u202e", "姓名第3个字符看不见也印不出，请删去后重新输入", id="direction override"),
    pytest.param(NAME, "张\x00三", "姓名第2个字符看不见也印不出，请删去后重新输入", id="NUL"),
    pytest.param(NAME, "张\ud800", "姓名第2个字符看不见也印不出，请删去后重新输入", id="half a surrogate"),
    pytest.param(NAME, "王" * 51, "姓名最多50个字，现在是51个，请核对", id="too long a name"),
    pytest.param(NAME, "··", "姓名没有文字，请对照证件", id="only dots"),
    pytest.param(DAY, "2026年2月30日", "开班日期：没有2026年2月30日这一天，请核对", id="no such day"),
    pytest.param(DAY, "26-3-1", "开班日期没有看懂，请写成“2026年3月1日”或“2026-03-01”", id="two-digit year"),
    pytest.param(DAY, "0026-03-01", "开班日期的年份26不对，请核对", id="year 26"),
    pytest.param(DAY, "46082", "开班日期没有看懂，请写成“2026年3月1日”或“2026-03-01”", id="a workbook's day number"),
    pytest.param(SUM, "100.005", "培训费最多两位小数（到分），请核对", id="three decimals"),
    pytest.param(RATE, "三点六", "年利率没有看懂，请写百分数，例如 3.60", id="a rate in words"),
    pytest.param(RATE, "3.12345", "年利率没有看懂，请写百分数，例如 3.60", id="a rate too fine"),
    pytest.param(RATE, "36", "年利率不能超过24.00%，请核对是不是多写了一位", id="a rate one digit off"),
    pytest.param(SUM, "-5", "培训费不能是负数，请核对", id="negative"),
    pytest.param(SUM, "1,23", "培训费没有看懂，请写成以元为单位的数字，例如 24000.00", id="comma in a strange place"),
    pytest.param(SUM, "1万", "培训费没有看懂，请写成以元为单位的数字，例如 24000.00", id="万"),
    pytest.param(SUM, 0.1, "培训费要写成文字，请重新填写", id="a float is never money"),
    pytest.param(SUM, "9" * 30, "培训费不能超过999,999,999,999.99元，请核对", id="more than a row holds"),
    pytest.param(HOURS, "0", "学时不能少于1学时，请核对", id="too few"),
    pytest.param(HOURS, "12.5", "学时请填整数，例如 30", id="not whole"),
    pytest.param(MOBILE, "1381234567", "手机号应为11位，现在是10位，请核对", id="phone too short"),
    pytest.param(MOBILE, "12812345678", "手机号不是有效的号码，请填11位手机号", id="no such prefix"),
    pytest.param(CARD, "6222", "社保卡账号应为16至19位，现在是4位，请核对", id="card too short"),
    pytest.param(LEVEL, "9", "等级没有这一项，请从列出的选项中选择", id="not an option"),
    pytest.param(LEVEL, ["4", "5"], "等级只能选一项，请重新选择", id="two options"),
    pytest.param(LEVEL, "", "请选择等级", id="nothing chosen"),
    pytest.param(Confirm("ok", "属实"), "no", "请阅读并勾选“属实”", id="not agreed"),
    pytest.param(PAPERS, [], "请上传证书", id="no file"),
    pytest.param(PAPERS, [{"sha256": "x"}], "证书没有上传成功，请重新上传", id="broken reference"),
    pytest.param(PAPERS, [PDF, StoredFile("b" * 64, "2", "pdf", 1), StoredFile("c" * 64, "3", "pdf", 1)], "证书最多2个文件，现在是3个，请删去多余的", id="too many files"),
    pytest.param(Files("roster", "照片", ("jpeg",)), [PDF], "“证书.pdf”不是照片可以用的文件种类，请换成照片（JPG、PNG、HEIC）", id="kind not taken"),
    pytest.param(Text("t", "地点", longest=3), "一二三四", "地点最多3个字，现在是4个，请写短一些", id="text too long"),
    pytest.param(Text("t", "地点"), "一\n二", "地点第2个字符看不见也印不出，请删去后重新输入", id="line break in a line"),
    pytest.param(Text("t", "地点"), "x" * 30_000, "地点太长，请重新填写", id="a novel"),
    pytest.param(Text("t", "地点"), {"a": 1}, "地点要写成文字，请重新填写", id="an object for text"),
    pytest.param(Text("t", "地点"), "   ", "请填写地点", id="only spaces"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "typed", "words"), CORRECTED)
def test_is_corrected_in_a_sentence(field: Field[Any], typed: object, words: str) -> None:
    found = field.read(typed)
    assert found.value is None
    assert [(each.where, each.words) for each in found.corrections] == [(field.name, words)]


@pytest.mark.parametrize("field", [ID, NAME, DAY, SUM, HOURS, MOBILE, CARD, LEVEL, PAPERS], ids=lambda f: f.name)
def test_an_optional_question_may_stay_blank(field: Field[Any]) -> None:
    optional = type(field)(**{**field.__dict__, "required": False})
    assert optional.read("") == optional.read(None)
    assert optional.read(" ").corrections == ()


@pytest.mark.parametrize(
    ("field", "value", "masked", "full"),
    [
        (NAME, "张䶮三", "张××", "张䶮三"),
        (NAME, "买买提·吐尔逊", "买××·×××", "买买提·吐尔逊"),
        (ID, "11010519491231002X", "**************002X", "11010519491231002X"),
        (MOBILE, "13812345678", "138****5678", "13812345678"),
        (CARD, "6222021702001234", "6222 **** **** 1234", "6222 0217 0200 1234"),
        (ACCOUNT, "12345678", "**** 5678", "1234 5678"),
        (Text("a", "住址", personal=True), "文峰大道1号", "****", "文峰大道1号"),
        (SUM, 2_400_000, "24,000.00元", "24,000.00元"),
        (DAY, date(2026, 3, 1), "2026年3月1日", "2026年3月1日"),
        (LEVEL, "5", "五级/初级工", "五级/初级工"),
        (SUM, None, "", ""),
    ],
)
def test_personal_values_are_shown_masked(field: Field[Any], value: object, masked: str, full: str) -> None:
    assert (field.show(value), field.show_full(value)) == (masked, full)


def test_a_card_that_fails_luhn_is_doubted_not_refused() -> None:
    found = CARD.read("6222021702001234")
    assert found.value == "6222021702001234"
    assert [each.words for each in found.warnings] == ["社保卡账号的校验位对不上，请再核对一遍；确认无误可以继续"]


@pytest.mark.parametrize(
    ("number", "level", "doubted"),
    [
        pytest.param("2641051234500007", "5", False, id="职业资格证书"),
        pytest.param(specimen.certificate_number(7, "3"), "3", False, id="职业技能等级证书"),
        pytest.param("SA" + "0" * 20, "", False, id="特级技师"),
        pytest.param("安培字第123号", "", True, id="a form nobody listed"),
    ],
)
def test_certificate_numbers_are_doubted_not_refused(number: str, level: str, doubted: bool) -> None:
    found = CertificateNumber("c", "证书编号").read(number)
    assert found.value == number
    assert bool(found.warnings) is doubted
    assert level_in(number) == level


@given(st.integers(min_value=0, max_value=10**12))
def test_money_survives_writing_and_reading(fen: int) -> None:
    assert SUM.read(SUM.show(fen)).value == fen
    assert SUM.from_json(SUM.to_json(fen)) == fen


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_survives_writing_and_reading(day: date) -> None:
    assert DAY.read(DAY.show(day)).value == day
    assert DAY.from_json(DAY.to_json(day)) == day


@given(st.text(max_size=60))
def test_no_text_makes_a_field_fall_over(text: str) -> None:
    for field in (ID, CODE, NAME, DAY, SUM, HOURS, MOBILE, CARD, LEVEL, Text("t", "说明", lines=True)):
        found = field.read(text)
        assert (found.value is None) == bool(found.corrections)


@given(st.integers(min_value=0, max_value=10**6 - 1), st.integers(min_value=0, max_value=16), st.integers(1, 9))
def test_one_wrong_digit_of_an_identity_number_is_always_noticed(number: int, place: int, by: int) -> None:
    right = specimen.person_id(number)
    wrong = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
    assert ID.read(right).value == right
    assert ID.read(wrong).corrections
