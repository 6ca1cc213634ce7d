"""Reissue a returned transfer to another account as a linked line, close the case."""

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    ACCOUNT_COOLED,
    ANSWERED,
    DETERMINED,
    NEW_ACCOUNT,
    NOTICE_OVER,
    REQUESTED,
    account_in_force,
    batch_settled,
    case_at,
    case_determined,
    case_submitted,
    class_in_force,
    endowed,
    on_notice,
    own_claim,
    return_file,
)
from workflow_app.commands.close_case import close_case
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.read_return import read_return
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acting
from workflow_app.management.setbacks import give_another_account
from workflow_app.models import Case, OutboxEntry, PaymentBatch, PaymentLine
from workflow_app.policy.refusals import NotFound, NotPossibleNow
from workflow_app.queries.papers.index import file_index, papers_of

COOLED = ACCOUNT_COOLED + timedelta(hours=9)
PAID = COOLED + timedelta(days=2)


def returned_case() -> Case:
    batch_settled(case_submitted(), returned=(3,))
    return Case.objects.get(procedure="claim")


def reissued() -> PaymentBatch:
    batch = draft_batch(PaymentBatch.objects.get().request_id, by=who(cast.BATCH_DRAFT), at=COOLED)
    release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=COOLED)
    write_bank_file(batch.pk, at=COOLED)
    return PaymentBatch.objects.get(pk=batch.pk)


def test_the_returned_line_is_reissued_as_a_new_linked_line() -> None:
    case = returned_case()
    account_in_force(case)
    batch = reissued()
    line = batch.lines.get()
    assert (line.reissue_of, line.account) == (PaymentLine.objects.get(batch__lt=batch.pk, ordinal=3), NEW_ACCOUNT)
    read_return(batch.pk, return_file(batch), by=who(cast.BATCH_DRAFT), at=PAID)
    assert set(case.claims.values_list("state", flat=True)) == {"paid"}
    assert PaymentLine.objects.get(batch__lt=batch.pk, ordinal=3).state == "returned"


def test_without_a_corrected_account_nothing_is_reissued() -> None:
    returned_case()
    with pytest.raises(NotPossibleNow, match="还没有更正账户"):
        reissued()


def test_another_account_may_be_asked_for_again_when_the_new_one_is_returned_too() -> None:
    case = returned_case()
    account_in_force(case)
    batch = reissued()
    read_return(batch.pk, return_file(batch, returned=(1,)), by=who(cast.BATCH_DRAFT), at=PAID)
    give_another_account(Case.objects.get(pk=case.pk), PAID + timedelta(days=1))
    assert case.payee_accounts.count() == 3


def test_a_case_closes_when_its_last_line_is_paid() -> None:
    case = returned_case()
    assert not close_case(case.pk, at=ANSWERED)
    account_in_force(case)
    batch = reissued()
    read_return(batch.pk, return_file(batch), by=who(cast.BATCH_DRAFT), at=PAID)
    assert OutboxEntry.objects.filter(job="close_case", argument=case.pk).count() == 2
    assert close_case(case.pk, at=PAID)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.ended_at) == ("closed", PAID)


def test_a_case_closes_once_and_its_archiving_follows() -> None:
    batch_settled(own_claim())
    case = Case.objects.get()
    assert close_case(case.pk, at=PAID)
    assert not close_case(case.pk, at=PAID)
    assert OutboxEntry.objects.filter(job="archive_case", argument=case.pk).count() == 1
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body) == ("close_case", None, {"amount": "1000.00"})


def test_the_file_index_lists_what_went_to_the_bank_and_what_came_back() -> None:
    batch = batch_settled(own_claim())
    case = Case.objects.get()
    lines = file_index(case, PAID)["lines"]
    listed = {(line["title"], line["on"]): line["sha256"] for line in lines}
    sent = listed[f"支付文件 {batch.number}（财政部门存）", "2026-04-20"]
    answered = listed[f"银行回盘文件 {batch.number}（财政部门存）", "2026-04-21"]
    assert batch.file_sha256.startswith(sent)
    assert batch.returns.get().sha256.startswith(answered)
    assert [line["title"] for line in lines].count("资金拨付申请函") == 1


def test_the_file_index_names_the_void_letter_too_but_nothing_of_other_cases() -> None:
    endowed()
    one, other = case_at("notice"), case_at("notice", own_claim(902, cast.OTHER_TRAINEE))
    notice = on_notice(one, other)
    end_notice(notice.pk, at=NOTICE_OVER)
    acting.sign_until(one, "request_funds", at=DETERMINED)
    first = request_funds(notice.pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    return_funds_request(first.pk, "请核对。", by=who(cast.FUNDS_CHECK), at=REQUESTED)
    request_funds(notice.pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    acting.sign_until(other, "request_funds", at=DETERMINED)
    request_funds(notice.pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    kinds = [[paper.kind for paper in papers_of(each)] for each in (one, other)]
    assert [of.count("funds_request") for of in kinds] == [2, 1]
    assert [of.count("public_notice") for of in kinds] == [1, 1]


def test_a_case_that_is_owed_money_does_not_close() -> None:
    assert not close_case(case_determined(own_claim()).pk, at=PAID)


def test_a_class_in_force_is_not_closed_for_want_of_payments() -> None:
    assert not close_case(class_in_force().pk, at=PAID)


def test_a_case_that_does_not_exist_is_not_closed() -> None:
    with pytest.raises(NotFound):
        close_case(999, at=PAID)
