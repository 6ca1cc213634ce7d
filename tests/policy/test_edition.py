"""Reading policy.yaml strictly, and asking it on a date."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from tests.policy.sheets import WHOLE, with_value, with_values
from workflow_app.clock.limit import DayKind, TimeLimit
from workflow_app.policy.edition import Edition
from workflow_app.policy.refusals import NotInForce, NotUnderstood
from workflow_app.policy.standing import Standing

EDITION = Edition.read(WHOLE, "sample_item")
IN_2016 = EDITION.on(date(2016, 1, 4))


def test_the_digest_is_of_the_text() -> None:
    assert EDITION.sha256 == hashlib.sha256(WHOLE.encode()).hexdigest()


@pytest.mark.parametrize(
    ("day", "times"),
    [
        pytest.param("2015-11-20", 1, id="the first day"),
        pytest.param("2019-05-31", 1, id="the day before the change"),
        pytest.param("2019-06-01", 3, id="the day of the change"),
        pytest.param("2030-01-01", 3, id="long after"),
    ],
)
def test_the_value_of_the_day(day: str, times: int) -> None:
    policy = EDITION.on(date.fromisoformat(day))
    assert policy.whole("trn.times_per_year_max") == times
    assert policy.number("trn.times_per_year_max") == Decimal(times)


def test_each_value_ends_the_day_before_the_next() -> None:
    old, new = EDITION.parameters["trn.times_per_year_max"].values
    assert (old.until, new.until) == (date(2019, 5, 31), None)
    assert new.note == "原文未核对"


def test_units_decide_what_is_read() -> None:
    policy = EDITION.on(date(2015, 12, 1))
    assert policy.money_fen("trn.max_paid") == 120050
    assert policy.flag("trn.hukou_required") is False
    assert policy.number("trn.attendance") == Decimal("0.80")
    assert policy.words("trn.seals") == ("公章", "专用章")
    assert policy.table("trn.amount")["A", "4"] == 100050
    assert policy.table("trn.occupations")["育婴员"] == "B"
    assert policy.table("trn.occupations").rows == ("电工", "育婴员")


def test_a_limit_brings_its_source() -> None:
    limit = EDITION.on(date(2026, 3, 2)).limit("clock.receipt")
    assert limit == TimeLimit(1, DayKind.WORKING, "《安阳市政务服务条例》第四十二条", "enacted")


@pytest.mark.parametrize(
    ("day", "key", "words"),
    [
        pytest.param("2015-11-19", "trn.hukou_required", "2015-11-19 这一天没有“是否限制户籍”", id="the day before"),
        pytest.param("2016-01-01", "trn.max_paid", "2016-01-01 这一天没有“封顶金额”", id="the day after the end"),
        pytest.param("2026-01-01", "trn.unheard_of", "没有 trn.unheard_of 这个参数", id="not in this edition"),
    ],
)
def test_a_value_not_in_force_is_refused_and_never_a_default(day: str, key: str, words: str) -> None:
    policy = EDITION.on(date.fromisoformat(day))
    assert not policy.has(key)
    with pytest.raises(NotInForce, match=words):
        policy.number(key)


def test_a_cell_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotInForce, match="没有“A、1”这一格"):
        IN_2016.table("trn.amount")["A", "1"]
    assert ("A", "5") in IN_2016.table("trn.amount")
    assert "A" not in IN_2016.table("trn.amount")


def test_asking_in_the_wrong_unit_is_a_programmers_error() -> None:
    with pytest.raises(TypeError):
        IN_2016.money_fen("trn.times_per_year_max")
    with pytest.raises(TypeError):
        IN_2016.table("trn.times_per_year_max")
    with pytest.raises(TypeError):
        IN_2016.number("trn.hukou_required")


def test_what_was_read_is_remembered_once_with_words_and_source() -> None:
    policy = IN_2016.afresh()
    policy.whole("trn.times_per_year_max")
    policy.whole("trn.times_per_year_max")
    policy.at(date(2019, 6, 1)).whole("trn.times_per_year_max")
    assert policy.table("trn.amount")["A", "5"] == 80000
    policy.flag("trn.hukou_required")
    policy.number("trn.attendance")
    policy.table("trn.occupations")["电工"]
    seen = [(value.key, value.text, value.since.year, value.standing) for value in policy.used]
    assert seen == [
        ("trn.times_per_year_max", "1次", 2015, Standing.SAMPLE),
        ("trn.times_per_year_max", "3次", 2019, Standing.MODELLED),
        ("trn.amount[A,5]", "800.00元", 2015, Standing.SAMPLE),
        ("trn.hukou_required", "否", 2015, Standing.ENACTED),
        ("trn.attendance", "80%", 2015, Standing.SAMPLE),
        ("trn.occupations[电工]", "A", 2015, Standing.SAMPLE),
    ]
    assert str(policy.used[0].citation) == "《示例办法》（安试〔2015〕1号）第三条"
    assert policy.afresh().used == ()


MISTAKES = [
    pytest.param("", "是空文件", id="nothing in it"),
    pytest.param("item: [", "第 1 行不是完整的 YAML", id="cut off"),
    pytest.param("[" * 2000, "不是完整的 YAML", id="nested past reason"),
    pytest.param("item: other\nparameters: {a: {b: c}}", "写的是 other", id="of another item"),
    pytest.param(
        "item: sample_item\nitem: sample_item\nparameters: {}", "第 2 行“item”写了两次", id="key twice at the top"
    ),
    pytest.param(
        with_values("2020-01-01: {value: '1', standing: sample, source: {document: 甲, document: 乙}}\n"),
        "第 8 行“parameters → one → values → 2020-01-01 → source → document”写了两次",
        id="key twice deep inside",
    ),
    pytest.param(
        with_values(
            "2020-01-01: {value: '1', standing: sample, source: {document: 甲}}\n"
            "2020-01-01: {value: '2', standing: sample, source: {document: 甲}}\n"
        ),
        "“parameters → one → values → 2020-01-01”写了两次",
        id="the same date twice",
    ),
    pytest.param("item: sample_item\nparameters: {}\ncolour: red", "“colour”不是认识的键", id="unknown key at the top"),
    pytest.param(
        with_values("2020-01-01: {value: '1', standing: sample, source: {document: 甲}, mood: 好}\n"),
        "mood”不是认识的键，这里只能写 note、source、standing、until、value",
        id="unknown key of a value",
    ),
    pytest.param(with_value("3"), '第 8 行.*的值 3 没有加引号，请写成 "3"', id="number without quotes"),
    pytest.param(with_value("0.80", "ratio"), "的值 0.80 没有加引号", id="fraction without quotes"),
    pytest.param(with_value("true", "flag"), "的值 true 没有加引号", id="flag without quotes"),
    pytest.param(with_value(""), "（空） 没有加引号", id="no value"),
    pytest.param(with_value("{5: '800'}", "table_of_yuan"), '这个键没有加引号，请写成 "5"', id="number as a key"),
    pytest.param(with_value("'3.5'"), "只能是整数", id="half a time"),
    pytest.param(with_value("'0.005'", "yuan"), "金额最多两位小数", id="half a fen"),
    pytest.param(with_value("'三'"), "应当是加引号的普通数字", id="a word for a number"),
    pytest.param(with_value("'３'"), "应当是加引号的普通数字", id="a full-width digit"),
    pytest.param(with_value("'1e3'"), "应当是加引号的普通数字", id="scientific notation"),
    pytest.param(with_value("'-3'"), "应当是加引号的普通数字", id="negative"),
    pytest.param(with_value("['1']"), "不能是列表", id="a list for a number"),
    pytest.param(with_value("'yes'", "flag"), '只能是 "true" 或者 "false"', id="yes for true"),
    pytest.param(with_value("'x'", "table_of_yuan"), "应当是一张表", id="a word for a table"),
    pytest.param(with_value("[]", "words"), "应当是一个或者几个词", id="no words"),
    pytest.param(with_value("'1'", "bushels"), "unit”写的是 bushels，只能是 yuan", id="unknown unit"),
    pytest.param(
        with_values("2020-01-01: {value: '1', standing: official, source: {document: 甲}}\n"),
        "standing”写的是 official，只能是 enacted、modelled、sample",
        id="unknown standing",
    ),
    pytest.param(
        with_values("2020-01-01: {value: '1', source: {document: 甲}}\n"), "缺少 standing，请补上", id="no standing"
    ),
    pytest.param(with_values("2020-01-01: {value: '1', standing: sample}\n"), "缺少 source，请补上", id="no source"),
    pytest.param(
        with_values("2020-01-01: {value: '1', standing: sample, source: {number: 1号}}\n"),
        "source”缺少 document",
        id="a source without a document",
    ),
    pytest.param(
        with_values("2020-02-30: {value: '1', standing: sample, source: {document: 甲}}\n"),
        "2020-02-30.*不是存在的日期",
        id="a date that does not exist",
    ),
    pytest.param(
        with_values(
            "2020-01-01: {value: '1', standing: sample, source: {document: 甲}, until: '2021-06-01'}\n"
            "2021-01-01: {value: '2', standing: sample, source: {document: 甲}}\n"
        ),
        "到 2021-06-01 为止，与 2021-01-01 起的数值重叠",
        id="overlapping dates",
    ),
    pytest.param(
        with_values("2020-01-01: {value: '1', standing: sample, source: {document: 甲}, until: '2019-01-01'}\n"),
        "截止日早于开始日",
        id="ended before it began",
    ),
    pytest.param(with_values("2020-01-01: &a {value: *a, standing: sample}\n"), "引用了别处的内容", id="an alias"),
]


@pytest.mark.parametrize(("text", "words"), MISTAKES)
def test_a_mistake_is_named_with_line_and_key(text: str, words: str) -> None:
    with pytest.raises(NotUnderstood, match=words) as refused:
        Edition.read(text, "sample_item")
    assert refused.value.sentence.startswith("sample_item/policy.yaml ")
    assert refused.value.sentence.endswith("。")


def test_until_may_leave_a_gap() -> None:
    text = with_values(
        "2020-01-01: {value: '1', standing: sample, source: {document: 甲}, until: '2020-12-31'}\n"
        "2022-01-01: {value: '2', standing: sample, source: {document: 甲}}\n"
    )
    edition = Edition.read(text, "sample_item")
    assert edition.on(date(2020, 12, 31)).whole("one") == 1
    assert not edition.on(date(2021, 6, 1)).has("one")
    assert edition.on(date(2022, 1, 1)).whole("one") == 2
