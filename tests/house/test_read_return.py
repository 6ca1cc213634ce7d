"""Read the bank's return: every line settles, or the file changes nothing and the sentence says why."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    ANSWERED,
    answers,
    batch_released,
    batch_settled,
    batch_written,
    case_submitted,
    file_of,
    own_claim,
    return_file,
)
from workflow_app.bank.transfer import LARGEST_BYTES
from workflow_app.commands.read_return import read_return
from workflow_app.models import Appropriation, BankReturn, Claim, OutboxEntry, PaymentBatch, PaymentLine, Posting
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood

Damage = Callable[[PaymentBatch], bytes]


def read(batch: PaymentBatch, data: bytes, username: str = cast.BATCH_DRAFT) -> PaymentBatch:
    return read_return(batch.pk, data, by=who(username), at=ANSWERED)


def untouched(batch: PaymentBatch) -> bool:
    state = PaymentBatch.objects.get(pk=batch.pk).state
    paid = PaymentLine.objects.exclude(state="released").exists() or Claim.objects.filter(state="paid").exists()
    return state == "written" and not paid and not BankReturn.objects.filter(batch=batch).exists()


def test_every_line_is_paid_and_posted() -> None:
    batch = batch_settled(case_submitted())
    assert (batch.state, batch.settled_at) == ("settled", ANSWERED)
    assert set(PaymentLine.objects.values_list("state", flat=True)) == {"paid"}
    assert set(Claim.objects.values_list("state", flat=True)) == {"paid"}
    budget = Appropriation.objects.get()
    assert (budget.reserved, budget.posted) == (Decimal(0), Decimal("10000.00"))
    assert Posting.objects.filter(source="reserved", target="paid").count() == 10
    assert OutboxEntry.objects.filter(job="close_case").count() == 1


def test_a_returned_line_keeps_its_money_reserved_and_says_why() -> None:
    batch_settled(case_submitted(), returned=(3,))
    line = PaymentLine.objects.get(ordinal=3)
    assert (line.state, line.reason, line.claim.state) == ("returned", "户名不符", "determined")
    budget = Appropriation.objects.get()
    assert (budget.reserved, budget.posted) == (Decimal("1000.00"), Decimal("9000.00"))


def test_the_reading_is_recorded_with_the_files_digest() -> None:
    batch = batch_settled(case_submitted(), returned=(3, 4))
    act = record.last(batch.stream.key)
    assert (act.verb, act.by) == ("read_return", who(cast.BATCH_DRAFT))
    assert act.body == {"sha256": BankReturn.objects.get().sha256, "paid": 8, "returned": 2}


def of_another_batch(batch: PaymentBatch) -> bytes:
    return file_of(batch, answers(batch), number="410523ZF202699999")


def truncated(batch: PaymentBatch) -> bytes:
    return b"\r\n".join(return_file(batch).split(b"\r\n")[:-4]) + b"\r\n"


def cut_in_mid_line(batch: PaymentBatch) -> bytes:
    return return_file(batch)[:-9]


def a_line_less(batch: PaymentBatch) -> bytes:
    return file_of(batch, answers(batch)[:-1])


def changed_amount(batch: PaymentBatch) -> bytes:
    first, *rest = answers(batch)
    return file_of(batch, [replace(first, fen=first.fen + 1), *rest])


def changed_amount_beside_the_total(batch: PaymentBatch) -> bytes:
    return return_file(batch).replace(b"1000.00", b"9000.00", 1)


def changed_account(batch: PaymentBatch) -> bytes:
    first, *rest = answers(batch)
    return file_of(batch, [replace(first, account="999900000000"), *rest])


def unknown_row(batch: PaymentBatch) -> bytes:
    first, *rest = answers(batch)
    return file_of(batch, [first, *rest, replace(first, ordinal=99)])


def duplicate_row(batch: PaymentBatch) -> bytes:
    first, *rest = answers(batch)
    return file_of(batch, [first, first, *rest[:-1]])


def damaged(batch: PaymentBatch) -> bytes:
    return return_file(batch).replace("成功".encode("gb18030"), b"\xff\xff", 1)


def as_utf8(batch: PaymentBatch) -> bytes:
    return return_file(batch).decode("gb18030").encode("utf-8")


def unknown_word(batch: PaymentBatch) -> bytes:
    return return_file(batch).replace("成功".encode("gb18030"), "处理中".encode("gb18030"), 1)


def full_width_money(batch: PaymentBatch) -> bytes:
    return return_file(batch).decode("gb18030").replace("1000.00", "１０００．００", 1).encode("gb18030")


def an_endless_ordinal(batch: PaymentBatch) -> bytes:
    return return_file(batch).replace(f"{batch.number},1,".encode(), f"{batch.number},{'1' * 5_000},".encode())


DAMAGES = [
    pytest.param(of_another_batch, "第2行是批次 410523ZF202699999 的", id="another batch"),
    pytest.param(truncated, "没有合计行", id="truncated"),
    pytest.param(cut_in_mid_line, "合计与明细不符|没有合计行", id="cut in mid line"),
    pytest.param(a_line_less, "文件有9笔，缺1笔.*补齐没有回复的1笔：序号10", id="a line less"),
    pytest.param(changed_amount, "序号1的金额是1000.01元，放款时是1000.00元", id="changed amount"),
    pytest.param(changed_amount_beside_the_total, "合计与明细不符", id="amount and total disagree"),
    pytest.param(changed_account, "序号1的账号（尾号0000）与放款时的（尾号\\d{4}）不同", id="changed account"),
    pytest.param(unknown_row, "序号99不在本批次的10笔里", id="unknown row"),
    pytest.param(duplicate_row, "第3行与第2行都是序号1.*缺1笔", id="duplicate row"),
    pytest.param(damaged, "不是GB18030编码", id="GBK damage"),
    pytest.param(as_utf8, "编码|第1行应为", id="saved as UTF-8"),
    pytest.param(an_endless_ordinal, "第2行的序号或金额读不懂", id="an endless ordinal"),
    pytest.param(unknown_word, "第2行的结果“处理中”不在这种格式的代码表（成功、失败）里", id="unknown word"),
    pytest.param(full_width_money, "第2行的序号或金额读不懂", id="full-width amount"),
    pytest.param(lambda batch: b"", "这不是回盘文件", id="empty"),
    pytest.param(lambda batch: b"\x00" * 64, "这不是回盘文件|读不懂", id="zeros"),
    pytest.param(lambda batch: b"," * (LARGEST_BYTES + 1), "超过20MB", id="too large"),
]


@pytest.mark.parametrize(("damage", "told"), DAMAGES)
def test_a_file_that_is_not_this_batchs_changes_nothing(damage: Damage, told: str) -> None:
    batch = batch_written(case_submitted())
    with pytest.raises(NotUnderstood, match=told):
        read(batch, damage(batch))
    assert untouched(batch)
    read(batch, return_file(batch))


def test_empty_lines_at_the_end_say_nothing() -> None:
    batch = batch_written(case_submitted())
    read(batch, return_file(batch) + b"\r\n\r\n")
    assert set(Claim.objects.values_list("state", flat=True)) == {"paid"}


def test_the_order_of_lines_does_not_matter() -> None:
    batch = batch_written(case_submitted())
    read(batch, file_of(batch, answers(batch)[::-1]))
    assert set(Claim.objects.values_list("state", flat=True)) == {"paid"}


def test_a_replayed_file_posts_nothing_and_names_who_read_it() -> None:
    batch = batch_settled(own_claim())
    with pytest.raises(AlreadyDone, match=f"已由{who(cast.BATCH_DRAFT).name}于2026年4月21日 09:00导入"):
        read(batch, return_file(batch))
    assert Posting.objects.filter(target="paid").count() == 1


def test_a_different_file_for_a_settled_batch_is_refused() -> None:
    batch = batch_settled(own_claim())
    with pytest.raises(NotPossibleNow, match="现在是“已结清”"):
        read(batch, return_file(batch, returned=(1,)))


def test_nothing_is_read_before_the_file_was_sent() -> None:
    batch = batch_released(own_claim())
    with pytest.raises(NotPossibleNow, match="现在是“已放款”"):
        read(batch, return_file(batch))


@pytest.mark.parametrize("username", [cast.BATCH_RELEASE, cast.AGENT, cast.RELEASE_ELSEWHERE])
def test_only_who_drafts_batches_reads_returns(username: str) -> None:
    batch = batch_written(own_claim())
    with pytest.raises(NotAllowed):
        read(batch, return_file(batch), username)


def test_a_batch_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound):
        read(PaymentBatch(pk=999), b"")
