"""The account's statement against released batches: every difference is named, nothing of ours is changed by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import ANSWERED, batch_drafted, batch_settled, batch_written, case_submitted, own_claim
from workflow_app.bank.reconcile import Booked, compare
from workflow_app.bank.statement import Entry, statement_profile, write_statement_file
from workflow_app.commands.held import ORGANISATION
from workflow_app.commands.read_statement import read_statement
from workflow_app.models import BankStatement, PaymentBatch, Posting, StatementRow, Unit
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotUnderstood
from workflow_app.queries.finance.statements import compared, disputed, judged, strangers
from workflow_app.queries.workplace import Workplace, workplace

ON = date(2026, 4, 21)
OPENING = 100_000_000  # fen on the account before the first transaction
Move = tuple[str, int, int]  # reference, fen that left, fen that came back


def statement_of(*moves: Move, since: int = 1) -> bytes:
    entries, balance = [], OPENING
    for n, (reference, paid, back) in enumerate(moves, start=since):
        balance += back - paid
        entries.append(Entry(n, ON, f"2026042100{n}", "批量代付", reference, paid, back, balance))
    return write_statement_file(statement_profile(), entries)


def read(data: bytes, username: str = cast.BATCH_DRAFT) -> BankStatement:
    unit = Unit.objects.get(code="finance@410523")
    return read_statement(unit.pk, data, by=who(username), at=ANSWERED)


def place() -> Workplace:
    return workplace(who(cast.FUNDS_CHECK), ANSWERED.date())


def verdict_of(batch: PaymentBatch) -> tuple[str, str]:
    found = next(each for each in compared(place()) if each.batch == batch)
    return found.verdict.look, found.verdict.sentence


AGREEING = [
    pytest.param(lambda b: [(b.number, 1_000_000, 0), (b.number, 0, 200_000)], id="whole out, two back"),
    pytest.param(lambda b: [(b.number, 800_000, 0)], id="net"),
    pytest.param(
        lambda b: [(f"{b.number}P1", 1_000_000, 0), (f"{b.number}-2", 0, 100_000), (f"{b.number}-7", 0, 100_000)],
        id="by file and line",
    ),
]


@pytest.mark.parametrize("moves", AGREEING)
def test_a_settled_batch_agrees_however_the_bank_books_it(moves: Callable[[PaymentBatch], list[Move]]) -> None:
    batch = batch_settled(case_submitted(), returned=(2, 7))
    postings = Posting.objects.count()
    read(statement_of(*moves(batch)))
    assert verdict_of(batch)[0] == "good"
    assert not disputed(place())
    assert Posting.objects.count() == postings


DIFFERING = [
    pytest.param(
        lambda b: [(b.number, 900_000, 0)], "stop", "付出9000.00元，放款10000.00元，少1000.00元", id="too little"
    ),
    pytest.param(lambda b: [(b.number, 1_000_000, 0)] * 2, "stop", "多10000.00元", id="paid twice"),
    pytest.param(lambda b: [(b.number, 1_000_000, 0)], "wait", "只退回0.00元，等银行退款入账", id="nothing back yet"),
    pytest.param(
        lambda b: [(b.number, 1_000_000, 0), (b.number, 0, 300_000)],
        "stop",
        "退回3000.00元，回盘退汇2000.00元",
        id="too much back",
    ),
    pytest.param(lambda b: [("", 1, 0)], "wait", "还没有这一批的交易", id="not there"),
]


@pytest.mark.parametrize(("moves", "look", "told"), DIFFERING)
def test_a_batch_that_differs_says_how(moves: Callable[[PaymentBatch], list[Move]], look: str, told: str) -> None:
    batch = batch_settled(case_submitted(), returned=(2, 7))
    read(statement_of(*moves(batch)))
    found = verdict_of(batch)
    assert found[0] == look
    assert told in found[1]


def test_money_of_a_batch_nobody_released_is_the_worst() -> None:
    batch = batch_drafted(own_claim())
    read(statement_of((batch.number, 100_000, 0)))
    look, sentence = verdict_of(batch)
    assert look == "stop"
    assert "这一批没有放款，对账单上却付出1000.00元" in sentence


LINES = [
    pytest.param(("-1", 90_000, 0), "金额是900.00元，我们放款1000.00元", id="another amount"),
    pytest.param(("-99", 100_000, 0), "批次里没有序号99", id="unknown line"),
    pytest.param(("-1", 0, 100_000), "退回了，回盘却记为到账", id="came back though paid"),
]


@pytest.mark.parametrize(("move", "told"), LINES)
def test_a_transaction_that_does_not_agree_with_its_line_is_named(move: Move, told: str) -> None:
    batch = batch_settled(case_submitted())
    read(statement_of((batch.number + move[0], move[1], move[2])))
    (found,) = disputed(place())
    assert found.verdict is not None
    assert told in found.verdict.sentence


def test_a_line_that_left_twice_is_named_on_both() -> None:
    batch = batch_settled(own_claim())
    read(statement_of((f"{batch.number}-1", 100_000, 0), (f"{batch.number}-1", 100_000, 0)))
    assert ["付出不止一次" in each.verdict.sentence for each in disputed(place()) if each.verdict] == [True, True]


def test_what_names_no_batch_of_ours_is_listed_apart() -> None:
    read(statement_of(("", 500, 0), ("410523ZF202699999", 100_000, 0), ("水电费", 20_000, 0)))
    said = [each.verdict.sentence for each in judged(strangers(place())) if each.verdict]
    assert [("没有这个批次" in each, "可能是其他收支" in each) for each in said] == [
        (False, True),
        (True, False),
        (False, True),
    ]


def test_periods_may_overlap_and_a_transaction_counts_once() -> None:
    batch = batch_settled(own_claim())
    first, second = (batch.number, 100_000, 0), ("", 100, 0)
    read(statement_of(first))
    read(statement_of(first, second))
    assert StatementRow.objects.count() == 2
    assert verdict_of(batch)[0] == "good"
    assert record.last(ORGANISATION).body["new"] == 1


def test_a_known_transaction_that_reads_otherwise_is_refused() -> None:
    read(statement_of(("", 100, 0)))
    with pytest.raises(NotUnderstood, match="在以前的对账单里是另一笔交易"):
        read(statement_of(("", 200, 0)))
    assert BankStatement.objects.count() == 1


def test_the_same_statement_again_names_who_read_it_and_when() -> None:
    data = statement_of(("", 100, 0))
    read(data)
    with pytest.raises(AlreadyDone, match=f"已由{who(cast.BATCH_DRAFT).name}于2026年4月21日 09:00导入"):
        read(data)


@pytest.mark.parametrize("username", [cast.BATCH_RELEASE, cast.AGENT])
def test_only_who_drafts_reads_statements(username: str) -> None:
    with pytest.raises(NotAllowed):
        read(statement_of(("", 100, 0)), username)


GOOD = statement_of(("410523ZF202600001", 100, 0), ("", 0, 50), ("", 25, 0))
DAMAGES = [
    pytest.param(b"", "这不是对账单", id="empty"),
    pytest.param("交易日期,流水号\r\n".encode("gb18030"), "这不是对账单", id="other columns"),
    pytest.param(GOOD.splitlines(keepends=True)[0], "一笔交易也没有", id="no transaction"),
    pytest.param(
        b"".join(GOOD.splitlines(keepends=True)[:2] + GOOD.splitlines(keepends=True)[3:]),
        "余额与上一行接不上",
        id="a row less",
    ),
    pytest.param(GOOD.replace(b",0.50,", b",5.00,"), "余额与上一行接不上", id="changed amount"),
    pytest.param(GOOD.replace(b"20260421003", b"20260421001"), "与第2行的流水号相同", id="serial twice"),
    pytest.param(GOOD.replace(b"2026-04-21", b"21.04.2026", 1), "第2行的交易日期“21.04.2026”读不懂", id="date"),
    pytest.param(GOOD.replace(b",1.00,", b",1,000.00,"), "应有7列", id="grouped amount"),
    pytest.param(GOOD.replace(b",1.00,", b",1e5,"), "金额读不懂", id="no amount"),
    pytest.param(GOOD.replace(b",0.50,", b",,"), "只有借方或只有贷方", id="neither way"),
    pytest.param(GOOD + b"\xff\xff", "不是GB18030编码", id="damaged"),
    pytest.param(GOOD.decode("gb18030").encode("utf-8"), "编码|这不是对账单", id="saved as UTF-8"),
]


@pytest.mark.parametrize(("data", "told"), DAMAGES)
def test_a_statement_that_cannot_be_trusted_is_refused_whole(data: bytes, told: str) -> None:
    with pytest.raises(NotUnderstood, match=told):
        read(data)
    assert not StatementRow.objects.exists()


def test_before_the_bank_answered_a_batch_waits() -> None:
    batch = batch_written(own_claim())
    read(statement_of((batch.number, 100_000, 0)))
    assert verdict_of(batch) == ("wait", "付出1000.00元，退回0.00元，回盘还没有全部导入")


def test_an_unanswered_batch_never_pays_more_than_was_released() -> None:
    assert compare(Booked(100, 0, released=True, settled=False), 101, 0).look == "stop"
    assert compare(Booked(100, 0, released=False, settled=False), 0, 0).look == "good"
    assert compare(Booked(100, 40, released=True, settled=True), 60, 0).look == "good"
