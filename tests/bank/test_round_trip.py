"""Write, answer, read: whatever a batch holds, every profile brings back every line as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests.bank.orders import BATCH, answer, answered, orders, some
from workflow_app.bank.formats import read_answer, write, write_answer
from workflow_app.bank.matching import Sent, match
from workflow_app.bank.profile import Delimited
from workflow_app.bank.profile_file import profiles
from workflow_app.bank.transfer import Answer, Order, Transfer, Unwritable

EVERY = pytest.mark.parametrize("name", list(profiles()))


@EVERY
@given(told=answered())
def test_what_the_bank_says_is_what_is_read(name: str, told: tuple[Order, list[Answer]]) -> None:
    order, said = told
    profile = profiles()[name]
    read = read_answer(profile, write_answer(profile, BATCH, said))
    assert [(s.batch, s.answer.ordinal, s.answer.account, s.answer.fen, s.answer.paid) for s in read] == [
        (BATCH, a.ordinal, a.account, a.fen, a.paid) for a in said
    ]
    assert all(bool(s.answer.reason) != s.answer.paid for s in read)
    matching = match(BATCH, [Sent(t.ordinal, t.account, t.fen, 1) for t in order.transfers], read)
    assert matching.whole
    assert len(matching.paid) == sum(a.paid for a in said)


@EVERY
@given(order=orders())
def test_the_same_order_gives_the_same_bytes_and_its_sums(name: str, order: Order) -> None:
    profile = profiles()[name]
    parts = write(profile, order)
    assert parts == write(profile, order)
    assert sum(p.fen for p in parts) == sum(t.fen for t in order.transfers)


@EVERY
def test_a_batch_beyond_the_cap_goes_in_numbered_files(name: str) -> None:
    profile = replace(profiles()[name], most_lines=4)
    parts = write(profile, some(10))
    assert [(p.number, p.first, p.last, p.count) for p in parts] == [(1, 1, 4, 4), (2, 5, 8, 4), (3, 9, 10, 2)]
    assert [p.name for p in parts] == [f"{BATCH}P{n}.{profile.extension}" for n in (1, 2, 3)]
    assert len({p.data for p in parts}) == 3


def test_the_three_layouts_differ_in_what_a_bank_may_choose() -> None:
    cells = [each for each in profiles().values() if isinstance(each, Delimited)]
    assert len(cells) == 3
    for choice in ("encoding", "separator", "most_lines"):
        assert len({getattr(each, choice) for each in cells}) == 3
    assert {each.payment.totals.stand if each.payment.totals else "none" for each in cells} == {"first", "last", "none"}
    assert {each.payment.money for each in cells} == {"yuan", "fen"}


WRITTEN = [
    ("gb18030_csv", "410523ZF202600001,1,王小明,6222000000000001,示例银行,1000.01,第1批\r\n".encode("gb18030")),
    ("utf8_tab", "1\t6222000000000001\t王小明\t示例银行\t1000.01\t第1批\t410523ZF202600001\r\n".encode()),
    ("gbk_bar", "D|000001|6222000000000001|王小明|000000000100001|示例银行|第1批\n".encode("gbk")),
    ("iso20022_pain", b"<EndToEndId>410523ZF202600001-1</EndToEndId>"),
]


@pytest.mark.parametrize(("name", "line"), WRITTEN)
def test_a_line_as_each_profile_writes_it(name: str, line: bytes) -> None:
    assert line in write(profiles()[name], some(2))[0].data


def test_the_files_begin_as_their_banks_expect() -> None:
    assert write(profiles()["utf8_tab"], some(1))[0].data.startswith(b"\xef\xbb\xbf")
    assert write(profiles()["gbk_bar"], some(2))[0].data.startswith(f"F|{BATCH}|2|200003\n".encode())


STRANGE = [
    ("gbk_bar", Transfer(1, "王𫍯", "62220001", "示例银行", 1, "x"), "“𫍯”不在GBK字库里"),
    ("gbk_bar", Transfer(1, "王|明", "62220001", "示例银行", 1, "x"), "里有分隔符“|”"),
    ("gbk_bar", Transfer(1, "王" * 31, "62220001", "示例银行", 1, "x"), "超过这种格式的60字节"),
    ("utf8_tab", Transfer(1, "王\t明", "62220001", "示例银行", 1, "x"), "换行或其他控制字符"),
    ("gb18030_csv", Transfer(1, "王\n明", "62220001", "示例银行", 1, "x"), "换行或其他控制字符"),
    ("iso20022_pain", Transfer(1, "王" * 141, "62220001", "示例银行", 1, "x"), "超过140个字"),
    ("iso20022_pain", Transfer(1, "", "62220001", "示例银行", 1, "x"), "是空的"),
]


@pytest.mark.parametrize(("name", "transfer", "told"), STRANGE)
def test_what_a_format_cannot_carry_is_named_with_its_line(name: str, transfer: Transfer, told: str) -> None:
    with pytest.raises(Unwritable) as refused:
        write(profiles()[name], replace(some(1), transfers=[transfer]))
    assert "第1笔" in str(refused.value)
    assert told in str(refused.value)


def test_gb18030_carries_what_gbk_does_not() -> None:
    order = replace(some(1), transfers=[Transfer(1, "王𫍯", "62220001", "示例银行", 1, "x")])
    assert "王𫍯".encode("gb18030") in write(profiles()["gb18030_csv"], order)[0].data


@EVERY
def test_a_code_with_a_meaning_comes_back_as_its_reason(name: str) -> None:
    profile = profiles()[name]
    transfer = some(1).transfers[0]
    said = read_answer(profile, write_answer(profile, BATCH, [answer(transfer, paid=False, reason="户名不符")]))
    assert "户名" in said[0].answer.reason
