"""The auditor's own readings: arithmetic by hand-made figures, and every format as the house's writer leaves it."""

from __future__ import annotations

import pytest

from tests.bank.orders import some
from workflow_app.auditor.arithmetic import NotArithmetic, fen_of
from workflow_app.auditor.cells import Unlike
from workflow_app.auditor.formats import answers, payment
from workflow_app.bank.formats import write, write_answer
from workflow_app.bank.profile_file import profiles
from workflow_app.bank.transfer import Answer
from workflow_app.policy.formula import recompute
from workflow_app.queries.audit.books import books

ORDER = some(7)

BY_HAND = [
    ("800.00 × 1", 80_000),
    ("1000 × 3 ＋ 0.5", 300_050),
    ("min(800.00, 1200 × 60%)", 72_000),
    ("max（0, 10 － 20）", 0),
    ("down(10 ÷ 3) × 3", 999),
    ("10 ÷ 3 × 3", 1_000),
    ("0.01 ÷ 3 × 1.5", 1),
    ("-0.005", -1),
    ("-(2 + 3) × 2", -1_000),
    ("2 - 3 - 4", -500),
    ("100000 × 3.95% ÷ 360 × 90", 98_750),
]


@pytest.mark.parametrize(("formula", "fen"), BY_HAND, ids=[formula for formula, _fen in BY_HAND])
def test_arithmetic_comes_to_the_fen_and_to_what_the_house_reckons(formula: str, fen: int) -> None:
    assert fen_of(formula) == fen == recompute(formula)


@pytest.mark.parametrize(
    "formula", ["", "* 1", "1 +", "(1", "1)", "1 2", "min(1)", "down(1, 2)", "1 ÷ 0", "__import__", "1e9", "·"]
)
def test_anything_else_is_no_arithmetic(formula: str) -> None:
    with pytest.raises(NotArithmetic):
        fen_of(formula)


@pytest.mark.parametrize("name", sorted(profiles()))
def test_each_format_is_read_as_it_was_written(name: str) -> None:
    (part,) = write(profiles()[name], ORDER)
    transfers, totals = payment(books().formats[name], part.data)
    assert [(t.ordinal, t.payee, t.account, t.fen) for t in transfers] == [
        (t.ordinal, t.payee, t.account, t.fen) for t in ORDER.transfers
    ]
    assert {t.batch for t in transfers} | {totals.batch} <= {ORDER.batch, None}
    assert totals.count in (None, len(ORDER.transfers))
    assert totals.fen in (None, sum(t.fen for t in ORDER.transfers))


@pytest.mark.parametrize("name", sorted(profiles()))
def test_each_answer_is_read_as_it_came(name: str) -> None:
    said = [Answer(t.ordinal, t.account, t.fen, t.ordinal != 2, "户名不符" * (t.ordinal == 2)) for t in ORDER.transfers]
    read = answers(books().formats[name], write_answer(profiles()[name], ORDER.batch, said))
    assert [(a.ordinal, a.account, a.fen, a.paid) for a in read] == [
        (a.ordinal, a.account, a.fen, a.paid) for a in said
    ]
    assert {a.batch for a in read} == {ORDER.batch}


@pytest.mark.parametrize("name", sorted(profiles()))
def test_half_a_file_is_none(name: str) -> None:
    (part,) = write(profiles()[name], ORDER)
    with pytest.raises(Unlike):
        payment(books().formats[name], part.data[: len(part.data) // 2])


BAR, PAIN, CSV = "gbk_bar", "iso20022_pain", "gb18030_csv"
BROKEN = [
    (BAR, b"F|", b"G|", "没有合计行"),
    (BAR, b"\nD|", b"\nE|", "第1笔的“标志”是“E”"),
    (BAR, b"|000001|", b"|00000x|", "序号或笔数“00000x”读不懂"),
    (BAR, b"|7|", b"|7.|", "序号或笔数“7.”读不懂"),
    (BAR, b"000000000100001", b"0000000001000.1", "金额“0000000001000.1”读不懂"),
    (CSV, b"1000.01", b"1000,01", "第1笔有8列，应有7列"),
    (CSV, b"1000.01", b'"1000.01', "引号不成对"),
    (CSV, b"1000.01", b"1000", "金额“1000”读不懂"),
    (PAIN, b"pain.001.001.03", b"pain.001.001.09", "不是 pain.001.001.03 报文"),
    (PAIN, b"202600001-1<", b"202600001<", "端到端标识“410523ZF202600001”读不懂"),
    (PAIN, b'"CNY">1000.01', b'"CNY">1000.001', "金额“1000.001”读不懂"),
]


@pytest.mark.parametrize(("name", "old", "new", "told"), BROKEN, ids=[told for *_bytes, told in BROKEN])
def test_what_is_not_of_the_format_is_told_with_its_place(name: str, old: bytes, new: bytes, told: str) -> None:
    (part,) = write(profiles()[name], ORDER)
    assert old in part.data
    with pytest.raises(Unlike, match=told):
        payment(books().formats[name], part.data.replace(old, new))
