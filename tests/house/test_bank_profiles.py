"""Every bank format through the house: chosen, written, answered, and every wrong answer refused with no posting at all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.remembered import begin
from tests.situations import (
    ANSWERED,
    CLASS_FILED,
    DRAFTED,
    RELEASED,
    WRITTEN,
    answers,
    batch_drafted,
    batch_released,
    batch_written,
    case_submitted,
    file_of,
    own_claim,
    payment_approved,
    return_file,
)
from workflow_app.bank import profile_file
from workflow_app.bank.profile_file import profiles
from workflow_app.commands.choose_profile import choose_profile
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.held import ORGANISATION
from workflow_app.commands.present_return import present_return
from workflow_app.commands.read_return import read_return
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.models import (
    Appropriation,
    BankReturn,
    IssuedDocument,
    PayeeAccount,
    PaymentBatch,
    PaymentLine,
    Posting,
    PresentedReturn,
    Unit,
    vault,
)
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood, Refusal
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.finance.bank_profiles import Collecting, chosen, profile_of

FINANCE = "finance@410523"
EVERY = pytest.mark.parametrize("name", list(profiles()))
Damage = Callable[[PaymentBatch], bytes]


def choose(name: str, account: str = "41000012345") -> None:
    choose_profile(FINANCE, name, account, by=None, at=CLASS_FILED)


def read(batch: PaymentBatch, data: bytes) -> PaymentBatch:
    return read_return(batch.pk, data, by=who(cast.BATCH_DRAFT), at=ANSWERED)


def ledger() -> tuple[Decimal, Decimal, int]:
    """(reserved, paid, postings to paid) of the only indicator."""
    fund = Appropriation.objects.get()
    return fund.reserved, fund.posted, Posting.objects.filter(target="paid").count()


@EVERY
def test_a_batch_is_written_and_settled_in_the_chosen_format(name: str) -> None:
    choose(name)
    batch = batch_written(case_submitted())
    assert (batch.profile, batch.payer_account) == (name, "41000012345")
    settled = read(batch, return_file(batch, returned=(3, 7)))
    assert settled.state == "settled"
    assert ledger() == (Decimal(2_000), Decimal(8_000), 8)
    assert all("户名" in line.reason for line in PaymentLine.objects.filter(state="returned"))
    kept = BankReturn.objects.get()
    assert vault.get(kept.file.sha256) == return_file(batch, returned=(3, 7))


def reordered(batch: PaymentBatch) -> bytes:
    return file_of(batch, answers(batch)[::-1])


def truncated(batch: PaymentBatch) -> bytes:
    return return_file(batch)[:-120]


def a_line_less(batch: PaymentBatch) -> bytes:
    return file_of(batch, answers(batch)[:-1])


def changed_amount(batch: PaymentBatch) -> bytes:
    first, *rest = answers(batch)
    return file_of(batch, [replace(first, fen=first.fen * 9), *rest])


def changed_account(batch: PaymentBatch) -> bytes:
    first, *rest = answers(batch)
    return file_of(batch, [replace(first, account="999900000000"), *rest])


def another_batch(batch: PaymentBatch) -> bytes:
    return file_of(batch, answers(batch), number="410523ZF202699999")


def unknown_row(batch: PaymentBatch) -> bytes:
    first, *rest = answers(batch)
    return file_of(batch, [first, *rest, replace(first, ordinal=99)])


def twice(batch: PaymentBatch) -> bytes:
    first, *rest = answers(batch)
    return file_of(batch, [first, *rest, replace(first, paid=False, reason="户名不符")])


def damaged(batch: PaymentBatch) -> bytes:
    data = bytearray(return_file(batch))
    data[len(data) // 2 : len(data) // 2 + 3] = b"\xff\xff\xff"
    return bytes(data)


def of_another_format(batch: PaymentBatch) -> bytes:
    other = "gb18030_csv" if batch.profile != "gb18030_csv" else "utf8_tab"
    return file_of(replace_profile(batch, other), answers(batch))


def replace_profile(batch: PaymentBatch, name: str) -> PaymentBatch:
    copy = PaymentBatch.objects.get(pk=batch.pk)
    copy.profile = name
    return copy


WRONG: list[tuple[str, Damage, str]] = [
    ("truncated", truncated, "合计|控制行|读不下去|缺|列|没有写全"),
    ("a line less", a_line_less, "缺1笔.*补齐没有回复的1笔：序号10"),
    ("changed amount", changed_amount, "序号1的金额是9000.00元，放款时是1000.00元"),
    ("changed account", changed_account, "序号1的账号（尾号0000）与放款时的（尾号.{4}）不同"),
    ("another batch", another_batch, "是批次 410523ZF202699999 的，不是本批次"),
    ("unknown row", unknown_row, "序号99不在本批次的10笔里"),
    ("twice", twice, "都是序号1，一行到账一行退回，互相矛盾"),
    ("damaged encoding", damaged, "编码|读不懂|列|对不上|代码表"),
    ("another format", of_another_format, "这不是|控制行|读不下去|编码"),
]


@EVERY
def test_every_wrong_return_posts_nothing_and_says_why(name: str) -> None:
    """The replay table: each wrong file twice, presented and read, then the right one three times, reordered the first."""
    choose(name)
    batch = batch_written(case_submitted())
    before = ledger()
    for case, damage, told in WRONG:
        for _again in range(2):
            with pytest.raises(NotUnderstood, match=told):
                read(batch, damage(batch))
        presented_or_refused(batch, damage(batch))
        assert ledger() == before, case
        assert set(PaymentLine.objects.values_list("state", flat=True)) == {"released"}, case
    assert not BankReturn.objects.exists()
    assert not list(breaks())
    read(batch, reordered(batch))
    assert ledger() == (Decimal(0), Decimal(10_000), 10)
    for data in (reordered(batch), reordered(batch), return_file(batch)):
        with pytest.raises((AlreadyDone, NotPossibleNow), match=r"已由段宏伟于2026年4月21日 09:00导入|已结清"):
            read(batch, data)
    assert ledger() == (Decimal(0), Decimal(10_000), 10)


def presented_or_refused(batch: PaymentBatch, data: bytes) -> None:
    with contextlib.suppress(NotUnderstood):
        present_return(batch.pk, data, by=who(cast.BATCH_DRAFT), at=ANSWERED)


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every format takes four lines a file."""
    capped = {name: replace(each, most_lines=4) for name, each in profiles().items()}
    monkeypatch.setattr(profile_file, "profiles", lambda: capped)
    begin()  # nothing remembered was written in such files


@pytest.mark.usefixtures("small_files")
@EVERY
def test_a_batch_in_three_files_is_answered_file_by_file(name: str) -> None:
    choose(name)
    batch = batch_written(case_submitted())
    files = list(batch.bank_files.order_by("number").values_list("first", "last", "count", "total"))
    assert files == [(1, 4, 4, 4_000), (5, 8, 4, 4_000), (9, 10, 2, 2_000)]
    assert len(IssuedDocument.objects.get(kind="release").data["file"]["more"]) == 2
    said = answers(batch, returned=(5,))
    assert read(batch, file_of(batch, said[4:8])).state == "written"
    assert ledger() == (Decimal(7_000), Decimal(3_000), 3)
    assert record.last(batch.stream.key).body["files"] == [2]
    assert not list(breaks())
    for again in (said[4:8], said[3:8]):
        with pytest.raises(Refusal, match=r"已由段宏伟于2026年4月21日 09:00导入"):
            read(batch, file_of(batch, again))
    with pytest.raises(NotUnderstood, match="补齐没有回复的1笔：序号4"):
        read(batch, file_of(batch, said[:3]))
    assert ledger() == (Decimal(7_000), Decimal(3_000), 3)
    assert read(batch, file_of(batch, [*said[:4], *said[8:]])).state == "settled"
    assert ledger() == (Decimal(1_000), Decimal(9_000), 9)


@pytest.mark.usefixtures("small_files")
def test_all_files_may_be_answered_together() -> None:
    batch = batch_written(case_submitted())
    assert read(batch, return_file(batch)).state == "settled"
    assert batch.bank_files.filter(answered_by=BankReturn.objects.get()).count() == 3


def test_looking_posts_nothing_and_the_same_file_is_kept_once() -> None:
    batch = batch_written(case_submitted())
    before = ledger()
    looks = [present_return(batch.pk, changed_amount(batch), by=who(cast.BATCH_DRAFT), at=ANSWERED) for _ in range(2)]
    assert looks[0] == looks[1]
    assert record.last(batch.stream.key).body == {"sha256": looks[0].sha256, "whole": False}
    assert (ledger(), PresentedReturn.objects.count()) == (before, 1)
    with pytest.raises(NotAllowed):
        present_return(batch.pk, return_file(batch), by=who(cast.BATCH_RELEASE), at=ANSWERED)


def test_a_choice_holds_for_what_is_drafted_afterwards() -> None:
    batch = batch_drafted(own_claim())
    choose("gbk_bar", "")
    assert chosen(batch.finance).profile.name == "gbk_bar"
    assert profile_of(PaymentBatch.objects.get()).name == "gb18030_csv"
    act = record.last(ORGANISATION)
    assert (act.verb, act.body) == ("choose_profile", {"unit": FINANCE, "profile": "gbk_bar"})


@pytest.mark.parametrize(
    ("unit", "name", "account", "refusal", "told"),
    [
        (FINANCE, "mt103", "", NotFound, "没有名为“mt103”的银行格式"),
        ("hrss@410523", "utf8_tab", "", NotFound, "没有编码为“hrss@410523”的财政部门"),
        (FINANCE, "iso20022_pain", "", NotUnderstood, "要写付款账号"),
        (FINANCE, "utf8_tab", "4100-12", NotUnderstood, "应是最多34位数字"),
        (FINANCE, "gb18030_csv", "", AlreadyDone, "现在用的就是"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(
    unit: str, name: str, account: str, refusal: type[Refusal], told: str
) -> None:
    with pytest.raises(refusal, match=told):
        choose_profile(unit, name, account, by=None, at=CLASS_FILED)


def test_another_format_keeps_the_treasurys_account_until_it_is_taken_away() -> None:
    collecting, unit = Collecting("汤阴县非税收入汇缴专户", "160200000000000099", "示例银行"), "finance@410523"
    of = Unit.objects.get(code=unit)
    choose_profile(unit, "gb18030_csv", "", collecting, by=None, at=CLASS_FILED)
    choose("utf8_tab")
    assert chosen(of).collecting == collecting
    choose_profile(unit, "utf8_tab", "", Collecting("", "", ""), by=None, at=CLASS_FILED)
    assert chosen(of).collecting is None


@pytest.mark.tampered  # its account came by no act
def test_a_name_the_format_cannot_carry_stops_the_draft_not_the_release() -> None:
    choose("gbk_bar")
    request = payment_approved(own_claim())
    old = PayeeAccount.objects.get()
    told = {"account": old.account, "account_index": old.account_index, "masked": old.masked, "bank": old.bank}
    PayeeAccount.objects.create(case=old.case, payee="王𫍯", **told, by=old.by, at=DRAFTED)
    with pytest.raises(NotPossibleNow, match=r"第1笔的“户名”里的“𫍯”不在GBK字库里.*没有编制批次"):
        draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=DRAFTED)
    assert not PaymentBatch.objects.exists()


@pytest.mark.tampered
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"total": Decimal(1)}, "银行文件合起来与批次不一致"),
        ({"sha256": "0" * 64}, "缺失或被改动"),
        ({"answered_by": None}, "与其明细的回盘状态不一致"),
    ],
    ids=["total", "digest", "answer"],
)
def test_verify_names_a_changed_bank_file(change: dict[str, object], told: str) -> None:
    batch = batch_written(own_claim())
    read(batch, return_file(batch))
    batch.bank_files.update(**change)
    assert any(told in each for each in breaks())


def test_the_release_decides_the_day_of_the_message() -> None:
    choose("iso20022_pain")
    batch = batch_released(own_claim())
    assert batch.released_at == RELEASED
    written = batch_written_again(batch)
    assert b"<ReqdExctnDt>2026-04-20</ReqdExctnDt>" in written
    assert b"<CreDtTm>2026-04-20T15:00:00</CreDtTm>" in written


def batch_written_again(batch: PaymentBatch) -> bytes:
    from_rows = PaymentBatch.objects.get(pk=batch.pk)
    write_bank_file(from_rows.pk, at=WRITTEN)
    return vault.get(PaymentBatch.objects.get(pk=batch.pk).file_sha256)
