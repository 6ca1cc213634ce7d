"""A holiday notice as a file: read strictly, every mistake told with its line."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.house.oversight.holidays import TEXT, year_2027
from workflow_app.policy.holiday_file import read_holidays
from workflow_app.policy.refusals import NotUnderstood


def mistakes(text: str) -> list[str]:
    with pytest.raises(NotUnderstood) as told:
        read_holidays(text, "2027.yaml")
    return [str(each) for each in told.value.corrections]


def test_a_notice_is_read_whole() -> None:
    notice = year_2027()
    assert (notice.year, notice.number, notice.issued_on) == (2027, "测试〔2026〕1号", date(2026, 11, 4))
    assert notice.off[1] == ("春节", date(2027, 2, 5), date(2027, 2, 11))
    assert notice.on[1] == date(2027, 2, 13)


def test_the_same_as_json() -> None:
    off = {name: [first.isoformat(), last.isoformat()] for name, first, last in year_2027().off}
    whole = {"year": "2027", "document": year_2027().document, "number": year_2027().number}
    whole |= {"issued_on": "2026-11-04", "days_off": off, "days_on": [day.isoformat() for day in year_2027().on]}
    assert read_holidays(json.dumps(whole, ensure_ascii=False), "2027.json") == year_2027()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param('year: "2027"', 'year: "27"', "第 2 行“year”应是带引号的四位年份", id="a year of two figures"),
        pytest.param("number: 测试〔2026〕1号\n", "", "没有写 number", id="a key left out"),
        pytest.param("issued_on:", "issued: 2026-11-04\nissued_on:", "第 5 行“issued”不认识", id="a key nobody knows"),
        pytest.param("issued_on: 2026-11-04", "issued_on: 2026-13-04", "第 5 行“issued_on”不是日期", id="no day"),
        pytest.param("issued_on: 2026-11-04", "issued_on: 2016-11-04", "不像是2027年放假通知的印发日期", id="a slip"),
        pytest.param("[2027-02-05, 2027-02-11]", "[2027-02-11, 2027-02-05]", "第 8 行“days_off → 春节”最后一天早于第一天", id="backwards"),
        pytest.param("[2027-02-05, 2027-02-11]", "[2027-02-05]", "“days_off → 春节”应写第一天和最后一天", id="one day missing"),
        pytest.param("[2027-02-05, 2027-02-11]", "[2028-02-05, 2028-02-11]", "“days_off → 春节”不在2027年", id="another year"),
        pytest.param("[2027-02-05, 2027-02-11]", "[2027-01-03, 2027-01-04]", "与“元旦”都有2027年1月3日", id="a day twice"),
        pytest.param("2027-02-13, ", "2027-02-12, ", "第 14 行“days_on → 2”2027年2月12日不是2027年的周六或周日", id="a Friday worked"),
        pytest.param("2027-02-13, ", "2027-01-31, ", "“days_on → 2”2027年1月31日写了两次", id="worked twice"),
        pytest.param("2027-02-13, ", "2027-02-06, ", "同时写成放假", id="worked and free"),
        pytest.param("  劳动节: [2027-05-01, 2027-05-05]\n", "", "没有2027年5月1日，而这一天依法放假", id="a holiday of law left out"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(before: str, after: str, told: str) -> None:
    assert before in TEXT
    assert any(told in each for each in mistakes(TEXT.replace(before, after)))


def test_all_mistakes_are_told_at_once() -> None:
    text = TEXT.replace("[2027-02-05, 2027-02-11]", "[2027-02-05]").replace("2027-10-09", "x").replace("number:", "nr:")
    assert len(mistakes(text)) == 4  # the period, the day, the unknown key and the one that is missing


def test_what_is_no_yaml_is_told_by_line() -> None:
    with pytest.raises(NotUnderstood, match="第 2 行不是完整的 YAML"):
        read_holidays("year: [\n", "2027.yaml")
