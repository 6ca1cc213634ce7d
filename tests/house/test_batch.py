"""Draft a batch, release it by a second person, write the bank's file."""

from decimal import Decimal

import pytest
from django.db import connection

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    DRAFTED,
    RELEASED,
    WRITTEN,
    batch_drafted,
    batch_released,
    case_submitted,
    funds_requested,
    own_claim,
    payment_approved,
)
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.establish import appoint
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.write_bank_file import bank_files, write_bank_file
from workflow_app.management.acting import SINCE
from workflow_app.models import (
    Claim,
    Commitment,
    IssuedDocument,
    OutboxEntry,
    PayeeAccount,
    PaymentBatch,
    PaymentLine,
    StoredFile,
    triggers,
    vault,
)
from workflow_app.policy.refusals import (
    AlreadyDone,
    NotAllowed,
    NotFound,
    NotPossibleNow,
    NotUnderstood,
    SeparationOfDuties,
)


def drafted(request_id: int, username: str = cast.BATCH_DRAFT) -> PaymentBatch:
    return draft_batch(request_id, by=who(username), at=DRAFTED)


def released(batch: PaymentBatch, typed: str = "1000.00", username: str = cast.BATCH_RELEASE) -> PaymentBatch:
    return release_batch(batch.pk, Decimal(typed), by=who(username), at=RELEASED)


@pytest.mark.tampered  # such an account stands in a row alone: nobody may ask for one while the money is in a batch
def test_money_goes_to_no_account_that_was_corrected_since_the_batch_was_built() -> None:
    """Only two people at the same instant come this far: the row is written here as the other one's act."""
    batch = batch_drafted()
    old = PayeeAccount.objects.get()
    PayeeAccount.objects.create(
        case=old.case, payee=old.payee, account="1", account_index="another", masked="", bank="", by=old.by, at=DRAFTED
    )
    with pytest.raises(NotPossibleNow, match=r"第1.*行的收款账户在编制后更正过"):
        release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=RELEASED)
    assert PaymentBatch.objects.get().state == "drafted"


def test_a_batch_has_one_line_a_claim_in_the_order_of_the_notice() -> None:
    batch = batch_drafted(case_submitted())
    assert (batch.number, batch.count, batch.total, batch.state) == ("410523ZF202600001", 10, 10_000, "drafted")
    lines = list(PaymentLine.objects.order_by("ordinal").values_list("ordinal", "claim__ordinal", "amount"))
    assert lines == [(n, n, 1_000) for n in range(1, 11)]
    assert record.last(batch.stream.key).body == {"count": 10, "total": "10000.00"}
    assert Commitment.objects.filter(account=who(cast.BATCH_DRAFT), duty="draft_batch").count() == 1


def test_the_account_lies_sealed() -> None:
    batch_drafted(own_claim())
    number = PaymentLine.objects.get().account
    assert PaymentLine.objects.extra(where=["account LIKE %s"], params=[f"%{number}%"]).count() == 0


def test_a_second_batch_finds_nothing_left_to_pay() -> None:
    batch = batch_drafted(own_claim())
    with pytest.raises(NotPossibleNow, match="没有可支付的明细"):
        drafted(batch.request_id)
    assert PaymentBatch.objects.count() == 1


def test_finance_pays_nothing_it_has_not_checked() -> None:
    with pytest.raises(NotPossibleNow, match="还没有通过财政审核"):
        drafted(funds_requested(own_claim()).pk)


@pytest.mark.parametrize("username", [cast.BATCH_RELEASE, cast.BUREAU_FINANCE, cast.STRANGER])
def test_only_who_drafts_batches_drafts(username: str) -> None:
    request = payment_approved(own_claim())
    with pytest.raises(NotAllowed):
        drafted(request.pk, username)


def test_a_second_person_lets_the_money_go() -> None:
    batch = batch_released(own_claim())
    assert (batch.state, batch.released_by, batch.released_at) == ("released", who(cast.BATCH_RELEASE), RELEASED)
    assert PaymentLine.objects.get().state == "released"
    assert record.last(batch.stream.key).verb == "release_batch"
    assert OutboxEntry.objects.filter(job="write_bank_file", argument=batch.pk).count() == 1


def test_nobody_releases_what_they_drafted() -> None:
    batch = batch_drafted(own_claim())
    appoint(who(cast.BATCH_DRAFT), "batch_release", "finance", "410523", since=SINCE, at=DRAFTED)
    with pytest.raises(SeparationOfDuties, match="请由另一位同事放款"):
        released(batch, username=cast.BATCH_DRAFT)


def test_nobody_releases_the_money_whose_request_they_checked() -> None:
    batch = batch_drafted(own_claim())
    appoint(who(cast.FUNDS_CHECK), "batch_release", "finance", "410523", since=SINCE, at=DRAFTED)
    with pytest.raises(SeparationOfDuties, match="做过“资金审核”"):
        released(batch, username=cast.FUNDS_CHECK)
    assert PaymentBatch.objects.get().state == "drafted"


@pytest.mark.parametrize("typed", ["1000.01", "100000", "0"])
def test_another_total_than_the_batchs_releases_nothing(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="与批次总额不一致"):
        released(batch_drafted(own_claim()), typed)


def test_the_second_click_reads_who_released_and_when() -> None:
    batch = batch_released(own_claim())
    with pytest.raises(AlreadyDone, match=f"已由{who(cast.BATCH_RELEASE).name}于2026年4月20日 15:00放款"):
        released(batch)
    assert OutboxEntry.objects.filter(job="write_bank_file").count() == 1


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.RELEASE_ELSEWHERE, cast.BUREAU_FINANCE])
def test_only_who_releases_releases(username: str) -> None:
    with pytest.raises(NotAllowed):
        released(batch_drafted(own_claim()), username=username)


@pytest.mark.tampered
@pytest.mark.parametrize("change", [{"amount": 1}, {"amount": 100_000}], ids=["less", "more"])
def test_a_line_that_no_longer_equals_what_was_determined_stops_the_release(change: dict[str, int]) -> None:
    batch = batch_drafted(own_claim())
    triggers.lift(connection)
    PaymentLine.objects.update(**change)
    with pytest.raises(NotPossibleNow, match="有1笔与核定结果不一致"):
        released(batch)


@pytest.mark.tampered
def test_a_claim_that_is_owed_no_more_stops_the_release() -> None:
    batch = batch_drafted(own_claim())
    Claim.objects.update(state="struck_off", reason="不该付")
    with pytest.raises(NotPossibleNow, match="有1笔与核定结果不一致"):
        released(batch)


def test_the_file_is_written_once_and_says_what_was_released() -> None:
    batch = batch_released(case_submitted())
    assert write_bank_file(batch.pk, at=WRITTEN)
    assert not write_bank_file(batch.pk, at=WRITTEN)
    batch = PaymentBatch.objects.get()
    text = vault.get(batch.file_sha256).decode("gb18030")
    assert text.count("\r\n") == 12
    assert text.splitlines()[-1] == "合计,10,,,,10000.00,"
    assert StoredFile.objects.filter(kind="csv").count() == 1
    sheet = IssuedDocument.objects.get(kind="release")
    assert sheet.data["file"]["sha256"] == batch.file_sha256
    money, twice, persons = (check["done"] for check in sheet.data["checks"])
    assert money == "支付10,000.00元，核定10,000.00元，公示10,000.00元；10笔中三者一致的10笔"
    assert twice == "本批补贴10项，这些补贴的在途和已到账付款共10笔"
    assert persons == "编制人段宏伟，放款人裴雪梅，不是同一人"
    assert {sheet.data["maker"]["name"], sheet.data["releaser"]["name"]} == {"段宏伟", "裴雪梅"}
    assert record.last(batch.stream.key).body == {"sha256": batch.file_sha256, "paper": sheet.number}


def test_the_same_batch_gives_the_same_bytes() -> None:
    batch = batch_released(own_claim())
    assert bank_files(batch) == bank_files(PaymentBatch.objects.get())


def test_nothing_is_written_before_the_release() -> None:
    batch = batch_drafted(own_claim())
    assert not write_bank_file(batch.pk, at=WRITTEN)
    assert not StoredFile.objects.filter(kind="csv").exists()


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda: drafted(999), id="draft"),
        pytest.param(lambda: release_batch(999, Decimal(1), by=who(cast.BATCH_RELEASE), at=RELEASED), id="release"),
        pytest.param(lambda: write_bank_file(999, at=WRITTEN), id="write"),
    ],
)
def test_what_does_not_exist_is_not_found(act: object) -> None:
    with pytest.raises(NotFound):
        act()
