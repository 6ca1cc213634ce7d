"""Messages of ISO 20022: valid before they leave, safe and valid before they are believed."""

from __future__ import annotations

import pytest

from tests.bank.orders import BATCH, answer, some
from workflow_app.bank.formats import read_answer, write, write_answer
from workflow_app.bank.profile import Messages
from workflow_app.bank.profile_file import profile_named
from workflow_app.bank.schema import read_message, schema_of
from workflow_app.bank.transfer import LARGEST_BYTES, Unreadable

PAIN = profile_named("iso20022_pain")
assert isinstance(PAIN, Messages)
REPORT = write_answer(PAIN, BATCH, [answer(t, paid=t.ordinal != 2) for t in some(3).transfers])
DOCTYPE = b'<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HEAD = b"<?xml version='1.0' encoding='UTF-8'?>\n"


def test_the_payment_file_is_valid_by_the_official_schema() -> None:
    root = read_message(PAIN.payment, write(PAIN, some(5))[0].data)
    assert [each.text for each in root.iter("{*}NbOfTxs")] == ["5", "5"]
    assert {each.text for each in root.iter("{*}CtrlSum")} == {"5000.15"}
    assert [each.get("Ccy") for each in root.iter("{*}InstdAmt")] == ["CNY"] * 5


def test_the_schemas_are_the_installed_packages_own() -> None:
    assert schema_of("pain.001.001.03") is schema_of("pain.001.001.03")
    with pytest.raises(FileNotFoundError):
        schema_of("pain.002.001.99")


def test_a_report_says_who_was_paid_and_why_not() -> None:
    said = read_answer(PAIN, REPORT)
    assert [(each.batch, each.answer.paid) for each in said] == [(BATCH, True), (BATCH, False), (BATCH, True)]
    assert "户名不符" in said[1].answer.reason


DAMAGES = [
    pytest.param(REPORT.replace(HEAD, HEAD + DOCTYPE), "文档类型或实体声明", id="external entity"),
    pytest.param(REPORT.replace(HEAD, HEAD + BOMB), "文档类型或实体声明", id="entities that grow"),
    pytest.param(REPORT[:-40], "读不下去", id="truncated"),
    pytest.param(REPORT.replace(b"UTF-8", b"GBK", 1), "声明的编码是GBK", id="another encoding declared"),
    pytest.param(REPORT.replace(HEAD, HEAD + "<!-- 回 -->".encode("gbk")), "不是UTF-8编码", id="damaged encoding"),
    pytest.param(REPORT.decode().encode("utf-16"), "不是UTF-8编码", id="UTF-16"),
    pytest.param(REPORT.replace(b"pain.002.001.03", b"pain.002.001.12"), "这不是 pain.002.001.03 报文", id="version"),
    pytest.param(write(PAIN, some(1))[0].data, "这不是 pain.002.001.03 报文", id="our own file"),
    pytest.param(b"", "读不下去", id="empty"),
    pytest.param(b"a,b\r\n1,2\r\n", "读不下去", id="no XML"),
    pytest.param(b"<a>" * 5_000, "读不下去", id="too deep"),
    pytest.param(b" " * (LARGEST_BYTES + 1), "超过20MB", id="too large"),
    pytest.param(REPORT.replace(b"<TxSts>RJCT", b"<TxSts>WHAT"), "不符合 pain.002.001.03 的官方模式", id="no status"),
    pytest.param(REPORT.replace(b"<TxSts>RJCT", b"<TxSts>PDNG"), "还没有最终结果", id="pending"),
    pytest.param(REPORT.replace(b"<TxSts>RJCT", b"<TxSts>ACCP"), "还没有最终结果", id="accepted, not settled"),
    pytest.param(REPORT.replace(b"<Amt>", b"<Amount>").replace(b"</Amt>", b"</Amount>"), "官方模式", id="unknown tag"),
    pytest.param(REPORT.replace(b'Ccy="CNY"', b'Ccy="USD"', 1), "没有写全", id="another currency"),
    pytest.param(REPORT.replace(b"1000.01<", b"1000.001<", 1), "没有写全", id="finer than a fen"),
    pytest.param(REPORT.replace(b"1000.01<", b"9000.01<", 1), "与明细（3笔、11000.06元）不符", id="changed amount"),
    pytest.param(REPORT.replace(b"<OrgnlNbOfTxs>3", b"<OrgnlNbOfTxs>4"), "不符", id="one lost"),
    pytest.param(REPORT.replace(b"<OrgnlCtrlSum>3000.06</OrgnlCtrlSum>", b""), "未写元）与明细", id="no control sum"),
    pytest.param(REPORT.replace(f"{BATCH}-1<".encode(), b"unknown<"), "没有写全", id="an end-to-end id of nobody"),
]


@pytest.mark.parametrize(("data", "told"), DAMAGES)
def test_what_is_no_safe_valid_final_report_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_answer(PAIN, data)
    assert told in str(refused.value)
    assert "root:" not in str(refused.value)
